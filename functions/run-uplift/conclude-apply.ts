import { londonDate } from '../../domain/calendar.ts';
import { rateExportColumns, rateExportRows } from '../../domain/uplift/export-rates.ts';
import { csvText, harmlessText } from '../files/payments/csv-text.ts';
import { withWork } from '../platform/uplifts/begin-work.ts';
import type { AppliedRow } from '../platform/uplifts/evidence.ts';
import type { UpliftDeps } from './deps.ts';
import { previewAt } from './plan-context.ts';
import { tellOfUplift } from './tell-of-uplift.ts';
import { after, keepWorked, type Working } from './working-on.ts';

/** Writes what the case system is told, and has all of it verified. */
export async function concludeApply(working: Working, deps: UpliftDeps): Promise<void> {
  const { at, kept, work } = working;
  const preview = previewAt(kept);
  const cells: string[][] = [];
  const left: AppliedRow[] = [];
  for (let part = 0; part <= (work.shards ?? 0); part += 1) {
    const rows = await deps.evidence.readApplied(at, part);
    left.push(...rows.filter(({ versions }) => versions === null));
    const written = new Set(
      rows.flatMap(({ kind, id, versions }) => (versions === null ? [] : [`${kind} ${id}`])),
    );
    const lines = await deps.evidence.readLines(preview, part);
    const own = lines.filter(({ of, packageId, rateCardId }) =>
      written.has(`${of} ${String(of === 'package' ? packageId : rateCardId)}`),
    );
    for (const row of rateExportRows(own, at.upliftId)) cells.push(row.map(harmlessText));
  }
  await deps.evidence.writeExport(at, csvText([rateExportColumns, ...cells]));
  const reason = leftAlone(left.length);
  if (left.length > 0)
    await tellOfUplift(at.upliftId, { what: 'left-alone', sentence: `${reason} ${namesOf(left)}` }, deps);
  const done = { by: work.by, on: londonDate(deps.clock()), reason };
  const next = withWork(
    {
      ...kept,
      uplift: after(kept.uplift, { act: 'applied', ...done }),
      applied: { attempt: at.attempt, left: left.length },
    },
    { phase: 'verify', by: work.by, asOf: work.asOf },
  );
  if (await keepWorked(working, next, deps))
    await deps.send({ act: 'plan', upliftId: at.upliftId, attempt: next.work.attempt });
}

function leftAlone(count: number): string {
  if (count === 0) return 'All rates are written.';
  return `All rates are written but ${count}, which changed since they were approved.`;
}

const MOST_NAMED = 5;

function namesOf(left: readonly AppliedRow[]): string {
  const names = left.slice(0, MOST_NAMED).map(({ kind, id }) => `${kind.replace('-', ' ')} ${id}`);
  const more = left.length - names.length;
  return `Set them by hand, or by another uplift: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
