import type { Recording } from '../../domain/facts/fact.ts';
import type { Entry } from '../../domain/ledger/journal-entry.ts';
import { makeEntry } from '../../domain/ledger/journal-entry.ts';
import type { Hold } from '../../domain/pay/run/hold.ts';
import type { PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import { parseFact, type StoredFact } from './items.ts';
import { currentKey } from './keys.ts';
import { bookingOf, LedgerConflict } from './ledger-store.ts';
import { batchGet, transact, type Table } from './table.ts';
import { holdActions, nextVersion, versionActions } from './versions.ts';

/** A payment that moves on, with what follows from it. */
export type PaymentMove = {
  seen: StoredFact<'payment'>;
  body: PaymentRecord;
  recording: Recording;
  entry: Entry | null;
  hold: Hold | null;
};

/** As many payments of a run are asked for at once. */
const PAGE = 100;
const NUMBER_DIGITS = 5;

/** Payments after they left: found by their run, moved on together with the ledger. */
export function paymentStore(table: Table) {
  return {
    /** AP30: the payments of a run, in order. They are numbered without a gap, so that the first that is missing ends them. */
    async paymentsOfRun(payRunId: string): Promise<StoredFact<'payment'>[]> {
      const payments: StoredFact<'payment'>[] = [];
      for (let first = 1; ; first += PAGE) {
        const ids = Array.from({ length: PAGE }, (_, place) => paymentIdOf(payRunId, first + place));
        const items = await batchGet(
          table,
          ids.map((id) => currentKey({ kind: 'payment', id })),
        );
        const found = items.map((item) => parseFact('payment', item));
        payments.push(...found.toSorted((a, b) => (a.subject.id < b.subject.id ? -1 : 1)));
        if (found.length < PAGE) return payments;
      }
    },

    /**
     * W24: a payment’s next version, its entry in the ledger and the hold on its payee, all or none, so that they never
     * tell different stories. The version that was seen is the condition.
     */
    async movePayment({ seen, body, recording, entry, hold }: PaymentMove): Promise<Moved> {
      const subject = { kind: 'payment' as const, id: body.paymentId };
      const next = nextVersion<'payment'>({ subject, body, handFields: [], recording, seen });
      const version = versionActions(table.name, seen, next);
      const { failed } = await transact(table, [
        ...version,
        ...(entry === null ? [] : bookingOf(table.name, makeEntry(entry))),
        ...(hold === null ? [] : holdActions(table, { body: hold, reason: recording.reason }, recording)),
      ]);
      if (failed.length === 0) return { outcome: 'moved', fact: next };
      if (failed.some((place) => place < version.length)) return { outcome: 'changed-meanwhile' };
      throw new LedgerConflict(entry?.entryId ?? body.paymentId);
    },

    /** W28: a payment that was made outside any run, and its entry in the ledger: both or neither. */
    async keepOutside(
      body: PaymentRecord,
      { entry, recording }: { entry: Entry; recording: Recording },
    ): Promise<void> {
      const subject = { kind: 'payment' as const, id: body.paymentId };
      const first = nextVersion<'payment'>({ subject, body, handFields: [], recording, seen: null });
      const { failed } = await transact(table, [
        ...versionActions(table.name, null, first),
        ...bookingOf(table.name, makeEntry(entry)),
      ]);
      if (failed.length > 0) throw new LedgerConflict(entry.entryId);
    },
  };
}
export type PaymentStore = ReturnType<typeof paymentStore>;

type Moved = { outcome: 'moved'; fact: StoredFact<'payment'> } | { outcome: 'changed-meanwhile' };

function paymentIdOf(payRunId: string, number: number): string {
  return `${payRunId}-${String(number).padStart(NUMBER_DIGITS, '0')}`;
}
