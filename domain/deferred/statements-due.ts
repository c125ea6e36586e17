import { addDays, daysBetween, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import { monthsLater } from '../periods.ts';
import type { SentStatement } from './account-record.ts';
import type { DeferredTerms } from './deferred-terms.ts';

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
 * An account that was closed has none after the period in which it was.
 */
export function statementsDue(
  {
    begins,
    closedOn,
    statements,
  }: { begins: CalendarDate; closedOn: CalendarDate | null; statements: readonly SentStatement[] },
  { statementMonths, statementDays }: Pick<DeferredTerms, 'statementMonths' | 'statementDays'>,
  today: CalendarDate,
): StatementDue[] {
  const dueAfter = (day: CalendarDate): Pick<StatementDue, 'dueOn' | 'daysLate'> => {
    const dueOn = addDays(day, statementDays);
    return { dueOn, daysLate: Math.max(0, daysBetween(dueOn, today)) };
  };
  const sent = new Set(
    statements.filter(({ kind, sentOn }) => kind === 'regular' && sentOn !== null).map(({ to }) => to),
  );
  const regular = regularPeriods(begins, statementMonths, closedOn ?? today).filter(
    ({ to }) => to < today && !sent.has(to),
  );
  return [
    ...regular.map((period) => ({
      ...period,
      ...{ kind: 'regular' as const, statementId: null, ...dueAfter(period.to) },
    })),
    ...statements
      .filter(({ kind, sentOn }) => kind !== 'regular' && sentOn === null)
      .map(({ statementId, kind, from, to, askedOn }) => ({
        ...{ statementId, kind, from, to, ...dueAfter(askedOn ?? to) },
      })),
  ];
}

/** Periods of so many months from the first day on, the last the one a day lies in. */
function regularPeriods(begins: CalendarDate, months: number, until: CalendarDate): ClosedRange[] {
  const periods: ClosedRange[] = [];
  for (let turn = 0; monthsLater(begins, turn * months) <= until; turn += 1) {
    const from = monthsLater(begins, turn * months);
    periods.push({ from, to: addDays(monthsLater(begins, (turn + 1) * months), -1) });
  }
  return periods;
}

/** The period that a day lies in; of a day before the account begins, the first. */
export function regularPeriodOn(
  begins: CalendarDate,
  { statementMonths }: Pick<DeferredTerms, 'statementMonths'>,
  day: CalendarDate,
): ClosedRange {
  const first = { from: begins, to: addDays(monthsLater(begins, statementMonths), -1) };
  return regularPeriods(begins, statementMonths, day).at(-1) ?? first;
}
