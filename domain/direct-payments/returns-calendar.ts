import * as z from 'zod';
import { addDays, daysBetween, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { dateOfDay, spanOf, subtractSpans } from '../pay/span.ts';
import { monthsLater } from '../periods.ts';
import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';
import type { Arrangement } from './arrangement.ts';

/** When financial returns are due, and of whom none are asked. */
export const financialReturnTermsSchema = z.strictObject({
  dueAfterDays: z
    .int()
    .min(0)
    .max(180)
    .describe(
      'Days after the end of a period by which its papers are to be here (28: Haringey, rules.md 3.2).',
    ),
  accountsWithoutReturns: z
    .array(z.enum(['own', 'dedicated', 'prepaid-card', 'managed', 'carer', 'third-party']))
    .max(6)
    .describe(
      'Kinds of account whose holder sends no return, since the account provider or the card’s own portal shows every transaction.',
    ),
  quietDaysAfterDeath: z
    .int()
    .min(28)
    .max(365)
    .describe('Days from the day the council knew of a death on which no letter goes out by itself.'),
});
export type FinancialReturnTerms = z.infer<typeof financialReturnTermsSchema>;

/** The 28 days after a death are no setting below 28 (practice.md 5); the rest is what councils publish (rules.md 3.2). */
export const usualFinancialReturnTerms: FinancialReturnTerms = {
  dueAfterDays: 28,
  accountsWithoutReturns: ['prepaid-card', 'managed'],
  quietDaysAfterDeath: 28,
};

/** The steps of chasing a return, in their order. */
export const chasingSteps = ['reminder-1', 'reminder-2', 'escalation'] as const;
export type ChasingStep = (typeof chasingSteps)[number];

/** A step that was taken about the return of the period that begins on a day. */
export type ChasingDone = { periodFrom: CalendarDate; step: ChasingStep | 'referral'; on: CalendarDate };

/** Papers that came for some days. */
export type ReceivedReturn = ClosedRange & { receivedOn: CalendarDate; acceptedOn: CalendarDate | null };

type FinancialReturnState =
  'expected' | 'due' | 'reminded-1' | 'reminded-2' | 'escalated' | 'received' | 'accepted' | 'paused';

/** What an agreement owes, or sent, for one of its periods. */
export type FinancialReturn = {
  period: ClosedRange;
  /** The last day on which it is in time. */
  dueOn: CalendarDate;
  state: FinancialReturnState;
  /** The day from which every day of the period is told of. */
  receivedOn: CalendarDate | null;
  /** Days of the period that nothing was sent for; all of them where nothing came. */
  missing: readonly ClosedRange[];
  /** How late it is today, or came: days from its due day; 0 in time. */
  daysLate: number;
  /** Why nobody is chased, and through which day; null where the state is not `paused`. */
  pause: Pause | null;
};

/** Through which day nobody is chased; null until somebody lifts it. */
export type Pause = { why: 'death' | 'bereavement'; through: CalendarDate | null };

export type ReturnsFacts = {
  agreement: Pick<DirectPaymentAgreement, 'startDate' | 'endDate' | 'accountType' | 'returnFrequency'>;
  arrangement: Pick<Arrangement, 'bereavement'>;
  person: { diedOn: CalendarDate | null };
  received: readonly ReceivedReturn[];
  done: readonly ChasingDone[];
  /** The first day the council looks at here: nothing is asked for a period that ended before it. Null for all. */
  since: CalendarDate | null;
  terms: FinancialReturnTerms;
  today: CalendarDate;
};

const MONTHS = { monthly: 1, quarterly: 3, 'six-monthly': 6, annually: 12 } as const;

/**
 * The financial returns of an agreement, the oldest first, through the one whose period runs today. Quarterly from 15
 * January 2026 the first is for 15 January to 14 April and due by 12 May. The last period ends with the agreement or on
 * the day of death. None where no frequency is agreed, or where the kind of account sends none.
 */
export function dueReturns(facts: ReturnsFacts): FinancialReturn[] {
  const { agreement, terms, since } = facts;
  const { accountType, returnFrequency } = agreement;
  if (returnFrequency === null) return [];
  if (accountType !== null && terms.accountsWithoutReturns.includes(accountType)) return [];
  const pause = pauseOf(facts);
  return periodsOf(facts, MONTHS[returnFrequency])
    .filter(({ to }) => since === null || to >= since)
    .map((period) => returnOf(period, facts, pause));
}

/** The whole period of an agreement’s returns in which a day lies; null before its start, or where none are agreed. */
export function returnPeriodOf(
  { startDate, returnFrequency }: Pick<DirectPaymentAgreement, 'startDate' | 'returnFrequency'>,
  day: CalendarDate,
): ClosedRange | null {
  if (returnFrequency === null || day < startDate) return null;
  const months = MONTHS[returnFrequency];
  let count = 0;
  while (monthsLater(startDate, (count + 1) * months) <= day) count += 1;
  return {
    from: monthsLater(startDate, count * months),
    to: addDays(monthsLater(startDate, (count + 1) * months), -1),
  };
}

/** Each counted from the start itself, so that one that begins on the 31st comes back to it. */
function periodsOf(
  { agreement: { startDate, endDate }, person: { diedOn }, today }: ReturnsFacts,
  months: number,
): ClosedRange[] {
  const ends = [endDate, diedOn].filter((day) => day !== null);
  const periods: ClosedRange[] = [];
  for (let count = 0; ; count += 1) {
    const from = monthsLater(startDate, count * months);
    if (from > minDate(today, ...ends)) return periods;
    periods.push({ from, to: minDate(addDays(monthsLater(startDate, (count + 1) * months), -1), ...ends) });
  }
}

/**
 * Why and how long nobody is chased: while the bereavement flag stands, and so many days from the death, or from the day
 * the council was told of it where that is later (practice.md 5).
 */
export function pauseOf({
  arrangement: { bereavement },
  person: { diedOn },
  terms,
  today,
}: Pick<ReturnsFacts, 'arrangement' | 'person' | 'terms' | 'today'>): Pause | null {
  const why = diedOn === null ? 'bereavement' : 'death';
  if (bereavement !== null && bereavement.to === null) return { why, through: null };
  const known = bereavement === null ? [] : [bereavement.since];
  const quiet = diedOn === null ? [] : [addDays(maxDate(diedOn, ...known), terms.quietDaysAfterDeath)];
  const ends = [...quiet, ...(bereavement?.to === undefined ? [] : [bereavement.to])];
  const [first, ...others] = ends.filter((day) => day !== null);
  if (first === undefined) return null;
  const through = maxDate(first, ...others);
  return through < today ? null : { why, through };
}

function returnOf(period: ClosedRange, facts: ReturnsFacts, pause: Pause | null): FinancialReturn {
  const { received, done, terms, today } = facts;
  const dueOn = addDays(period.to, terms.dueAfterDays);
  const arrived = inOrderOf(received, ({ receivedOn }) => receivedOn);
  const receivedOn = coveredOn(period, arrived);
  const missing = missingOf(period, arrived);
  const late = { dueOn, daysLate: Math.max(0, daysBetween(dueOn, receivedOn ?? today)) };
  if (receivedOn !== null) {
    const accepted = arrived.filter(({ acceptedOn }) => acceptedOn !== null);
    const state = missingOf(period, accepted).length === 0 ? 'accepted' : 'received';
    return { period, ...late, state, receivedOn, missing, pause: null };
  }
  const open = { period, ...late, receivedOn, missing };
  if (pause !== null) return { ...open, state: 'paused', pause };
  if (period.to >= today) return { ...open, state: 'expected', pause: null };
  const own = done.filter(({ periodFrom }) => periodFrom === period.from).map(({ step }) => step);
  const furthest = chasingSteps.findLast((step) => own.includes(step));
  return { ...open, state: furthest === undefined ? 'due' : AFTER_STEP[furthest], pause: null };
}

const AFTER_STEP = {
  'reminder-1': 'reminded-1',
  'reminder-2': 'reminded-2',
  escalation: 'escalated',
} as const satisfies Record<ChasingStep, FinancialReturnState>;

function missingOf(period: ClosedRange, received: readonly ClosedRange[]): ClosedRange[] {
  return subtractSpans(spanOf(period), received.map(spanOf)).map(({ first, last }) => ({
    from: dateOfDay(first),
    to: dateOfDay(last),
  }));
}

/** The day on which papers came that left no day of a period untold: a return may come in several parts. */
function coveredOn(period: ClosedRange, arrived: readonly ReceivedReturn[]): CalendarDate | null {
  const last = arrived.find((_, place) => missingOf(period, arrived.slice(0, place + 1)).length === 0);
  return last?.receivedOn ?? null;
}
