import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { bundleFigures } from './bundles.ts';
import { deferredFigures } from './deferred.ts';
import { printFigures, type Figure } from './figure.ts';
import { importFigures } from './imports.ts';
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
const wanted = process.argv.slice(2);

const figures: Figure[] = [];
for (const [name, measure] of Object.entries(groups)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`Measuring ${name} …`);
  figures.push(...(await measure()));
}
printFigures(figures);

const machine = {
  node: process.version,
  cores: cpus().length,
  processor: cpus()[0]?.model,
  gigabytes: Math.round(totalmem() / 1024 ** 3),
};
mkdirSync('reports', { recursive: true });
writeFileSync(
  'reports/bench.json',
  `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2)}\n`,
);
console.log('Kept in reports/bench.json.');
process.exit(0);
