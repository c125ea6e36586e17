import { addDays, daysBetween, maxDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import { invariant } from '../outcome.ts';
import { monthsLater } from '../periods.ts';
import type { SentStatement } from './account-record.ts';
import { termsOn, type TermsByDay } from './deferred-terms.ts';

/** No automatic letter for so many days after a death (practice.md 5). */
const QUIET_DAYS = 28;

/** A statement that is to be sent. */
export type StatementDue = ClosedRange & {
  kind: SentStatement['kind'];
  /** What was asked for has its number; a regular one has none until it is sent. */
  statementId: string | null;
  /** The last day on which it is in time. */
  dueOn: CalendarDate;
  /** Days from then to today; 0 while it is in time. */
  daysLate: number;
};

/**
 * The statements that wait to be sent, the oldest first: each regular period that ended and has none, and what somebody asked for.
 * An account that was closed has none after the period in which it was. After a death the family is left alone for 28 days: what
 * nobody asked for is due after them.
 */
export function statementsDue(
  {
    begins,
    closedOn,
    diedOn,
    statements,
  }: {
    begins: CalendarDate;
    closedOn: CalendarDate | null;
    diedOn: CalendarDate | null;
    statements: readonly SentStatement[];
  },
  terms: TermsByDay,
  today: CalendarDate,
): StatementDue[] {
  const quietThrough = diedOn === null ? null : addDays(diedOn, QUIET_DAYS);
  const dueAfter = (day: CalendarDate): Pick<StatementDue, 'dueOn' | 'daysLate'> => {
    const dueOn = addDays(day, termsOn(terms, day).statementDays);
    return { dueOn, daysLate: Math.max(0, daysBetween(dueOn, today)) };
  };
  const sent = new Set(
    statements.filter(({ kind, sentOn }) => kind === 'regular' && sentOn !== null).map(({ to }) => to),
  );
  const isQuiet = quietThrough !== null && today <= quietThrough;
  const regular = isQuiet
    ? []
    : regularPeriods(begins, terms, closedOn ?? today).filter(({ to }) => to < today && !sent.has(to));
  const endOf = (to: CalendarDate): CalendarDate =>
    quietThrough !== null && quietThrough >= to ? quietThrough : to;
  return [
    ...regular.map((period) => ({
      ...period,
      ...{ kind: 'regular' as const, statementId: null, ...dueAfter(endOf(period.to)) },
    })),
    ...statements
      .filter(({ kind, sentOn }) => kind !== 'regular' && sentOn === null)
      .map(({ statementId, kind, from, to, askedOn }) => ({
        ...{ statementId, kind, from, to, ...dueAfter(askedOn ?? to) },
      })),
  ];
}

/** Periods from the first day on, the last the one a day lies in. Each has the months of the terms on the day it begins. */
function regularPeriods(begins: CalendarDate, terms: TermsByDay, until: CalendarDate): ClosedRange[] {
  const periods: ClosedRange[] = [];
  let months = 0;
  for (let from = begins; from <= until; from = monthsLater(begins, months)) {
    months += termsOn(terms, from).statementMonths;
    periods.push({ from, to: addDays(monthsLater(begins, months), -1) });
  }
  return periods;
}

/** The period that a day lies in; of a day before the account begins, the first. */
export function regularPeriodOn(begins: CalendarDate, terms: TermsByDay, day: CalendarDate): ClosedRange {
  const [first] = regularPeriods(begins, terms, maxDate(begins, day)).slice(-1);
  invariant(first !== undefined, 'Every day lies in a period');
  return first;
}
