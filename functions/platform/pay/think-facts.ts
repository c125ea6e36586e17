import { noChanges, type AgreementChanges } from '../../../domain/direct-payments/agreement-changes.ts';
import type { Known } from '../../../domain/pay/entitlement/package-facts.ts';
import { changesAfter, packageAfter, type Thought } from '../../../domain/pay/run/hypothetical.ts';
import type { Contribution } from '../../../domain/records/contribution.ts';
import type { StoredFact } from '../../store/items.ts';

type Found<K extends 'package' | 'person' | 'direct-payment-agreement'> = Map<string, StoredFact<K>>;

/**
 * Facts as they would be after changes that are only thought: nothing is written. A thought version follows the one
 * that is there, so that a line of the preview says what it was reckoned from.
 */
export function thinkPackages(found: Found<'package'>, thoughts: readonly Thought[]): Found<'package'> {
  return new Map(
    [...found].map(([id, fact]) => {
      const own = thoughts.filter(
        (each) => each.id === id && (each.about === 'package' || each.about === 'suspensions'),
      );
      const body = own.length === 0 ? fact.body : (packageAfter(fact.body, own) ?? fact.body);
      return [id, own.length === 0 ? fact : { ...fact, body, version: fact.version + 1 }];
    }),
  );
}

export function thinkPeople(found: Found<'person'>, thoughts: readonly Thought[]): Found<'person'> {
  return new Map(
    [...found].map(([id, fact]) => {
      const thought = thoughts.findLast((each) => each.about === 'person' && each.id === id);
      return [
        id,
        thought?.about === 'person' ? { ...fact, body: thought.body, version: fact.version + 1 } : fact,
      ];
    }),
  );
}

export function thinkAgreements(
  found: Found<'direct-payment-agreement'>,
  thoughts: readonly Thought[],
): Found<'direct-payment-agreement'> {
  return new Map(
    [...found].map(([id, fact]) => {
      const thought = thoughts.findLast((each) => each.about === 'agreement' && each.id === id);
      return [
        id,
        thought?.about === 'agreement' ? { ...fact, body: thought.body, version: fact.version + 1 } : fact,
      ];
    }),
  );
}

/** What was changed of an agreement by hand, or is thought to be; null where nothing is. */
export function thoughtChanges(
  agreementId: string,
  known: Known<AgreementChanges> | null,
  thoughts: readonly Thought[],
): Known<AgreementChanges> | null {
  const body = changesAfter(known?.body ?? noChanges(agreementId), thoughts);
  if (body === null) return known;
  const version = (known?.ref.version ?? 0) + 1;
  return { ref: { kind: 'agreement-changes', id: agreementId, version }, body };
}

/** The contributions of a person with those of one package replaced, where they are thought; null where none is. */
export function thoughtContributions(
  items: readonly Contribution[],
  { packageId, personId }: { packageId: string; personId: string },
  thoughts: readonly Thought[],
): Contribution[] | null {
  const thought = thoughts.findLast((each) => each.about === 'contributions' && each.id === packageId);
  if (thought?.about !== 'contributions') return null;
  const others = items.filter((item) => item.packageId !== packageId);
  return [...others, ...thought.items.map((item) => ({ ...item, personId }))];
}
