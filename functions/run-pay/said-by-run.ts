import { partsOfRun, type RunParts } from '../../domain/pay/run/payments-of-run.ts';
import type { PayRow } from '../../domain/pay/run/proposed-recoveries.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { TakenOffLine } from '../../domain/pay/run/payee-desk.ts';
import { cancelledOf } from '../../domain/pay/run/totals.ts';
import type { EvidenceRow } from '../platform/pay/evidence.ts';
import type { LinesToFile } from '../store/position-store.ts';
import type { RunDeps } from './deps.ts';

/** What the lines of an approved run come to. */
export type SaidByRun = {
  parts: RunParts;
  /** Whose package each is. */
  people: Map<string, string | null>;
  /** What lines cancel of earlier overpayments. */
  cancelled: ReturnType<typeof cancelledOf>;
};

/** Reads what a run says about every package, of which only what is paid by stays in memory. */
export async function saidByRun(
  run: PayRun,
  takenOff: readonly TakenOffLine[],
  { evidence }: Pick<RunDeps, 'evidence'>,
): Promise<SaidByRun> {
  const rows: PayRow[] = [];
  for await (const part of evidence.rowsByPart(run)) rows.push(...part.map(paidBy));
  return {
    parts: partsOfRun(run, rows, takenOff),
    people: new Map(rows.map(({ packageId, personId }) => [packageId, personId])),
    cancelled: cancelledOf(rows),
  };
}

/** What of a row payments are made of. What they are reckoned from stays in the evidence. */
function paidBy({ packageId, personId, serviceType, lines, released, settlements }: EvidenceRow): PayRow {
  return { packageId, personId, serviceType, lines, released, settlements };
}

/** Files the lines of a run before another may write about the same packages; filing them again writes the same. */
export async function fileLines(
  run: PayRun,
  { evidence, positions }: Pick<RunDeps, 'evidence' | 'positions'>,
): Promise<void> {
  for await (const part of evidence.rowsByPart(run)) await positions.fileLines(linesOf(run, part));
}

function linesOf({ payRunId, attempt }: PayRun, rows: readonly EvidenceRow[]): LinesToFile[] {
  return rows.flatMap(({ subject, lines }) =>
    lines.length === 0 ? [] : [{ subject, payRunId, attempt, lines: [...lines] }],
  );
}
