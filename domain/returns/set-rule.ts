import type { Span } from '../pay/span.ts';
import type { Commissioned } from './commissioned.ts';
import type { EarlierLines } from './earlier-lines.ts';
import type { EarlierMinutes, PackageWeek, WeekTold } from './package-weeks.ts';
import type { Effect, Fault } from './return-rule.ts';
import type { ReturnTerms } from './return-terms.ts';
import type { VisitsOf } from './visit-book.ts';

/** What lines are looked at with once all of them are there. */
export type FileAbout = {
  packOf: (packageId: string) => Commissioned;
  terms: ReturnTerms;
  /** The days that the file tells of. */
  period: Span | null;
  /** The day the file was received. */
  receivedOn: number;
  earlier: EarlierLines;
  earlierMinutes: EarlierMinutes;
};

/** What a whole file tells. */
type FileTold = {
  /** Every package the provider has, whether the file speaks of it or not. */
  packages: readonly Commissioned[];
  weeks: readonly WeekTold[];
  habits: Habits;
  /** Minutes of visits that are claimed of each day, whoever and how many came. */
  minutesOn: ReadonlyMap<number, number>;
};

/** How many visits a file has, and how many of them are of a kind. */
export type Habits = {
  visits: number;
  /** Changed after they were recorded. */
  edited: number;
  /** Recorded exactly as planned. */
  exact: number;
  /** Recorded as whole quarters of an hour. */
  round: number;
  /** Looked up among those accepted before: the same as one of four weeks before, or of that day a month before. */
  compared: number;
  asFourWeeksBefore: number;
  asMonthBefore: number;
};

/** A fault that shows only beside others: the line it stands on, or what it is about where no line is. */
type SetFault = Fault & { line: number | null; subject: string | null };

/** A check of lines beside each other. Lines are gone through once for all checks of one kind. */
export type SetRule<Set> = {
  rule: string;
  effect: Effect;
  find: (set: Set, about: FileAbout) => Iterable<SetFault>;
};

/** Of the visits of one package, one person or one carer, by day and time. */
export type VisitsRule = SetRule<VisitsOf>;
/** Of a package’s week. */
export type WeekRule = SetRule<PackageWeek>;
/** Of a file as a whole. */
export type FileRule = SetRule<FileTold>;
