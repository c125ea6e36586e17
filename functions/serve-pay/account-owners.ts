import type { Hold } from '../../domain/pay/run/hold.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ListStore } from '../store/list-store.ts';

/** Whose bank account something is about. */
export type AccountOwner = { kind: 'provider' | 'agreement'; id: string };

type Deps = { facts: Pick<FactStore, 'currentFacts' | 'whichExist'>; lists: Pick<ListStore, 'ofPerson'> };

/**
 * Whose accounts some holds are about: a provider’s, a direct payment’s, that of the provider of a package or a paper
 * invoice, and those of all direct payments of a person. A line has none, nor a person without direct payments.
 */
export async function accountOwners(
  holds: readonly Pick<Hold, 'on'>[],
  { facts, lists }: Deps,
): Promise<(hold: Pick<Hold, 'on'>) => AccountOwner[]> {
  const held = holds.flatMap(({ on }) => ('packageId' in on ? [on.packageId] : []));
  const people = new Set(holds.flatMap(({ on }) => ('personId' in on ? [on.personId] : [])));
  const [agreements, packages, invoices, ofPeople] = await Promise.all([
    facts.whichExist('direct-payment-agreement', held),
    facts.currentFacts('package', held),
    facts.currentFacts('manual-invoice', held),
    Promise.all([...people].map((id) => lists.ofPerson('direct-payment-agreement', id))),
  ]);
  const agreement = (id: string): AccountOwner => ({ kind: 'agreement', id });
  return ({ on }) => {
    if ('providerId' in on) return [{ kind: 'provider', id: on.providerId }];
    if ('packageId' in on) {
      if (agreements.has(on.packageId)) return [agreement(on.packageId)];
      const paid = packages.get(on.packageId) ?? invoices.get(on.packageId);
      return paid === undefined ? [] : [{ kind: 'provider', id: paid.body.providerId }];
    }
    if (!('personId' in on)) return [];
    const theirs = ofPeople.flat().filter(({ body }) => body.personId === on.personId);
    return theirs.map(({ body }) => agreement(body.agreementId));
  };
}
