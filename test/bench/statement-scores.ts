import { readFileSync } from 'node:fs';
import { readStatement } from '../../functions/files/statements/read-statement.ts';
import { corpusFiles, corpusIsThere } from '../functions/statements/corpus-files.ts';
import { ratesOf, scoreAudits, scoreTable, type AskedStatement } from '../support/larkshire-statements.ts';
import type { Figure } from './figure.ts';

const LEAST_RATE = 0.97;

/** Prints the precision, the recall and the count of each rule’s planted errors, and what was missed or wrong. */
export function scoreFigure(name: string, asked: readonly AskedStatement[]): Figure {
  const scores = scoreAudits(asked);
  console.log(`${name}, ${asked.length} statements: precision, recall, planted\n${scoreTable(scores)}`);
  for (const [rule, { missed, wrong }] of scores) {
    for (const each of missed) console.log(`missed, ${rule}: ${each}`);
    for (const each of wrong) console.log(`without reason, ${rule}: ${each}`);
  }
  const all = [...scores.values()];
  const { precision, recall } = ratesOf({
    hits: all.reduce((sum, { hits }) => sum + hits, 0),
    missed: all.flatMap(({ missed }) => missed),
    wrong: all.flatMap(({ wrong }) => wrong),
  });
  const least = Math.min(...all.map(ratesOf).flatMap((rates) => [rates.precision, rates.recall]));
  return {
    job: `planted errors of ${name}, ${scores.size} rules`,
    ours: `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}; the least of a rule ${least.toFixed(3)}`,
    aim: `≥ ${LEAST_RATE} each`,
    met: precision >= LEAST_RATE && recall >= LEAST_RATE,
  };
}

/** Names each real file that is refused, with where and why. */
export async function nameRefused(): Promise<void> {
  if (!corpusIsThere) {
    console.log('The real statement files are not there (CARELEDGER_CORPUS), so none is named as refused.');
    return;
  }
  const files = corpusFiles(
    '**/*.{csv,CSV,dat,tsv,txt,xls,xlsx,pdf,ofx,qfx,qif,xml,sta,STA,mt940,mt942}',
  ).filter(({ name }) => !name.startsWith('newcastle-adult-care-spend/'));
  let refused = 0;
  for (const { path, name } of files) {
    const reading = await readStatement(readFileSync(path));
    if (reading.ok) continue;
    refused += 1;
    const at = reading.place === null ? '' : ` at line ${reading.place.line}`;
    console.log(`${name}: refused${at} (${reading.rule}). ${reading.message}`);
  }
  console.log(`${refused} of ${files.length} real files refused, ${files.length - refused} read.`);
}
