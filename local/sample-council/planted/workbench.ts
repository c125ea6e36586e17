import { mondayOf, type SampleCalendar } from '../days.ts';
import { type Package, type Provider } from '../model.ts';
import { type VisitLine } from '../returns/visit-line.ts';
import { type RuleName } from './rule-names.ts';
import { type TruthEntry } from '../sample-file.ts';

/** A planted spot before its file is written: the truth about these lines, the first of them the one it names. */
export type Mark = Pick<TruthEntry, 'rule' | 'expected' | 'note' | 'distance' | 'also' | 'subject'> & {
  on: readonly VisitLine[];
};

/** A whole Monday-to-Sunday week of one package that nothing else is planted in. */
export type PackageWeek = { pack: Package; monday: number; lines: readonly VisitLine[] };

/** What planting into one agency's month works on. */
export type Workbench = {
  provider: Provider;
  calendar: SampleCalendar;
  lines: VisitLine[];
  marks: Mark[];
  /** Takes an untouched package week that fits, so that no two plants disturb each other; undefined when none is left. */
  take: (fits: (week: PackageWeek) => boolean) => PackageWeek | undefined;
  /** Packages of other agencies, for claims on what is not this agency's. */
  strangers: readonly Package[];
  remove: (line: VisitLine) => void;
  /** A carer who does nothing but what is planted. */
  spareCarer: () => string;
  /** Whether nobody else visits this person, so that a whole day may be moved about. */
  isAlone: (pack: Package) => boolean;
};

type Materials = Pick<Workbench, 'provider' | 'calendar' | 'lines' | 'strangers' | 'isAlone'> & {
  isQuiet: (pack: Package) => boolean;
};

export function createWorkbench({ isQuiet, ...materials }: Materials): Workbench {
  const { calendar, lines } = materials;
  let spareCarers = 100;
  const weeks = fullWeeks(lines, calendar, isQuiet);
  return {
    ...materials,
    marks: [],
    take(fits) {
      const place = weeks.findIndex(fits);
      return place === -1 ? undefined : weeks.splice(place, 1)[0];
    },
    spareCarer: () => `${materials.provider.providerId}-C${String((spareCarers += 1))}`,
    remove(line) {
      lines.splice(lines.indexOf(line), 1);
    },
  };
}

function fullWeeks(
  lines: readonly VisitLine[],
  { monthFrom, monthTo }: SampleCalendar,
  isQuiet: (pack: Package) => boolean,
): PackageWeek[] {
  const weeks = new Map<string, PackageWeek & { lines: VisitLine[] }>();
  for (const line of lines) {
    const monday = mondayOf(line.day);
    if (monday < monthFrom || monday + 6 > monthTo || !isQuiet(line.pack)) continue;
    const key = `${line.pack.packageId}/${monday}`;
    const week = weeks.get(key);
    if (week === undefined) weeks.set(key, { pack: line.pack, monday, lines: [line] });
    else week.lines.push(line);
  }
  return [...weeks.values()];
}

// A line taken out by a bad name or cell leaves its week a visit short; that may fairly be said too.
export const SHORT_WEEK: readonly RuleName[] = ['units-below-commissioned', 'commissioned-not-delivered'];
