import { daysBetween, formatDate, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import { formatPounds, pence, sumPence, type Pence } from '../money.ts';
import type { PayLine } from '../pay/run/pay-line.ts';

/** What a payment for one client is made of: its parts sum to it. */
export type ScheduleSums = {
  /** The budget of the days that are newly paid. */
  grossPence: Pence;
  /** What the person puts in, below nought: it is taken off where the payment is net. */
  contributionPence: Pence;
  /** What was agreed beside the budget. */
  oneOffPence: Pence;
  /** All else: corrections of what was paid before, money released from a hold, what is taken back. */
  otherPence: Pence;
  amountPence: Pence;
  /** The days that the budget is paid for; null where none are newly paid. */
  period: ClosedRange | null;
};

/** Lines of a run as they were filed, and what the payment of that run came to. */
export type FiledPayment = { amountPence: Pence; lines: readonly PayLine[] };

/** Parts one client’s payment: lines that are held are no part of it. */
export function scheduleSums({ amountPence, lines }: FiledPayment): ScheduleSums {
  const paid = lines.filter(({ heldBy }) => heldBy === null);
  const sumOf = (wanted: readonly PayLine[]) => sumPence(wanted.map((line) => line.amountPence));
  const budget = paid.filter(({ kind }) => kind === 'entitlement');
  const grossPence = sumOf(budget);
  const contributionPence = sumOf(paid.filter(({ kind }) => kind === 'contribution'));
  const oneOffPence = sumOf(paid.filter(({ kind }) => kind === 'one-off' || kind === 'expense'));
  return {
    ...{ grossPence, contributionPence, oneOffPence, amountPence },
    otherPence: pence(amountPence - grossPence - contributionPence - oneOffPence),
    period: periodOf(budget),
  };
}

function periodOf([first, ...others]: readonly ClosedRange[]): ClosedRange | null {
  if (first === undefined) return null;
  return {
    from: minDate(first.from, ...others.map(({ from }) => from)),
    to: maxDate(first.to, ...others.map(({ to }) => to)),
  };
}

/** An earlier payment for the same client. */
export type EarlierPayment = { payOn: CalendarDate; sums: ScheduleSums };

/**
 * Why a payment for a client is not what the last one was, in a sentence: `£125.00 less than on 2 November 2026: the budget
 * is £875.00 for 25 days, last time £1,000.00 for 28 days.`
 */
export function whyDifferent(now: ScheduleSums, before: EarlierPayment | null): string {
  if (before === null) return 'The first payment for this client.';
  const { payOn, sums } = before;
  const difference = now.amountPence - sums.amountPence;
  const parts = [
    budgetInWords(now, sums),
    partInWords('the contribution taken off is', now.contributionPence, sums.contributionPence),
    partInWords('one-offs come to', now.oneOffPence, sums.oneOffPence),
    partInWords('corrections of earlier payments come to', now.otherPence, sums.otherPence),
  ].filter((part) => part !== null);
  const on = `on ${formatDate(payOn)}`;
  const head =
    difference === 0
      ? `The same as ${on}`
      : `${formatPounds(pence(Math.abs(difference)))} ${difference > 0 ? 'more' : 'less'} than ${on}`;
  return parts.length === 0 ? `${head}.` : `${head}: ${parts.join('; ')}.`;
}

function budgetInWords(now: ScheduleSums, before: ScheduleSums): string | null {
  if (now.grossPence === before.grossPence) return null;
  return `the budget is ${forDays(now)}, last time ${forDays(before)}`;
}

function forDays({ grossPence, period }: ScheduleSums): string {
  if (period === null) return formatPounds(grossPence);
  const days = daysBetween(period.from, period.to) + 1;
  return `${formatPounds(grossPence)} for ${days} ${days === 1 ? 'day' : 'days'}`;
}

function partInWords(what: string, now: Pence, before: Pence): string | null {
  if (now === before) return null;
  return `${what} ${formatPounds(now)}, last time ${formatPounds(before)}`;
}
