import { addDays, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import { sameValue } from '../facts/canonical-json.ts';
import { inOrderOf } from '../in-order-of.ts';
import { pence, type Pence } from '../money.ts';
import type { DeferredAgreement } from '../records/deferred-agreement.ts';
import type { CouncilRow } from '../reference/reference-row.ts';
import type { AccountFacts, DatedInterest, DatedLimit } from './account.ts';
import type { DeferredAccountRecord } from './account-record.ts';
import { addedCharges } from './admin-charges.ts';
import { termsOn, type TermsByDay } from './deferred-terms.ts';
import type { DatedTerms } from './drawdown.ts';
import { equityLimit } from './equity-limit.ts';
import { ratesOver, type RateSegment } from './rate-segments.ts';

/** All that is on record of a deferred payment agreement. */
export type DeferredFacts = {
  agreement: DeferredAgreement;
  /** What earlier extracts said the property is worth, the newest of each day. */
  earlierValuations: readonly KnownValuation[];
  record: DeferredAccountRecord;
  /** What was owed when the council moved to careledger; null where the account began here. */
  opening: { date: CalendarDate; amountPence: Pence } | null;
  diedOn: CalendarDate | null;
  terms: TermsByDay;
  /** The council’s own rows of capital limits and of the highest rates. */
  councilRows: readonly CouncilRow[];
};

/** A valuation the account is held against. */
export type KnownValuation = { valuedOn: CalendarDate; valuePence: Pence; encumbrancesPence: Pence };

/** What an account is reckoned from, until which day, and why not further. */
export type Reckonable = { facts: AccountFacts; through: CalendarDate; missing: string | null };

/**
 * Draws together what an account is reckoned from. Care is deferred until it ends, the person dies, or the eve of the day all is
 * repaid and the account closed; interest runs on. Where the
 * rate of a half-year or a capital limit is not known the account is reckoned until the day before, and that is said.
 */
export function accountFactsOf(known: DeferredFacts, asked: CalendarDate): Reckonable {
  const { agreement, record, opening, councilRows } = known;
  // Nothing is added to an account that was closed.
  const until = record.closedOn === null ? asked : minDate(asked, record.closedOn);
  const from = beginningOf(known);
  const agreed = agreement.annualRatePercent;
  const interest = interestFrom(from, known);
  const rates = ratesOver(
    { from, to: until },
    [...(agreed === null ? [] : [{ from: agreement.startDate, percent: agreed }]), ...record.rates],
    councilRows,
  );
  const limits = limitsOf(known);
  const through =
    limits === null ? addDays(from, -1) : rates.missing === null ? until : addDays(rates.missing.from, -1);
  return {
    facts: {
      ...{ from, broughtForwardPence: opening?.amountPence ?? pence(0) },
      interest,
      rates: cutAt(
        rates.segments,
        interest.map((each) => each.from),
      ),
      terms: weeklyTermsOf(agreement, record),
      care: { from: maxDate(agreement.startDate, from), to: lastDeferred(known) },
      charges: addedCharges(record.charges, through),
      repayments: record.repayments,
      limits: limits ?? [],
    },
    through,
    missing: limits === null ? limitMissing : (rates.missing?.message ?? null),
  };
}

/**
 * By what terms interest is reckoned from the first day on. What the agreement itself says holds throughout; what it leaves to
 * the council’s setting changes on the day the setting does, and not before it.
 */
function interestFrom(
  from: CalendarDate,
  { agreement, terms }: Pick<DeferredFacts, 'agreement' | 'terms'>,
): [DatedInterest, ...DatedInterest[]] {
  const interestOn = (day: CalendarDate): DatedInterest => {
    const { compounding, dayCount, isInterestOnCharges } = termsOn(terms, day);
    return {
      ...{ from: day, isOnCharges: isInterestOnCharges },
      compounding: agreement.compounding ?? compounding,
      dayCount: agreement.dayCount ?? dayCount,
    };
  };
  let last = interestOn(from);
  const interest: [DatedInterest, ...DatedInterest[]] = [last];
  for (const { from: day } of terms) {
    const next = interestOn(day);
    if (day <= from || sameValue({ ...next, from }, { ...last, from })) continue;
    interest.push(next);
    last = next;
  }
  return interest;
}

/** Rates cut where the terms of interest change, so that each line of a statement has one of either. */
function cutAt(rates: readonly RateSegment[], days: readonly CalendarDate[]): RateSegment[] {
  return rates.flatMap((rate) => {
    const starts = [rate.from, ...days.filter((day) => day > rate.from && day <= rate.to)];
    return starts.map((from, place) => {
      const next = starts[place + 1];
      return { ...rate, from, to: next === undefined ? rate.to : addDays(next, -1) };
    });
  });
}

/** The first day the account is kept here: of the agreement, or after the day the opening balance is of. */
export function beginningOf({
  agreement,
  opening,
}: Pick<DeferredFacts, 'agreement' | 'opening'>): CalendarDate {
  return opening === null ? agreement.startDate : addDays(opening.date, 1);
}

const limitMissing =
  'The lower capital limit of the day of a valuation is not known, so no equity limit is. Enter it on the page of reference values.';

/** What the extract says holds from the first day, what officers entered from theirs. */
function weeklyTermsOf(agreement: DeferredAgreement, { terms }: DeferredAccountRecord): DatedTerms[] {
  const { startDate, weeklyCostPence } = agreement;
  if (weeklyCostPence === null) return [...terms];
  const first: DatedTerms = {
    from: startDate,
    weeklyCostPence,
    topUpPence: agreement.weeklyTopUpPence ?? pence(0),
    incomePence: agreement.weeklyIncomePence ?? pence(0),
    allowancePence: agreement.weeklyAllowancePence ?? pence(0),
  };
  return [first, ...terms].filter(
    (each, place, all) => !all.slice(place + 1).some((other) => other.from === each.from),
  );
}

/**
 * The last day whose care is deferred; null while it goes on. Where all is repaid and the account closed while care goes on, it is
 * the eve of that day.
 */
function lastDeferred({
  agreement: { endDate },
  diedOn,
  record: { closedOn },
}: DeferredFacts): CalendarDate | null {
  const ended = endDate === null || diedOn === null ? (endDate ?? diedOn) : minDate(endDate, diedOn);
  const isOverBefore = ended !== null && closedOn !== null && ended <= closedOn;
  return closedOn === null || isOverBefore ? ended : addDays(closedOn, -1);
}

/** What the property is worth as far as anybody knows. */
export function newestValuation(known: Valued): KnownValuation {
  const [first, ...others] = valuationsOf(known);
  return others.at(-1) ?? first;
}

type Valued = Pick<DeferredFacts, 'agreement' | 'earlierValuations' | 'record'>;

/** What an extract says the property is worth. */
export function valuationOf({
  valuedOn,
  propertyValuePence: valuePence,
  encumbrancesPence,
}: DeferredAgreement): KnownValuation {
  return { valuedOn, valuePence, encumbrancesPence: encumbrancesPence ?? pence(0) };
}

/** The valuations that came in, the oldest first; the extract’s is the first of its day. What it said of later days it took back. */
function valuationsOf({
  agreement,
  earlierValuations,
  record,
}: Valued): [KnownValuation, ...KnownValuation[]] {
  const ofExtract = valuationOf(agreement);
  const earlier = earlierValuations.filter(({ valuedOn }) => valuedOn < ofExtract.valuedOn);
  const received = record.valuations.flatMap((each) => each.received ?? []);
  const [first = ofExtract, ...others] = inOrderOf(
    [...earlier, ofExtract, ...received],
    (each) => each.valuedOn,
  );
  return [first, ...others];
}

/** Null where the capital limit of a day is not known. The first valuation holds from the agreement’s first day at the latest. */
function limitsOf(known: DeferredFacts): DatedLimit[] | null {
  const limits: DatedLimit[] = [];
  for (const { valuedOn, ...value } of valuationsOf(known)) {
    const limit = equityLimit({ ...value, onDate: valuedOn }, known.councilRows);
    if (limit.outcome === 'missing') return null;
    const from = limits.length === 0 ? minDate(valuedOn, known.agreement.startDate) : valuedOn;
    limits.push({ from, equityLimitPence: limit.equityLimitPence });
  }
  return limits;
}
