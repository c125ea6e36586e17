import type { PriceGap } from '../../domain/pay/entitlement/package-facts.ts';
import type { OurLine } from '../../domain/pay/parallel-run/our-line.ts';
import type { PayLine } from '../../domain/pay/run/pay-line.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { PayDeps } from './deps.ts';

/** What some runs say of each package. */
export type OurPackage = { lines: OurLine[]; gaps: PriceGap[] };

/**
 * The lines of some runs of one kind by package. The same line in a preview and in the run that followed it counts once;
 * what a later run released is no longer held.
 */
export async function ourLines(
  runs: readonly PayRun[],
  { evidence }: Pick<PayDeps, 'evidence'>,
): Promise<Map<string, OurPackage>> {
  const packages = new Map<string, OurPackage>();
  const released = new Set<string>();
  const seen = new Set<string>();
  for (const run of runs) {
    for (let shard = 1; shard <= run.shards; shard += 1) {
      for (const row of await evidence.readRows(run, shard)) {
        const found = packages.get(row.packageId) ?? { lines: [], gaps: [] };
        packages.set(row.packageId, found);
        found.gaps.push(...row.gaps);
        for (const { lineId } of row.released) released.add(lineId);
        for (const line of row.lines) {
          if (seen.has(line.lineId)) continue;
          seen.add(line.lineId);
          found.lines.push(ourLine(line, run.payRunId));
        }
      }
    }
  }
  for (const { lines } of packages.values())
    for (const line of lines) if (released.has(line.lineId)) line.heldBy = null;
  return packages;
}

/** What is compared of a line; the rest of its reckoning stays in the bucket. */
function ourLine(line: PayLine, payRunId: string): OurLine {
  const { lineId, packageId, personId, payeeId, component, kind, from, to, amountPence, heldBy } = line;
  const explanation = line.explanation.filter(({ step }, place) => place === 0 || step === 'deducted');
  return {
    lineId,
    packageId,
    personId,
    payeeId,
    component,
    kind,
    from,
    to,
    amountPence,
    heldBy,
    explanation,
    payRunId,
  };
}
