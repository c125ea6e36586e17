import { londonDate } from '../../domain/calendar.ts';
import type { UpliftLine } from '../../domain/uplift/uplift-line.ts';
import { withWork } from '../platform/uplifts/begin-work.ts';
import { isWrittenBy, ratesCsv } from '../platform/uplifts/written-lines.ts';
import type { UpliftDeps } from './deps.ts';
import { keepLeft } from './left-alone.ts';
import { previewAt } from './plan-context.ts';
import { tellOfUplift } from './tell-of-uplift.ts';
import { after, keepWorked, type Working } from './working-on.ts';

/** Writes what the case system is told, and has all of it verified. */
export async function concludeApply(working: Working, deps: UpliftDeps): Promise<void> {
  const { at, kept, work } = working;
  await deps.evidence.writeExport(at, ratesCsv(await everyWritten(working, deps), at.upliftId));
  const left = await keepLeft(working, deps);
  const reason = leftAlone(left);
  if (left > 0)
    await tellOfUplift(
      at.upliftId,
      {
        what: 'left-alone',
        sentence: `${reason} Its page names them: set them by hand, or by another uplift.`,
      },
      deps,
    );
  const done = { by: work.by, on: londonDate(deps.clock()), reason };
  const next = withWork(
    {
      ...kept,
      uplift: after(kept.uplift, { act: 'applied', ...done }),
      applied: { attempt: at.attempt, left },
    },
    { phase: 'verify', by: work.by, asOf: work.asOf },
  );
  if (await keepWorked(working, next, deps))
    await deps.send({ act: 'plan', upliftId: at.upliftId, attempt: next.work.attempt });
}

async function everyWritten({ at, kept, work }: Working, { evidence }: UpliftDeps): Promise<UpliftLine[]> {
  const preview = previewAt(kept);
  const written: UpliftLine[] = [];
  for (let part = 0; part <= (work.shards ?? 0); part += 1) {
    const isWritten = isWrittenBy(await evidence.readApplied(at, part));
    for (const line of await evidence.readLines(preview, part)) if (isWritten(line)) written.push(line);
  }
  return written;
}

function leftAlone(count: number): string {
  if (count === 0) return 'All rates are written.';
  return `All rates are written but ${count}, which changed since they were approved.`;
}
