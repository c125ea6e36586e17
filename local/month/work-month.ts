import * as z from 'zod';
import { StartError } from '../start-error.ts';
import type { FunctionUsage } from '../triggers/function-usage.ts';
import { auditQueue } from './audits.ts';
import { bringIn } from './bring-in.ts';
import { decideReturns } from './decide-returns.ts';
import type { Council } from './council-files.ts';
import { postInterest } from './interest.ts';
import { proveLedger } from './ledger-proof.ts';
import type { Office } from './office.ts';
import { downloadOutputs } from './outputs.ts';
import { payTheMonth } from './pay.ts';
import { stopwatch } from './stopwatch.ts';
import { fileReport } from './file-report.ts';
import { summarise, type Summary } from './summary.ts';

const holdShape = z.object({ state: z.string() });
const workShape = z.object({ area: z.string(), title: z.string(), risk: z.string() });

type Surroundings = {
  outputFolder: string;
  say: (line: string) => void;
  /** What the functions took of the machine so far. */
  usage: () => FunctionUsage[];
};

/** A council’s month from its files to approved payment files, as its people do it through the API. */
export async function workMonth(
  office: Office,
  council: Council,
  { outputFolder, say, usage }: Surroundings,
): Promise<Summary> {
  const watch = stopwatch();
  const brought = await bringIn(office, council, { say, timed: watch.timed });
  const returns = await watch.timed('decisions', () => decideReturns(office, say));
  const runs = await watch.timed('payRuns', () => payTheMonth(office, council, say));
  const outputs = await watch.timed('outputs', () => downloadOutputs(office, runs, outputFolder));
  const interest = await watch.timed('interest', () => postInterest(office, council, say));
  const ledger = await watch.timed('proof', () => proveLedger(office, { runs, outputs, interest }));
  const audits = await watch.timed('audits', () => auditQueue(office, agreementsOf(council)));
  const realKeys = new Set((council.real?.files ?? []).map(({ key }) => key));
  const [report, work, holds, dead] = await watch.timed('report', () =>
    Promise.all([
      fileReport(office, (key) => !realKeys.has(key)),
      office.all('olu.officer', '/work-queue', workShape),
      office.all('olu.officer', '/holds', holdShape),
      office.deadLetters(),
    ]),
  );
  const [queue] = dead;
  if (queue !== undefined)
    throw new StartError(
      `${dead.length} message(s) could not be worked off and lie among the dead letters of ${queue}.`,
    );
  if (report.uploads.length === 0)
    throw new StartError(`None of the files of ${council.name} lies in a folder that the inbox knows.`);
  return summarise({
    council,
    brought,
    returns,
    runs,
    outputs,
    interest,
    ledger,
    audits,
    report,
    work,
    holds: holds.filter(({ state }) => state === 'active').length,
    outputFolder,
    seconds: watch.seconds(),
    usage: usage(),
  });
}

/** The agreements under which statements of real banks were dropped. */
function agreementsOf({ real }: Council): Set<string> {
  return new Set((real?.files ?? []).flatMap(({ key }) => key.split('/')[1] ?? []));
}
