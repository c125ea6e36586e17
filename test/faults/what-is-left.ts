import { counts } from '../../domain/pay/run/pay-run.ts';
import { runEvidence } from '../../functions/platform/pay/evidence.ts';
import { ledgerStore } from '../../functions/store/ledger-store.ts';
import { payStore } from '../../functions/store/pay-store.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { plain } from './engine/values.ts';
import { functionsOver } from './functions.ts';
import { paymentsIn } from './ledger-faults.ts';
import type { Service } from './service.ts';

/** What a story leaves that no fault may change: each matter as texts, in order. */
export type Left = Record<string, string[]>;

/** Facts that people and files bring in, of which nothing may be lost. */
const KEPT = ['PACKAGE#', 'PERSON#', 'CONTRIBUTIONS#', 'HOLD#', 'RECOVERY#'];

/** Runs and their parts are numbered as they came; a run that was begun twice leaves a gap in the numbers. */
const numbers = /R0{4}\d\d/g;

export async function whatIsLeft(service: Service): Promise<Left> {
  const { table, clients } = service;
  const evidence = runEvidence(functionsOver(clients).buckets);
  const runs = (await payStore(table).listRuns({ limit: 50 })).items.map(({ body }) => body).filter(counts);
  const rows = (await Promise.all(runs.map((run) => Array.fromAsync(evidence.rowsByPart(run))))).flat(2);
  const uploads = (await uploadStore(table).listUploads({ limit: 100 })).items;
  return {
    payments: paymentsIn(service)
      .map(({ payeeId, amountPence, status, attempt, takenOff }) =>
        [payeeId, amountPence, status, attempt, takenOff.map((each) => each.amountPence)].join(' '),
      )
      .toSorted(),
    lines: rows
      .flatMap(({ lines }) => lines)
      .map(({ kind, packageId, from, to, amountPence, heldBy }) =>
        [kind, packageId, from, to, amountPence, heldBy ?? ''].join(' '),
      )
      .toSorted(),
    ledger: Object.entries(await ledgerStore(table).trialBalance()).map((each) => each.join(' ')),
    runs: runs.map(({ state, throughDate }) => `${state} ${throughDate}`),
    files: uploads.map(({ kind, state, rowsWaiting }) => [kind, state, rowsWaiting].join(' ')).toSorted(),
    facts: factsIn(service),
  };
}

/** The same where runs may have taken up a matter one after the other: what was paid for what, in all. */
export function inAll({ payments = [], lines = [], runs: _runs, ...others }: Left): Left {
  return { ...others, payments: sums(payments, [0, 2], 1), lines: sums(lines, [1], 4) };
}

/** Texts of which some words are alike, as one, with the sum of another. */
function sums(texts: readonly string[], alike: readonly number[], amount: number): string[] {
  const found = new Map<string, number>();
  for (const words of texts.map((text) => text.split(' '))) {
    const name = alike.map((place) => words[place]).join(' ');
    found.set(name, (found.get(name) ?? 0) + Number(words[amount]));
  }
  return [...found].map(([name, sum]) => `${name} ${sum}`).toSorted();
}

function factsIn(service: Service): string[] {
  return [...service.items()]
    .filter(([key]) => key.endsWith('\nCURRENT') && KEPT.some((kind) => key.startsWith(kind)))
    .map(([key, item]) => `${key.replace('\nCURRENT', '')} ${JSON.stringify(plain(item)['body'])}`)
    .map((text) => text.replaceAll(numbers, 'R'))
    .toSorted();
}
