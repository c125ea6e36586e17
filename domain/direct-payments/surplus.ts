import { formatDate, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import {
  Decimal,
  exactPenceToPence,
  formatPounds,
  negatePence,
  pence,
  sumPence,
  type Pence,
} from '../money.ts';
import { invariant } from '../outcome.ts';
import { exactOver, planPrice, type PlanPrice } from '../pay/price.ts';
import { dayNumber, OPEN, spanOf, type Span } from '../pay/span.ts';
import { calendarMonthOf, monthsLater } from '../periods.ts';
import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';

/** A sum with what it is for, as a letter names it. */
export type NamedSum = { what: string; amountPence: Pence };

export type SurplusFacts = {
  /** What the last reliable balance was, and on which day; an overdraft is below zero. */
  balancePence: Pence;
  balanceOn: CalendarDate;
  /** Kept for a purpose of its own: redundancy, insurance. */
  earmarked: readonly NamedSum[];
  /** What the council paid for days after the balance’s (`paidInAdvance`). */
  paidInAdvancePence: Pence;
  /** Owed and not yet taken from the account: wages, HMRC, holiday pay, invoices. */
  uncleared: readonly NamedSum[];
  /** Money the person put in beyond their contribution. */
  ownMoneyPence: Pence;
  /** What the agreement lets stand in the account (`contingencyOf`). */
  contingencyPence: Pence;
};

/** One term of the sum, as it counts: what is taken off is below zero. */
type SurplusPart = {
  name: 'balance' | 'earmarked' | 'paid-in-advance' | 'uncleared' | 'own-money' | 'contingency';
  pence: Pence;
  why: string;
};

export type Surplus = {
  /** What may be asked back, once it is allowed to; never below zero. */
  surplusPence: Pence;
  /** What the account lacks of what should be in it; 0 where there is a surplus. */
  shortfallPence: Pence;
  /** They add up to the surplus, or to the shortfall below zero. */
  parts: readonly SurplusPart[];
};

/**
 * What is in the account beyond what belongs there: the last reliable balance, less earmarked sums, the days that were
 * paid in advance, what has not cleared, the person’s own money and the contingency (practice.md 2). With £2,000.00 in the
 * account, £800.00 of it for days to come and a contingency of £1,000.00 it is £200.00.
 */
export function surplusOf(facts: SurplusFacts): Surplus {
  const { balancePence, balanceOn, earmarked, uncleared } = facts;
  const on = formatDate(balanceOn);
  const parts: SurplusPart[] = [
    { name: 'balance', pence: balancePence, why: `The balance on ${on} was ${formatPounds(balancePence)}.` },
    ...earmarked.map(({ what, amountPence }) => off('earmarked', amountPence, `is kept for ${what}`)),
    off('paid-in-advance', facts.paidInAdvancePence, `was paid for days after ${on}`),
    ...uncleared.map(({ what, amountPence }) => off('uncleared', amountPence, `is still to go out: ${what}`)),
    off('own-money', facts.ownMoneyPence, 'is the person’s own money'),
    off('contingency', facts.contingencyPence, 'may stay in the account as agreed for emergencies'),
  ];
  const total = sumPence(parts.map((part) => part.pence));
  return {
    surplusPence: pence(Math.max(0, total)),
    shortfallPence: pence(Math.max(0, 0 - total)),
    parts,
  };
}

function off(name: SurplusPart['name'], amount: Pence, why: string): SurplusPart {
  invariant(amount >= 0, `What is taken off a balance as ${name} is not below zero`);
  return { name, pence: negatePence(amount), why: `${formatPounds(amount)} ${why}.` };
}

/**
 * Weeks of the budget that may stay in the account: 8 weeks of £250.00 are £2,000.00; the usual weeks where none are agreed,
 * and then none of a single sum, after which no week is to come.
 */
export function contingencyOf(
  {
    contingencyWeeks,
    weeklyBudgetPence,
    frequency,
  }: Pick<DirectPaymentAgreement, 'contingencyWeeks' | 'weeklyBudgetPence' | 'frequency'>,
  usualWeeks: string,
): Pence {
  const weeks = contingencyWeeks ?? (frequency === 'once' ? '0' : usualWeeks);
  return exactPenceToPence(new Decimal(weeklyBudgetPence).times(weeks), 'half-up');
}

/** Money the council paid into the account. Its days are those of the pay line where they are known. */
export type PaidIn = { dueOn: CalendarDate; amountPence: Pence; days?: ClosedRange | undefined };

export type AdvanceTerms = {
  agreement: Pick<DirectPaymentAgreement, 'frequency' | 'startDate' | 'endDate'>;
  diedOn: CalendarDate | null;
  /** How a month is priced: the setting `days-in-month`. */
  months: PlanPrice['months'];
};

/**
 * What of the council’s payments is for days after a balance: of £1,120.00 for 6 April to 3 May, with a balance of 12
 * April, 21 of 28 days, £840.00. Each payment is spread over its days as the pay engine prices them, corrections below zero
 * with what they correct, and all of it is rounded once, half up. A payment after the balance is not in it, and no day after
 * the end or a death is paid for: what was paid for such days is nobody’s to keep.
 */
export function paidInAdvance(
  terms: AdvanceTerms,
  payments: readonly PaidIn[],
  balanceOn: CalendarDate,
): Pence {
  const { agreement, diedOn } = terms;
  const ends = [agreement.endDate, diedOn].filter((day) => day !== null);
  const [end, ...others] = ends;
  const lastDay = end === undefined ? OPEN : dayNumber(minDate(end, ...others));
  const price = planPrice({ unitsPerWeek: '1', rate: EVEN_RATE, months: monthsOf(terms) });
  const exact = payments
    .filter(({ dueOn }) => dueOn <= balanceOn)
    .reduce((total, payment) => {
      const whole = daysOf(payment, terms.agreement);
      const first = Math.max(whole.first, dayNumber(balanceOn) + 1);
      const last = Math.min(whole.last, lastDay);
      if (first > last) return total;
      const part = exactOver(price, { first, last }).times(payment.amountPence);
      return total.plus(part.dividedBy(exactOver(price, whole)));
    }, new Decimal(0));
  return pence(Math.max(0, exactPenceToPence(exact, 'half-up')));
}

/** A week’s price of which every day is whole pence, in a month of any length: so nothing is lost before the rounding. */
const EVEN_RATE = '317167.2';

/** Weeks and four weeks are always their days / 7, whatever a month is. */
function monthsOf({ agreement: { frequency }, months }: AdvanceTerms): PlanPrice['months'] {
  return frequency === 'monthly' || frequency === 'quarterly' || frequency === 'annually'
    ? months
    : 'days-of-the-month';
}

/**
 * The days of a payment that does not say them: weeks run from the day it is due; a month, quarter or year is the
 * agreement’s own in which that day lies, as the pay engine pays it; what is paid once is for its own day.
 */
function daysOf({ dueOn, days }: PaidIn, agreement: AdvanceTerms['agreement']): Span {
  if (days !== undefined) return spanOf(days);
  const due = dayNumber(dueOn);
  const start = dayNumber(agreement.startDate);
  switch (agreement.frequency) {
    case 'weekly':
      return { first: due, last: due + 6 };
    case 'four-weekly':
      return { first: due, last: due + 27 };
    case 'once':
      return { first: due, last: due };
    case 'monthly': {
      const month = spanOf(calendarMonthOf(maxDate(dueOn, agreement.startDate)));
      return { first: Math.max(month.first, start), last: month.last };
    }
    case 'quarterly':
      return ownPeriod(agreement.startDate, 3, dueOn);
    case 'annually':
      return ownPeriod(agreement.startDate, 12, dueOn);
  }
}

/** Of the periods of so many months from a start, the one a day lies in; the first for a day before it. */
function ownPeriod(start: CalendarDate, months: number, day: CalendarDate): Span {
  let place = 0;
  while (monthsLater(start, (place + 1) * months) <= day) place += 1;
  return {
    first: dayNumber(monthsLater(start, place * months)),
    last: dayNumber(monthsLater(start, (place + 1) * months)) - 1,
  };
}
