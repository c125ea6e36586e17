import {
  checkAccountChange,
  needsCallBack,
  type AccountChange,
} from '../../../domain/bank-accounts/account-change.ts';
import {
  agreementAccount,
  providerAccount,
  type KnownAccount,
} from '../../../domain/bank-accounts/known-account.ts';
import type { ModulusTables } from '../../../domain/bank-accounts/modulus-check.ts';
import { londonDate } from '../../../domain/calendar.ts';
import type { FactKind } from '../../../domain/facts/fact.ts';
import type { Hold } from '../../../domain/pay/run/hold.ts';
import type { Finding } from '../../../domain/records/finding.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { Bodies } from '../../store/items.ts';
import type { PlacedHold, VersionWrite } from '../../store/versions.ts';

/** A kind of fact that says into which account somebody is paid. */
export type PayeeKind<K extends FactKind> = {
  accountOf: (body: Bodies[K]) => KnownAccount | null;
  heldOn: (id: string) => Hold['on'];
};

export const payeeKinds = {
  provider: { accountOf: providerAccount, heldOn: (providerId) => ({ providerId }) },
  agreement: { accountOf: agreementAccount, heldOn: (packageId) => ({ packageId }) },
} as const satisfies {
  provider: PayeeKind<'provider'>;
  agreement: PayeeKind<'direct-payment-agreement'>;
};

export type GuardDeps = { facts: Pick<FactStore, 'versionsOf'>; modulusTables: ModulusTables };
type Told = { reason: string; firstOne: 'refused' | 'let-in' };

/** What a new version of a payee does to its account: what there is to say, and the hold that comes with it. */
export async function guardAccount<K extends FactKind>(
  payee: PayeeKind<K> | undefined,
  write: VersionWrite<K>,
  { reason, firstOne }: Told,
  { facts, modulusTables }: GuardDeps,
): Promise<{ findings: Finding[]; hold: PlacedHold | undefined }> {
  if (payee === undefined) return { findings: [], hold: undefined };
  const change = { before: await lastKnown(payee, write, facts), after: payee.accountOf(write.body) };
  return {
    findings: checkAccountChange(change, { tables: modulusTables, firstOne }),
    hold: needsCallBack(change) ? changedAccountHold(payee, write, reason) : undefined,
  };
}

/** An account that was taken away is still the one known: who empties it first and fills it then changes it all the same. */
async function lastKnown<K extends FactKind>(
  payee: PayeeKind<K>,
  { subject, seen, body }: VersionWrite<K>,
  facts: GuardDeps['facts'],
): Promise<AccountChange['before']> {
  if (seen === null) return null;
  const current = payee.accountOf(seen.body);
  if (current !== null || payee.accountOf(body) === null) return current;
  const versions = await facts.versionsOf(subject.kind, subject.id);
  return versions.map((version) => payee.accountOf(version.body)).find((account) => account !== null) ?? null;
}

/** The hold of a changed account. The version that changes it names it, so that none is placed twice for one change. */
export function changedAccountHold<K extends FactKind>(
  { heldOn }: Pick<PayeeKind<K>, 'heldOn'>,
  { subject, seen, recording }: Pick<VersionWrite<K>, 'subject' | 'seen' | 'recording'>,
  reason: string,
): PlacedHold {
  return {
    body: {
      holdId: `account:${subject.kind}:${subject.id}:${(seen?.version ?? 0) + 1}`,
      category: 'bank-details-changed',
      on: heldOn(subject.id),
      state: 'active',
      placedBy: recording.recordedBy,
      placedOn: londonDate(recording.recordedAt),
      releasedOn: null,
    },
    reason,
  };
}
