import type { Commissioned } from './commissioned.ts';
import type { Span } from '../pay/span.ts';
import type { PackageWeek } from './package-weeks.ts';
import type { Effect, Fault } from './return-rule.ts';
import type { ReturnTerms } from './return-terms.ts';
import type { VisitBook } from './visit-book.ts';

/** What a whole file is looked at with. */
export type FileAbout = {
  book: VisitBook;
  packOf: (packageId: string) => Commissioned;
  /** Every package the provider has, whether the file speaks of it or not. */
  packages: readonly Commissioned[];
  terms: ReturnTerms;
  weeks: readonly PackageWeek[];
  /** The days that the file tells of. */
  period: Span | null;
  /** How many of the file’s visits were changed after they were recorded, and how many are exactly as planned. */
  habits: { visits: number; edited: number; exact: number };
};

/** A fault that shows only beside others: the line it stands on, or what it is about where no line is. */
export type SetFault = Fault & { line: number | null; subject: string | null };

/** A check of a file as a whole. */
export type SetRule = {
  rule: string;
  effect: Effect;
  find: (about: FileAbout) => Iterable<SetFault>;
};
