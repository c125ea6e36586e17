import type { Recording } from '../../domain/facts/fact.ts';
import { makeEntry, type Entry } from '../../domain/ledger/journal-entry.ts';
import type { Recovery } from '../../domain/pay/run/recovery.ts';
import type { StoredFact } from './items.ts';
import { bookingOf, LedgerConflict } from './ledger-store.ts';
import { openRunsPut, type OpenRuns } from './open-runs.ts';
import { transact, type Table } from './table.ts';
import { nextVersion, versionActions } from './versions.ts';

/** A recovery that moves on, with what follows from it in the ledger. */
export type RecoveryMove = {
  seen: StoredFact<'recovery'>;
  body: Recovery;
  recording: Recording;
  entry: Entry | null;
  /** The open runs as they were when none of them was approved, where no approval may cross with the move. */
  open?: OpenRuns | undefined;
};

/** Money that is asked back, moved on together with the ledger. */
export function recoveryStore(table: Table) {
  return {
    /**
     * W42: a recovery’s next version and its entry in the ledger, both or neither; false where somebody was quicker. The
     * version that was seen is the condition; where no approval may cross with it, so are the open runs.
     */
    async moveRecovery({ seen, body, recording, entry, open }: RecoveryMove): Promise<boolean> {
      const subject = { kind: 'recovery' as const, id: body.recoveryId };
      const next = nextVersion<'recovery'>({ subject, body, handFields: [], recording, seen });
      const version = [
        ...versionActions(table.name, seen, next),
        ...(open === undefined ? [] : [openRunsPut(table.name, open, open.runs)]),
      ];
      const booking = entry === null ? [] : bookingOf(table.name, makeEntry(entry));
      const { failed } = await transact(table, [...version, ...booking]);
      if (failed.length === 0) return true;
      if (failed.some((place) => place < version.length)) return false;
      throw new LedgerConflict(entry?.entryId ?? body.recoveryId);
    },
  };
}
export type RecoveryStore = ReturnType<typeof recoveryStore>;
