import * as z from 'zod';
import { addDays, calendarDateSchema, type CalendarDate } from '../calendar.ts';
import { negatePence, penceSchema, pence, type Pence } from '../money.ts';
import type { AccountEvent, DeferredAccount } from './account.ts';

const daysSchema = { from: calendarDateSchema, to: calendarDateSchema };

const postedEventSchema = z.strictObject({
  key: z.string().describe('What moved the debt: `drawdown:2026-03-10`, `charge:C1:2026-04-01`.'),
  kind: z.enum(['brought-forward', 'drawdown', 'charge', 'repayment']),
  ...daysSchema,
  amountPence: penceSchema.describe('Above nothing what is owed grew; a repayment is below.'),
});
type PostedEvent = z.infer<typeof postedEventSchema>;

/** What of an account stands in the ledger, so that tonight adds only what is not there yet. */
export const postedAccountSchema = z.strictObject({
  from: calendarDateSchema.describe('The first day of the account.'),
  interestByDay: z.array(z.int()).describe('The interest of each day in pence, beginning with the first.'),
  events: z.array(postedEventSchema),
});
export type PostedAccount = z.infer<typeof postedAccountSchema>;

/** What the ledger is told: more is owed where it is above nothing, less below. */
export type DeferredPosting = {
  kind: PostedEvent['kind'] | 'interest';
  from: CalendarDate;
  to: CalendarDate;
  amountPence: Pence;
  /** It takes back what was posted before a fact was corrected. */
  isReversal: boolean;
};

/**
 * What brings the ledger to where an account stands: the days whose interest is not posted yet, however many nights were
 * missed, and whatever else moved the debt since. Where a corrected rate, date or amount changed what was posted, the days from
 * the first that changed to the last are taken back and posted anew, and nothing else. Asked again, it is nothing.
 */
export function postingsDue(
  account: DeferredAccount,
  before: PostedAccount | null,
): { postings: DeferredPosting[]; posted: PostedAccount } {
  const interestByDay = account.interestThrough.map(
    (each, day) => each - (account.interestThrough[day - 1] ?? 0),
  );
  const posted = { from: account.from, interestByDay, events: eventsOf(account) };
  const nothing = { from: account.from, interestByDay: [], events: [] };
  const isMoved = before !== null && before.from !== account.from;
  return {
    postings: isMoved
      ? [...postingsBetween(before, { ...nothing, from: before.from }), ...postingsBetween(nothing, posted)]
      : postingsBetween(before ?? nothing, posted),
    posted,
  };
}

/** From what is posted to what is to be: of accounts that begin on the same day. */
function postingsBetween(before: PostedAccount, after: PostedAccount): DeferredPosting[] {
  const [isKept, isKnown] = [isIn(after.events), isIn(before.events)];
  return [
    ...before.events.filter((event) => !isKept(event)).map((event) => postingOf(event, true)),
    ...after.events.filter((event) => !isKnown(event)).map((event) => postingOf(event, false)),
    ...interestBetween(before, after),
  ];
}

/** Whether the same stands in a list: a corrected amount is not the same, nor are other days up to the same last one. */
function isIn(events: readonly PostedEvent[]): (event: PostedEvent) => boolean {
  const byKey = new Map(events.map((event) => [event.key, event]));
  return ({ key, from, amountPence }) => {
    const same = byKey.get(key);
    return same?.amountPence === amountPence && same.from === from;
  };
}

function postingOf({ kind, from, to, amountPence }: PostedEvent, isReversal: boolean): DeferredPosting {
  return { kind, from, to, amountPence: isReversal ? negatePence(amountPence) : amountPence, isReversal };
}

/** The days that changed, taken back and posted anew; then the days that are new. */
function interestBetween(
  { from, interestByDay: was }: PostedAccount,
  after: PostedAccount,
): DeferredPosting[] {
  const { interestByDay: is } = after;
  const first = was.findIndex((each, day) => each !== is[day]);
  const last = was.findLastIndex((each, day) => each !== is[day]);
  const changed =
    first === -1
      ? []
      : [interestOf(from, was, [first, last], true), interestOf(from, is, [first, last], false)];
  return [...changed, interestOf(from, is, [was.length, is.length - 1], false)].filter(
    ({ amountPence }) => amountPence !== 0,
  );
}

function interestOf(
  start: CalendarDate,
  byDay: readonly number[],
  [first, last]: readonly [number, number],
  isReversal: boolean,
): DeferredPosting {
  const sum = byDay.slice(first, last + 1).reduce((total, each) => total + each, 0);
  const days = { from: addDays(start, first), to: addDays(start, last) };
  return { kind: 'interest', ...days, amountPence: pence(isReversal ? -sum : sum), isReversal };
}

function eventsOf({ from, broughtForwardPence, events }: DeferredAccount): PostedEvent[] {
  const eve = addDays(from, -1);
  const first = { key: 'brought-forward', from: eve, to: eve, amountPence: broughtForwardPence };
  return [{ kind: 'brought-forward' as const, ...first }, ...events.map(postedOf)].filter(
    ({ amountPence }) => amountPence !== 0,
  );
}

/** A drawdown is named after its last day, as there is one for each; a charge and a repayment have their own number. */
function postedOf(event: AccountEvent): PostedEvent {
  const { kind, date, amountPence } = event;
  if (event.kind === 'drawdown') {
    const { from, to } = event;
    return { key: `drawdown:${to}`, kind, from, to, amountPence };
  }
  const one = { kind, from: date, to: date };
  return event.kind === 'charge'
    ? { ...one, key: `charge:${event.chargeId}:${date}`, amountPence }
    : { ...one, key: `repayment:${event.repaymentId}:${date}`, amountPence: negatePence(amountPence) };
}
