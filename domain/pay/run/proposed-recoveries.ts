import type { CalendarDate } from '../../calendar.ts';
import { invariant } from '../../outcome.ts';
import { dateOfDay } from '../span.ts';
import type { PackagePay } from './pay-package.ts';
import type { PayRun } from './pay-run.ts';
import { nothingDone, type Recovery } from './recovery.ts';

/** What a run found out about one package. */
export type PayRow = Omit<PackagePay, 'after' | 'attention' | 'gaps'>;

/** The fee of a carer and a direct payment are never reduced without agreement. */
const OFFSET_UNASKED: readonly PayRun['kind'][] = ['providers', 'manual'];

/** Whether later payments of a kind of run are reduced without the payee’s agreement. */
export function isOffsetUnasked(kind: PayRun['kind']): boolean {
  return OFFSET_UNASKED.includes(kind);
}

/** What a package was overpaid and nothing in this run makes good, as it is proposed for recovery. */
export function proposedRecoveries(
  { payRunId, kind }: Pick<PayRun, 'payRunId' | 'kind'>,
  { payeeId, proposed }: PayRow['settlements'][number],
  row: PayRow,
): Recovery[] {
  return proposed.map(({ key, lineId, amountPence }) => {
    const line = row.lines.find((each) => each.lineId === lineId);
    const changed = line?.explanation.find((step) => step.step === 'changed');
    return {
      recoveryId: `${payRunId}-${lineId}`,
      ...{ payRunId, caseId: null, method: 'netting' },
      ...nothingDone,
      runKind: kind,
      payeeId,
      packageId: row.packageId,
      personId: row.personId,
      key,
      lineId,
      ...rangeOf(row, lineId),
      amountPence,
      cause: changed?.facts ?? [],
      state: 'proposed',
      offsetAgreed: isOffsetUnasked(kind),
    };
  });
}

/** The days that a line of a package is about, whether this run wrote it or released it. */
export function rangeOf(
  { lines, released }: PayRow,
  lineId: string,
): { from: CalendarDate; to: CalendarDate } {
  const line = lines.find((each) => each.lineId === lineId);
  if (line !== undefined) return { from: line.from, to: line.to };
  const waiting = released.find((each) => each.lineId === lineId);
  invariant(waiting !== undefined, 'what is carried over belongs to a line of the run');
  return { from: dateOfDay(waiting.first), to: dateOfDay(waiting.last) };
}
