import { addDays, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { pence, type Pence } from '../money.ts';
import type { DeferredAgreement } from '../records/deferred-agreement.ts';
import type { CouncilRow } from '../reference/reference-row.ts';
import type { AccountFacts, DatedLimit } from './account.ts';
import type { DeferredAccountRecord } from './account-record.ts';
import { addedCharges } from './admin-charges.ts';
import type { DeferredTerms } from './deferred-terms.ts';
import type { DatedTerms } from './drawdown.ts';
import { equityLimit } from './equity-limit.ts';
import { ratesOver } from './rate-segments.ts';

/** All that is on record of a deferred payment agreement. */
export type DeferredFacts = {
  agreement: DeferredAgreement;
  record: DeferredAccountRecord;
  /** What was owed when the council moved to careledger; null where the account began here. */
  opening: { date: CalendarDate; amountPence: Pence } | null;
  diedOn: CalendarDate | null;
  terms: DeferredTerms;
  /** The council’s own rows of capital limits and of the highest rates. */
  councilRows: readonly CouncilRow[];
};

/** A valuation the account is held against. */
export type KnownValuation = { valuedOn: CalendarDate; valuePence: Pence; encumbrancesPence: Pence };

/** What an account is reckoned from, until which day, and why not further. */
export type Reckonable = { facts: AccountFacts; through: CalendarDate; missing: string | null };

/**
 * Draws together what an account is reckoned from. Care is deferred until it ends or the person dies; interest runs on. Where the
 * rate of a half-year or a capital limit is not known the account is reckoned until the day before, and that is said.
 */
export function accountFactsOf(known: DeferredFacts, asked: CalendarDate): Reckonable {
  const { agreement, record, opening, diedOn, terms, councilRows } = known;
  // Nothing is added to an account that was closed.
  const until = record.closedOn === null ? asked : minDate(asked, record.closedOn);
  const from = beginningOf(known);
  const agreed = agreement.annualRatePercent;
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
      interest: {
        compounding: agreement.compounding ?? terms.compounding,
        dayCount: agreement.dayCount ?? terms.dayCount,
        isOnCharges: terms.isInterestOnCharges,
      },
      rates: rates.segments,
      terms: weeklyTermsOf(agreement, record),
      care: { from: maxDate(agreement.startDate, from), to: endOfCare(agreement, diedOn) },
      charges: addedCharges(record.charges, through),
      repayments: record.repayments,
      limits: limits ?? [],
    },
    through,
    missing: limits === null ? limitMissing : (rates.missing?.message ?? null),
  };
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

/** The day on which care ended for the debt; null while it goes on. */
export function endOfCare(
  { endDate }: Pick<DeferredAgreement, 'endDate'>,
  diedOn: CalendarDate | null,
): CalendarDate | null {
  if (endDate === null || diedOn === null) return endDate ?? diedOn;
  return minDate(endDate, diedOn);
}

/** What the property is worth as far as anybody knows. */
export function newestValuation(known: Pick<DeferredFacts, 'agreement' | 'record'>): KnownValuation {
  const [first, ...others] = valuationsOf(known);
  return others.at(-1) ?? first;
}

/** The valuations that came in, the oldest first; the extract’s is the first of its day. */
function valuationsOf({
  agreement,
  record,
}: Pick<DeferredFacts, 'agreement' | 'record'>): [KnownValuation, ...KnownValuation[]] {
  const { valuedOn, propertyValuePence: valuePence, encumbrancesPence } = agreement;
  const ofExtract = { valuedOn, valuePence, encumbrancesPence: encumbrancesPence ?? pence(0) };
  const received = record.valuations.flatMap((each) => each.received ?? []);
  const [first = ofExtract, ...others] = inOrderOf([ofExtract, ...received], (each) => each.valuedOn);
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
