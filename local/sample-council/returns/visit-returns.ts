import { mondayOf } from '../days.ts';
import { type Council, type Package, type Provider } from '../model.ts';
import { plantCarers } from '../planted/carer-plants.ts';
import { plantSuspension } from '../planted/date-plants.ts';
import { plantHabit, type Habit } from '../planted/file-plants.ts';
import { plantLines } from '../planted/line-plants.ts';
import { plantWeeks } from '../planted/week-plants.ts';
import { createWorkbench, type Mark, type Workbench } from '../planted/workbench.ts';
import { createPrng, nthOf } from '../prng.ts';
import { type SampleFile, type TruthEntry } from '../sample-file.ts';
import { type Suspension } from '../suspensions.ts';
import { refusedFiles } from './refused-files.ts';
import { rosterOf } from './roster.ts';
import { dialects, writeVisitFile, type Dialect, type Envelope, type WrittenFile } from './visit-file.ts';
import { type VisitLine } from './visit-line.ts';

export type VisitReturns = {
  council: Pick<Council, 'options' | 'calendar'>;
  provider: Provider;
  /** Place among the visit agencies: dialects and habits are dealt by it. */
  place: number;
  packages: readonly Package[];
  strangers: readonly Package[];
  suspensions: ReadonlyMap<string, Suspension>;
  isAlone: (pack: Package) => boolean;
};

const HABITS: readonly (Habit | undefined)[] = [
  undefined,
  undefined,
  { rule: 'monitoring-edited-beyond-rate', isBeyond: false },
  { rule: 'monitoring-edited-beyond-rate', isBeyond: true },
  { rule: 'visits-exactly-as-planned-beyond-rate', isBeyond: true },
  { rule: 'visits-exactly-as-planned-beyond-rate', isBeyond: false },
];

/** A month of one agency's visits, with its errors, as the files it sends. */
export function* visitReturns(returns: VisitReturns): Generator<SampleFile> {
  const { provider, place, council } = returns;
  const dialect = nthOf(dialects, place);
  const bench = plantedMonth(returns, dialect);
  const files = splitIntoFiles(bench.lines, dialect, council.calendar.monthFrom);
  if (dialect.isWeekly) plantAcrossFiles(bench, files);
  const keyStem = `provider-returns/${provider.providerId}/${council.calendar.month}`;
  const named = files.map((lines, week) => {
    const key = dialect.isWeekly ? `${keyStem}-week-${week + 1}.csv` : `${keyStem}-visits.csv`;
    const envelope = envelopeOf(returns, week + 1);
    return { key, written: writeVisitFile(lines, dialect, envelope), envelope };
  });
  for (const { key, written } of named) {
    yield {
      key,
      kind: 'provider-return',
      bytes: written.bytes,
      truth: truthOf(bench.marks, key, written, key === named.at(-1)?.key),
    };
  }
  if (dialect.isWeekly)
    yield* refusedFiles({
      ...returns,
      dialect,
      keyStem,
      lines: files.at(-1) ?? [],
      sent: named.map(({ envelope }) => envelope),
    });
}

function plantedMonth(returns: VisitReturns, dialect: Dialect): Workbench {
  const { council, provider, packages, suspensions, strangers, isAlone, place } = returns;
  const { calendar } = council;
  const prng = createPrng(council.options.seed, `returns/${provider.providerId}`);
  const lines = rosterOf({ provider, packages, suspensions, calendar, prng });
  const isQuiet = ({ visitPlan, person, endOn, startOn, packageId }: Package): boolean =>
    visitPlan?.carers === 1 &&
    person.diedOn === undefined &&
    endOn === undefined &&
    startOn < calendar.monthFrom &&
    !suspensions.has(packageId);
  const bench = createWorkbench({ provider, calendar, lines, strangers, isAlone, isQuiet });
  plantCarers(bench);
  plantWeeks(bench);
  plantLines(bench, {
    hasRates: !dialect.isAbacus,
    hasVat: dialect.hasVat,
    mayHoldUnreadable: !dialect.hasEnvelope,
  });
  for (const { packageId } of packages) {
    const suspension = suspensions.get(packageId);
    if (suspension !== undefined) plantSuspension(bench, packageId, suspension);
  }
  const habit = nthOf(HABITS, place);
  if (habit !== undefined) plantHabit(bench, habit);
  bench.lines.sort((a, b) => a.day - b.day || a.startMinute - b.startMinute);
  return bench;
}

function splitIntoFiles(
  lines: readonly VisitLine[],
  { isWeekly }: Dialect,
  monthFrom: number,
): VisitLine[][] {
  if (!isWeekly) return [[...lines]];
  const firstMonday = mondayOf(monthFrom);
  const weeks: VisitLine[][] = [[], [], [], [], []];
  for (const line of lines) {
    const week = Math.floor((line.day - firstMonday) / 7);
    // What is dated outside the month comes with the last file, as late and future claims do.
    const file = week < 0 || line.day < monthFrom ? weeks.length - 1 : Math.min(week, weeks.length - 1);
    weeks[file]?.push(line);
  }
  return weeks.filter((week) => week.length > 0);
}

/** What only shows across files: a visit accepted already, an invoice number used before. */
function plantAcrossFiles(bench: Workbench, files: VisitLine[][]): void {
  const [, second, third, fourth] = files;
  const planted = new Set(bench.marks.flatMap(({ on }) => on));
  const accepted = second?.find((line) => !planted.has(line) && !line.isSecondCarer);
  if (accepted !== undefined && third !== undefined) {
    const again: VisitLine = { ...accepted, says: {} };
    third.push(again);
    const also: Mark['also'] = [
      'units-above-commissioned',
      'visits-overlap-beyond-carers',
      'carer-in-two-places',
      'line-repeated-in-file',
    ];
    bench.marks.push({
      rule: 'line-accepted-earlier',
      expected: 'flag',
      note: 'a visit of the second week claimed again with the third',
      on: [again],
      also,
    });
  }
  const reused = fourth?.find((line) => !planted.has(line) && !line.isSecondCarer);
  if (reused !== undefined) {
    reused.says.invoiceNumber = invoiceNumberOf(bench.provider, bench.calendar.month, 1);
    bench.marks.push({
      rule: 'invoice-number-reused',
      expected: 'flag',
      note: "the first week's invoice number again",
      on: [reused],
    });
  }
}

function envelopeOf({ council, provider }: VisitReturns, sequence: number): Envelope {
  const { month, receivedOn } = council.calendar;
  return {
    reference: `${provider.providerId}-${month}-${sequence}`,
    sequence,
    invoiceNumber: invoiceNumberOf(provider, month, sequence),
    createdOn: receivedOn,
  };
}

/** At most sixteen characters, as some ledgers take no more. */
function invoiceNumberOf({ providerId }: Provider, month: string, sequence: number): string {
  return `${providerId}-${month.slice(2).replace('-', '')}-${sequence}`;
}

/** Marks as truth about one written file; what is about no line (a habit, a missed week) is told with the last file. */
function truthOf(
  marks: readonly Mark[],
  file: string,
  { places }: WrittenFile,
  isLast: boolean,
): TruthEntry[] {
  return marks.flatMap(({ on, ...mark }): TruthEntry[] => {
    const [first] = on;
    if (first === undefined) return isLast ? [{ file, ...mark }] : [];
    const place = places.get(first);
    if (place === undefined) return [];
    const others = on.slice(1).flatMap((line) => places.get(line)?.line ?? []);
    return [{ file, ...place, ...(others.length > 0 ? { orLines: others } : {}), ...mark }];
  });
}
