import { addDays, daysBetween, formatDate, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import { rangeDays, type ClosedRange } from '../date-range.ts';
import { cumulativeProRata, Decimal, exactPenceToPence, formatPounds, pence, type Pence } from '../money.ts';
import { calendarMonthOf, monthsLater } from '../periods.ts';
import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';
import type { CouncilPayment } from './audited.ts';

/** A payment of the council with the days it is for. */
export type Instalment = CouncilPayment & { covers: ClosedRange };

const DAYS_A_WEEK = 7;
const daysOf = { weekly: 7, 'four-weekly': 28, quarterly: 91 } as const;
const WEEKS_A_YEAR = 52;
const MONTHS_A_YEAR = 12;

/** A payment by the calendar with all that it may come to: what the days of its month come to is right too. */
export function dueOf(
  agreement: DirectPaymentAgreement,
  { dueOn, amountPence, covers }: Instalment,
): CouncilPayment {
  const byDaysPence = paidByDays(agreement, covers).filter((each) => each !== amountPence);
  return byDaysPence.length === 0 ? { dueOn, amountPence } : { dueOn, amountPence, byDaysPence };
}

/** Why a payment is looked for: what careledger has of it, or what was agreed where careledger paid nothing. */
export function whyLookedFor({ dueOn, amountPence, paymentId, oneOff }: CouncilPayment): string {
  const [pounds, day] = [formatPounds(amountPence), formatDate(dueOn)];
  if (paymentId !== undefined)
    return `Careledger sent ${pounds} to be there on ${day}, payment ${paymentId}.`;
  const what = oneOff === undefined ? 'by the agreement’s calendar' : `as a one-off: ${oneOff}`;
  return `${pounds} was due on ${day} ${what}. Careledger did not pay this agreement then.`;
}

/** How far an amount is from what was due, by whichever way of counting a month comes nearest. */
export function offBy({ amountPence, byDaysPence = [] }: CouncilPayment, paidPence: Pence): Pence {
  const off = (right: Pence): number => Math.abs(paidPence - right);
  return pence(Math.min(off(amountPence), ...byDaysPence.map(off)));
}

/**
 * What the council was to pay into the account on the days of a range, by the agreement’s own calendar, with the days
 * each payment is for: in advance, net of the contribution that the person pays in, from the day it starts to the day it
 * ends. By the month it pays 52/12 weeks on the first: £250 a week less £10 is £1,040.00 a month. What is paid once is
 * one week’s, on the first day, as the pay engine pays it.
 */
export function instalmentsOf(agreement: DirectPaymentAgreement, range: ClosedRange): Instalment[] {
  const { frequency, startDate, endDate } = agreement;
  const amountPence = instalmentPence(agreement, frequency);
  if (amountPence <= 0) return [];
  const from = maxDate(range.from, startDate);
  const to = endDate === null ? range.to : minDate(range.to, endDate);
  if (frequency === 'once')
    return from === startDate && from <= to
      ? [{ dueOn: startDate, amountPence, covers: { from: startDate, to: startDate } }]
      : [];
  const instalments: Instalment[] = [];
  for (let dueOn = firstDue(startDate, frequency, from); dueOn <= to;) {
    const next = nextDue(dueOn, frequency);
    instalments.push({ dueOn, amountPence, covers: { from: dueOn, to: addDays(next, -1) } });
    dueOn = next;
  }
  return instalments;
}

type Frequency = Exclude<DirectPaymentAgreement['frequency'], 'once'>;

/** The first due day that is not before a day. */
function firstDue(startDate: CalendarDate, frequency: Frequency, from: CalendarDate): CalendarDate {
  if (frequency === 'monthly') {
    const month = calendarMonthOf(from);
    return from === month.from ? from : addDays(month.to, 1);
  }
  if (frequency === 'annually') {
    let due = startDate;
    for (let years = 1; due < from; years += 1) due = monthsLater(startDate, MONTHS_A_YEAR * years);
    return due;
  }
  const turns = Math.ceil(daysBetween(startDate, from) / daysOf[frequency]);
  return addDays(startDate, turns * daysOf[frequency]);
}

function nextDue(due: CalendarDate, frequency: Frequency): CalendarDate {
  if (frequency === 'monthly') return addDays(calendarMonthOf(due).to, 1);
  if (frequency === 'annually') return monthsLater(due, MONTHS_A_YEAR);
  return addDays(due, daysOf[frequency]);
}

/** A quarter of months has 90 to 92 days, a year 365 or 366; which one a payment is for does not show in its day. */
const daysOfPeriod = { quarterly: [90, 91, 92], annually: [365, 366] } as const;

/** What a payment comes to by the days of its own month, quarter or year; nothing where weeks are paid. */
function paidByDays(
  { frequency, weeklyBudgetPence, weeklyContributionPence }: DirectPaymentAgreement,
  covers: ClosedRange,
): Pence[] {
  if (frequency === 'weekly' || frequency === 'four-weekly' || frequency === 'once') return [];
  const weeklyPence = pence(weeklyBudgetPence - (weeklyContributionPence ?? 0));
  const lengths = frequency === 'monthly' ? [rangeDays(covers)] : daysOfPeriod[frequency];
  return lengths.map((lastDay) => cumulativeProRata({ weeklyPence, firstDay: 1, lastDay }));
}

function instalmentPence(
  { weeklyBudgetPence, weeklyContributionPence }: DirectPaymentAgreement,
  frequency: DirectPaymentAgreement['frequency'],
): Pence {
  const weekly = weeklyBudgetPence - (weeklyContributionPence ?? 0);
  if (frequency === 'once') return pence(weekly);
  const yearly = new Decimal(weekly).times(WEEKS_A_YEAR);
  if (frequency === 'monthly') return exactPenceToPence(yearly.dividedBy(MONTHS_A_YEAR), 'half-up');
  if (frequency === 'annually') return exactPenceToPence(yearly, 'half-up');
  return pence((weekly * daysOf[frequency]) / DAYS_A_WEEK);
}
