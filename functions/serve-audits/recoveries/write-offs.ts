import { writtenOffEntry } from '../../../domain/ledger/entries-of-payments.ts';
import type { Entry } from '../../../domain/ledger/journal-entry.ts';
import { readKey } from '../../../domain/pay/component.ts';
import type { Recovery } from '../../../domain/pay/run/recovery.ts';
import type { recoveryRoutes } from '../../../events/api/recoveries.ts';
import { limitOf } from '../../platform/pay/approval-limit.ts';
import type { Asked } from '../../platform/route-area.ts';
import { actOnRecovery, recoverySeen } from './act-on-recovery.ts';
import type { RecoveryDeps } from './recovery-deps.ts';

type Routes = typeof recoveryRoutes;

/** Proposes that a part or all of what is outstanding is given up; nothing changes before somebody else authorises it. */
export async function proposeWriteOff(
  { viewer, id, body: { amountPence, cause, reason } }: Asked<Routes['proposeWriteOff']>,
  deps: RecoveryDeps,
): Promise<Recovery> {
  return actOnRecovery(
    { viewer, id, reason },
    {
      decideAs: 'carryOut',
      actOn: () => ({ act: 'propose-write-off', amountPence, cause, today: deps.today() }),
    },
    deps,
  );
}

/** Writes off what somebody else proposed, in the ledger with it; asked again by the same person it is done once. */
export async function authoriseWriteOff(
  { viewer, id, body: { amountPence, reason } }: Asked<Routes['authoriseWriteOff']>,
  deps: RecoveryDeps,
): Promise<Recovery> {
  const today = deps.today();
  const { body: known } = await recoverySeen({ viewer, id }, deps);
  const last = known.writtenOff.at(-1);
  const isDone =
    known.writeOff === null &&
    last?.authorisedBy === viewer.userId &&
    last.on === today &&
    last.amountPence === amountPence;
  if (isDone) return known;
  const limitPence = await limitOf(viewer, deps);
  return actOnRecovery(
    { viewer, id, reason },
    {
      decideAs: 'approve',
      actOn: ({ recordedBy: lastChangedBy }) => ({
        ...{ act: 'authorise-write-off', lastChangedBy, limitPence, amountPence, today },
      }),
      isOfAmounts: true,
      entryOf: lastWrittenOff,
    },
    deps,
  );
}

/** Refuses a write-off that waits, or takes it back. */
export async function refuseWriteOff(
  { viewer, id, body: { reason } }: Asked<Routes['refuseWriteOff']>,
  deps: RecoveryDeps,
): Promise<Recovery> {
  return actOnRecovery(
    { viewer, id, reason },
    { decideAs: 'refuse', actOn: () => ({ act: 'refuse-write-off' }) },
    deps,
  );
}

function lastWrittenOff({ recoveryId, payeeId, key, writtenOff }: Recovery): Entry | null {
  const last = writtenOff.at(-1);
  if (last === undefined) return null;
  const written = { coding: readKey(key).coding, amountPence: last.amountPence };
  return writtenOffEntry({ recoveryId, number: writtenOff.length, payeeId, on: last.on, written });
}
