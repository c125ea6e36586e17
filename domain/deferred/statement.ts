import { addDays, daysBetween, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import { contains, intersect, rangeDays, type ClosedRange } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { negatePence, pence, sumPence, type Pence, type RateText } from '../money.ts';
import { calendarMonthOf } from '../periods.ts';
import type { AccountEvent, DeferredAccount } from './account.ts';
import { costInWords } from './drawdown.ts';

/** One line of a statement: what moved the debt and what was owed after it. */
export type AccountLine = {
  /** When it happened; of interest, the last of its days. */
  date: CalendarDate;
  /** The first of the days it is for; the day itself where it is for one. */
  from: CalendarDate;
  kind: 'drawdown' | 'charge' | 'interest' | 'repayment';
  /** Above nothing what is owed grew, below it what was repaid. */
  amountPence: Pence;
  balancePence: Pence;
  /** Of interest only. */
  ratePercent: RateText | null;
  days: number | null;
  /** Of a drawdown: what the equity limit did not let be deferred. */
  notDeferredPence: Pence;
  /** What it was for, how care came to it, or who paid; null where the kind says all. */
  description: string | null;
};

export type DeferredStatement = ClosedRange & {
  openingPence: Pence;
  closingPence: Pence;
  lines: AccountLine[];
};

/** What is owed at the end of a day: before the first day of the account, what was brought forward. */
export function owedAfter(account: DeferredAccount, day: CalendarDate): Pence {
  const until = account.events.filter(({ date }) => date <= day).map(moved);
  return sumPence([account.broughtForwardPence, ...until, interestUntil(account, day)]);
}

/**
 * A statement of an account over some days it was reckoned for. Interest is shown by month and rate, and up to each
 * repayment; the lines make the closing balance of the opening one to the penny. What happens on the morning after the last
 * day counts in it only where it is given.
 */
export function statementOver(
  account: DeferredAccount,
  range: ClosedRange,
  nextMorning: readonly AccountEvent[] = [],
): DeferredStatement {
  const days = { from: maxDate(range.from, account.from), to: minDate(range.to, account.through) };
  const openingPence = owedAfter(account, addDays(days.from, -1));
  const events = account.events.filter(({ date }) => contains(days, date));
  const repaidOn = events.filter(({ kind }) => kind === 'repayment').map(({ date }) => date);
  const drafts = [...[...events, ...nextMorning].map(lineOf), ...interestLines(account, days, repaidOn)];
  // Interest of days that ended stands before what happened the morning after, and after what happened on its last day.
  const inTurn = inOrderOf(drafts, ({ date, kind }) => `${date} ${kind === 'interest' ? 1 : 0}`);
  let balance: number = openingPence;
  const lines = inTurn.map((draft) => {
    balance += draft.amountPence;
    return { ...draft, balancePence: pence(balance) };
  });
  return { ...days, openingPence, closingPence: pence(balance), lines };
}

type Draft = Omit<AccountLine, 'balancePence'>;

function lineOf(event: AccountEvent): Draft {
  const { date, kind } = event;
  const one = { date, from: date, kind, amountPence: moved(event), ratePercent: null, days: null };
  if (event.kind === 'drawdown')
    return {
      ...{ ...one, from: event.from, notDeferredPence: event.notDeferredPence },
      description: costInWords(event.weekly, rangeDays(event)),
    };
  const description = event.kind === 'charge' ? event.description : event.from;
  return { ...one, notDeferredPence: pence(0), description };
}

/** By how much something moved the debt: below nothing where it was repaid. */
export function moved({ kind, amountPence }: AccountEvent): Pence {
  return kind === 'repayment' ? negatePence(amountPence) : amountPence;
}

function interestLines(
  account: DeferredAccount,
  range: ClosedRange,
  repaidOn: readonly CalendarDate[],
): Draft[] {
  return account.rates.flatMap((rate) => {
    const rated = intersect(range, rate);
    if (rated === undefined) return [];
    return cutForPeople(rated, repaidOn).flatMap(({ from, to }): Draft[] => {
      const amountPence = pence(interestUntil(account, to) - interestUntil(account, addDays(from, -1)));
      if (amountPence === 0) return [];
      const days = rangeDays({ from, to });
      return [
        {
          ...{ date: to, from, kind: 'interest', amountPence, ratePercent: rate.percent, days },
          ...{ notDeferredPence: pence(0), description: null },
        },
      ];
    });
  });
}

/** Days cut where a month ends and where something is repaid the next morning. */
function cutForPeople(range: ClosedRange, repaidOn: readonly CalendarDate[]): ClosedRange[] {
  const cut: ClosedRange[] = [];
  for (let from = range.from; from <= range.to;) {
    const start = from;
    const repaid = repaidOn.filter((each) => each > start).map((each) => addDays(each, -1));
    const to = minDate(range.to, calendarMonthOf(from).to, ...repaid);
    cut.push({ from, to });
    from = addDays(to, 1);
  }
  return cut;
}

/** All the interest until the end of a day. */
function interestUntil({ from, interestThrough }: DeferredAccount, day: CalendarDate): Pence {
  return pence(interestThrough[daysBetween(from, day)] ?? 0);
}
