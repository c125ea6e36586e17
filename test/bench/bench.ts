import { bundleFigures } from './bundles.ts';
import { deferredFigures } from './deferred.ts';
import { printFigures, type Figure } from './figure.ts';
import { importFigures } from './imports.ts';
import { BenchError, chosenGroups, keepFigures, readKept } from './kept-figures.ts';
import { payRunFigures } from './pay-runs.ts';
import { returnPageFigures } from './return-page.ts';
import { returnFigures } from './returns.ts';
import { startFigures } from './starts.ts';
import { statementFigures } from './statements.ts';
import { upliftFigures } from './uplifts.ts';

/** Measures what the product promises, each against its peer in the same run; keeps the figures with the machine's facts. */
const groups = {
  returns: returnFigures,
  returnPage: returnPageFigures,
  statements: statementFigures,
  deferred: deferredFigures,
  payRuns: payRunFigures,
  uplift: upliftFigures,
  imports: importFigures,
  bundles: bundleFigures,
  starts: startFigures,
};
const KEPT = 'reports/bench.json';

async function bench(): Promise<void> {
  const chosen = chosenGroups(process.argv.slice(2), Object.keys(groups));
  // Said before anything is measured, not after.
  readKept(KEPT);
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(groups)) {
    if (!chosen.includes(name)) continue;
    console.log(`Measuring ${name} …`);
    const measured = await measure();
    keepFigures(KEPT, name, measured);
    figures.push(...measured);
  }
  printFigures(figures);
  console.log(`Kept in ${KEPT}.`);
}

try {
  await bench();
  process.exit(0);
} catch (error) {
  console.error(error instanceof BenchError ? error.message : error);
  process.exit(1);
}
