import { parseArgs } from 'node:util';
import { defaultOptions } from '../sample-council/model.ts';
import { StartError } from '../start-error.ts';
import { corpusFolder } from './real-statements.ts';

export type MonthOptions = {
  /** Another council's files; without it Larkshire is made. */
  councilFolder: string | undefined;
  people: number;
  /** YYYY-MM; without it the month of the sample, or the one the files are about. */
  month: string | undefined;
  out: string;
  /** Where statement files of real banks are kept, if they are. */
  corpus: string;
  asJson: boolean;
};

/** The fewest people of whom a sample can be made. */
const FEWEST_PEOPLE = 60;
const HOW = 'npm run month -- [--json] [--people N | --council DIR] [--month YYYY-MM] [--out DIR]';

/** What was asked for on the command line; what cannot be meant is said in one sentence. */
export function readOptions(args: readonly string[]): MonthOptions {
  const { people, council, month, out, json } = parsed(args);
  if (people !== undefined && council !== undefined)
    throw new StartError(
      'Say --people or --council, not both: how many people another council has is in its files.',
    );
  const count = people === undefined ? defaultOptions.people : Number(people);
  if (!Number.isSafeInteger(count) || count < FEWEST_PEOPLE)
    throw new StartError(
      `--people is "${people ?? ''}": use a whole number of at least ${FEWEST_PEOPLE}, so that every kind of care occurs.`,
    );
  if (month !== undefined && !/^20[2-9]\d-(0[1-9]|1[0-2])$/.test(month))
    throw new StartError(`--month is "${month}": write it like 2026-10.`);
  return {
    ...{ councilFolder: council, people: count, month, out: out ?? 'month-output' },
    ...{ corpus: corpusFolder(), asJson: json ?? false },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        people: { type: 'string' },
        council: { type: 'string' },
        month: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new StartError(`${said ?? 'That cannot be read'}. Use: ${HOW}`, { cause: error });
  }
}
