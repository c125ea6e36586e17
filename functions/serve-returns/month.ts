import { addDays, londonDate, type CalendarDate } from '../../domain/calendar.ts';
import { sumPence } from '../../domain/money.ts';
import { missingReturns, monthOfReturns, tellsOf } from '../../domain/returns/missing-returns.ts';
import type { MonthRow, returnRoutes } from '../../events/api/returns.ts';
import { careDue } from '../platform/chasing/care-due.ts';
import type { ChaseDeps } from '../platform/chasing/chase-deps.ts';
import { chaseNow } from '../platform/chasing/chase-now.ts';
import { loadChaseTerms } from '../platform/chasing/chase-terms.ts';
import { monthInWords } from '../platform/chasing/reminder-mail.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ReturnStore, TakenReturn } from '../store/return-store.ts';
import { InvalidRequest, Unacceptable } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';

type MonthDeps = {
  facts: Pick<FactStore, 'recordAct' | 'whichExist'>;
  returns: Pick<ReturnStore, 'ofMonth'>;
  chasing: ChaseDeps;
};

/** Providers looked at together: few enough to ask for all they have at once. */
const AT_ONCE = 50;

/** Where every provider is with a month that is expected to send a return, or did. */
export async function readMonth(
  { query: { month } }: Asked<typeof returnRoutes.readReturnsMonth>,
  { returns, chasing }: MonthDeps,
): Promise<{ month: string; items: MonthRow[] }> {
  refuseOtherAge(month);
  const today = londonDate(chasing.clock());
  const [{ goLive }, everyId, taken, before, after] = await Promise.all([
    loadChaseTerms(today, chasing.facts),
    chasing.lists.everyId('provider'),
    standingOf(month, returns),
    standingOf(monthBefore(month), returns),
    toldLater(month, today, returns),
  ]);
  const known = { month, goLive, taken, before, after, isOver: month < today.slice(0, 7) };
  const ids = [...new Set([...everyId, ...taken.keys()])];
  const items: MonthRow[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE)
    items.push(...(await rowsOf(ids.slice(start, start + AT_ONCE), known, chasing)));
  return { month, items: items.toSorted(byNeed) };
}

/** What can be written as a month is not always one that days are reckoned in. */
function refuseOtherAge(month: string): void {
  if (!month.startsWith('20'))
    throw new InvalidRequest('There are returns of months from 2000 to 2099 only.');
}

type ByProvider = ReadonlyMap<string, readonly TakenReturn[]>;
type Known = {
  month: string;
  goLive: CalendarDate | null;
  isOver: boolean;
  taken: ByProvider;
  before: ByProvider;
  /** Providers whose returns of later months tell of this one too. */
  after: ReadonlySet<string>;
};

/** The returns of a month that were not taken back, by provider. */
async function standingOf(month: string, returns: MonthDeps['returns']): Promise<ByProvider> {
  const taken = await returns.ofMonth(month);
  return Map.groupBy(
    taken.filter(({ isWithdrawn }) => !isWithdrawn),
    ({ providerId }) => providerId,
  );
}

/** No return tells of more months: care is claimed within weeks of the day it was given. */
const MOST_MONTHS_LATER = 3;

/** A return that came for a later month may tell of this one too: its first days end the month before. */
async function toldLater(
  month: string,
  today: CalendarDate,
  returns: MonthDeps['returns'],
): Promise<ReadonlySet<string>> {
  const later: string[] = [];
  // No day that is still to come is ever accepted.
  for (let last = month; last < today.slice(0, 7) && later.length < MOST_MONTHS_LATER;) {
    last = monthAfter(last);
    later.push(last);
  }
  const taken = (await Promise.all(later.map((each) => returns.ofMonth(each)))).flat();
  return new Set(taken.filter((each) => tellsOf(month, each)).map(({ providerId }) => providerId));
}

async function rowsOf(ids: readonly string[], known: Known, chasing: ChaseDeps): Promise<MonthRow[]> {
  const { month, goLive, taken, before, after } = known;
  const facts = await chasing.facts.currentFacts('provider', ids);
  const providers = ids.map((providerId) => ({ providerId }));
  const stands = missingReturns({
    ...{ month, goLive, providers, taken },
    ...(await careDue(ids, chasing)),
  }).filter(({ isExpected, received }) => isExpected || received > 0);
  return Promise.all(
    stands.map(async (stand): Promise<MonthRow> => {
      const { providerId, isExpected, packages, received } = stand;
      const isMissing = stand.isMissing && !after.has(providerId);
      const own = taken.get(providerId) ?? [];
      return {
        ...{ providerId, isExpected, packages, received },
        name: facts.get(providerId)?.body.name ?? providerId,
        isMissing,
        ...countsOf(own),
        lastMonthPence: acceptedPence(before.get(providerId) ?? []),
        remindedAt: isMissing ? await remindedOn(providerId, known, chasing) : [],
      };
    }),
  );
}

/** The days on which a provider was reminded that is missing; nobody is before the month is over. */
async function remindedOn(
  providerId: string,
  { month, isOver }: Known,
  { reminders }: ChaseDeps,
): Promise<CalendarDate[]> {
  if (!isOver) return [];
  const known = await reminders.remindersOf(providerId, month);
  return known.flatMap(({ on, state }) => (state === 'sent' ? [on] : []));
}

function countsOf(own: readonly TakenReturn[]) {
  const sums = own.map((each) => each.sums);
  const count = (of: (sum: TakenReturn['sums']) => number) => sums.reduce((all, each) => all + of(each), 0);
  return {
    lines: count(
      ({ accepted, questioned, refused, unchanged }) => accepted + questioned + refused + unchanged,
    ),
    questioned: count(({ questioned }) => questioned),
    refused: count(({ refused }) => refused),
    acceptedPence: acceptedPence(own),
    heldPence: sumPence(sums.map(({ heldPence }) => heldPence)),
  };
}

function acceptedPence(own: readonly TakenReturn[]) {
  return sumPence(own.map(({ sums }) => sums.acceptedPence));
}

function monthBefore(month: string): string {
  return addDays(monthOfReturns(month).from, -1).slice(0, 7);
}

function monthAfter(month: string): string {
  return addDays(monthOfReturns(month).to, 1).slice(0, 7);
}

const byName = new Intl.Collator('en-GB', { numeric: true });

/** Who is missing first, then those of whom something waits for a decision, each by name. */
function byNeed(left: MonthRow, right: MonthRow): number {
  const needOf = ({ isMissing, questioned }: MonthRow): number => (isMissing ? 0 : questioned > 0 ? 1 : 2);
  return needOf(left) - needOf(right) || byName.compare(left.name, right.name);
}

/** Reminds providers whose return is missing of a month that is over, as an officer asks. */
export async function chase(
  { viewer, body: { month, providerIds, reason } }: Asked<typeof returnRoutes.chaseReturns>,
  { facts, chasing }: MonthDeps,
): Promise<{ items: { providerId: string; outcome: string }[] }> {
  refuseOtherAge(month);
  const { to } = monthOfReturns(month);
  if (londonDate(chasing.clock()) <= to)
    throw new Unacceptable(`${monthInWords(month)} is not over yet: nobody is late with its return.`);
  const recording = recordedByHand(viewer, reason, chasing.clock);
  // Said first, as of whatever is asked of others: a mail that leaves has somebody who wanted it, and why.
  for (const id of await facts.whichExist('provider', providerIds))
    await facts.recordAct(
      { kind: 'provider', id },
      { act: 'return-chase-asked', detail: { month }, recording },
    );
  return { items: await chaseNow({ month, providerIds, askedBy: viewer.userId }, chasing) };
}
