import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { buildCouncil } from '../sample-council/council.ts';
import { calendarOf, dayOf, isoOf } from '../sample-council/days.ts';
import { defaultOptions } from '../sample-council/model.ts';
import { extractFiles, extractOrder } from '../sample-council/extracts.ts';
import { providerReturnFiles } from '../sample-council/returns/provider-returns.ts';
import { managedStatementFiles } from '../sample-council/statements/managed-statements.ts';
import { councilSettings, type SettingChange } from '../sample-council/settings.ts';
import { bankStatementFiles } from '../sample-council/statements/statement-files.ts';
import { StartError } from '../start-error.ts';
import { missingFrom, type Missing } from './missing.ts';
import type { MonthOptions } from './options.ts';
import { realFile, realStatements, type RealStatements } from './real-statements.ts';
import { restrictedReaders } from './restricted-readers.ts';

/** A file of the month with the folder of the inbox it is for. */
export type MonthFile = { key: string; folder: string; bytes: () => Uint8Array<ArrayBuffer> };

export type Council = {
  name: string;
  /** First and last day of the month, and the day on which the work is done. */
  from: string;
  to: string;
  /** The last day of the month after: direct payments are made in advance. */
  inAdvanceTo: string;
  today: string;
  files: Iterable<MonthFile>;
  /** What its administrators enter beside go-live. */
  settings: readonly SettingChange[];
  /** Statements of real banks that are dropped among its own; null where another council’s files are worked. */
  real: RealStatements | null;
  /** What another council did not give. */
  missing: readonly Missing[];
};

/** The files of Larkshire or of the council in a folder, in the order in which they refer to each other. */
export function councilOf(options: MonthOptions): Council {
  return options.councilFolder === undefined ? larkshire(options) : councilIn(options.councilFolder, options);
}

function larkshire({ people, month = defaultOptions.month, corpus }: MonthOptions): Council {
  const options = { ...defaultOptions, people, month };
  const council = buildCouncil(options);
  const real = realStatements(corpus, council.agreements);
  return {
    ...daysOf(month),
    name: 'Larkshire',
    files: {
      *[Symbol.iterator]() {
        for (const make of [extractFiles, providerReturnFiles, bankStatementFiles, managedStatementFiles])
          for (const { key, bytes } of make(council))
            yield { key, folder: folderOf(key), bytes: () => new Uint8Array(bytes) };
        for (const file of real.files ?? [])
          yield { key: file.key, folder: folderOf(file.key), bytes: () => realFile(real, file) };
      },
    },
    settings: [...councilSettings(options, council.calendar), restrictedReaders(daysOf(month).from)],
    real,
    missing: [],
  };
}

function councilIn(folder: string, { month }: MonthOptions): Council {
  const root = resolve(folder);
  const files = filesIn(root).map((path) => {
    const key = relative(root, path).split(sep).join('/');
    return { key, folder: folderOf(key), bytes: () => new Uint8Array(readFileSync(path)) };
  });
  if (files.length === 0)
    throw new StartError(
      `${folder} has no files to read: it needs folders named as those of the inbox, such as ${extractOrder.slice(0, 4).join(', ')}.`,
    );
  const placeOf = (name: string): number => {
    const place = extractOrder.findIndex((each) => each === name);
    return place === -1 ? extractOrder.length : place;
  };
  return {
    ...daysOf(month ?? monthOf(files)),
    name: basename(root),
    files: files.toSorted((a, b) => placeOf(a.folder) - placeOf(b.folder) || (a.key < b.key ? -1 : 1)),
    settings: [],
    real: null,
    missing: missingFrom(files.map((file) => file.folder)),
  };
}

/** What lies in folders; a file beside them is for no inbox. */
function filesIn(root: string): string[] {
  const stat = statSync(root, { throwIfNoEntry: false });
  if (stat?.isDirectory() !== true)
    throw new StartError(`${root} is no folder: say with --council where the files of the council are.`);
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== root)
    .map((entry) => join(entry.parentPath, entry.name));
}

function folderOf(key: string): string {
  return key.split('/')[0] ?? '';
}

/** As many bytes of a file as its first row needs. */
const HEAD_BYTES = 200;

/** The month the extracts are from (`#EXTRACT,full,<as at>`); without one, the last month that is over. */
function monthOf(files: readonly MonthFile[]): string {
  const extracts = files.filter(({ folder }) => extractOrder.some((name) => name === folder));
  const asAt = extracts.flatMap(({ bytes }) => {
    const head = Buffer.from(bytes().subarray(0, HEAD_BYTES)).toString('utf8');
    return /#EXTRACT,(?:full|delta),(20[2-9]\d-(?:0[1-9]|1[0-2]))-\d\d/i.exec(head)?.[1] ?? [];
  });
  const latest = asAt.toSorted().at(-1);
  if (latest !== undefined) return latest;
  const thisMonth = new Date().toISOString().slice(0, 7);
  return isoOf(dayOf(`${thisMonth}-01`) - 1).slice(0, 7);
}

function daysOf(month: string): Pick<Council, 'from' | 'to' | 'inAdvanceTo' | 'today'> {
  const { monthFrom, monthTo, receivedOn } = calendarOf(month);
  const next = calendarOf(isoOf(monthTo + 1).slice(0, 7));
  return {
    from: isoOf(monthFrom),
    to: isoOf(monthTo),
    inAdvanceTo: isoOf(next.monthTo),
    today: isoOf(receivedOn),
  };
}
