import type { Recording } from '../../domain/facts/fact.ts';
import { makeEntry, type Entry } from '../../domain/ledger/journal-entry.ts';
import type { Accrual } from '../../domain/pay/run/accrual.ts';
import { nextVersion, versionActions } from './versions.ts';
import type { StoredFact } from './items.ts';
import { bookingsOf } from './ledger-store.ts';
import { transact, type Table } from './table.ts';

export type Booked =
  { outcome: 'booked'; fact: StoredFact<'accrual'> } | { outcome: 'changed-meanwhile' | 'accrued-before' };

/** Year-end accruals: approved together with their two entries. */
export function accrualStore(table: Table) {
  return {
    /** W26: an accrual is approved, and it and its reversal are booked, once for a kind of run and a year. */
    async bookAccrual(
      seen: StoredFact<'accrual'>,
      body: Accrual,
      { entries, recording }: { entries: readonly Entry[]; recording: Recording },
    ): Promise<Booked> {
      const subject = { kind: 'accrual' as const, id: body.accrualId };
      const fact = nextVersion<'accrual'>({ subject, body, handFields: [], recording, seen });
      const version = versionActions(table.name, seen, fact);
      const bookings = bookingsOf(table.name, entries.map(makeEntry));
      const { failed } = await transact(table, [...version, ...bookings]);
      if (failed.length === 0) return { outcome: 'booked', fact };
      const isOther = failed.some((place) => place < version.length);
      return { outcome: isOther ? 'changed-meanwhile' : 'accrued-before' };
    },
  };
}
export type AccrualStore = ReturnType<typeof accrualStore>;
