import { formatDate, type CalendarDate } from '../calendar.ts';
import { formatPounds, type RateText } from '../money.ts';
import { monthsLater } from '../periods.ts';
import { formatRate, newRateOf, type NewRate } from './new-rate.ts';
import type { Rated } from './rated.ts';
import type { RateFrom, Said } from './ruling.ts';
import type { RateChange, UpliftRule } from './uplift-rules.ts';
import type { UpliftTerms } from './uplift-terms.ts';
import type { Changer, Decided, Exclusion } from './verdict.ts';

/** A new rate that a line of a file names, from a day on. */
export type NamedRate = { number: number; newRate: RateText; from: CalendarDate };

export type MatchContext = {
  effectiveDate: CalendarDate;
  rules: readonly UpliftRule[];
  terms: Pick<UpliftTerms, 'rateDecimals' | 'directPaymentTypes'>;
};

/** What each rule that is for a rate decides about it, as it is from the effective date on. */
export function saidByRules<R extends RateText | null>(
  rateFrom: RateFrom<R>,
  { rules, effectiveDate }: Pick<MatchContext, 'rules' | 'effectiveDate'>,
  decide: (rated: Rated<R>, by: Changer, rule: UpliftRule) => Decided,
): Said[] {
  const rated = rateFrom(effectiveDate);
  if (rated === undefined) return [];
  return rules.flatMap((rule, place) =>
    matches(rated, rule)
      ? [{ rated, decided: decide(rated, { kind: 'rule', number: place + 1 }, rule) }]
      : [],
  );
}

/**
 * What the lines of a file that name a rate decide about it, as it is from each line’s own day on. Of two that would
 * give it a rate on the same days neither is taken: nobody could say which is meant.
 */
export function saidByRows<R extends RateText | null, N extends NamedRate>(
  rateFrom: RateFrom<R>,
  rows: readonly N[],
  decide: (rated: Rated<R>, by: Changer, row: N) => Decided,
): Said[] {
  const said = rows.flatMap((row): Said[] => {
    const rated = rateFrom(row.from);
    return rated === undefined
      ? []
      : [{ rated, decided: decide(rated, { kind: 'line', number: row.number }, row) }];
  });
  const giving = said.filter(({ decided }) => givesRate(decided));
  const [first, second] = giving;
  if (first === undefined || second === undefined) return said;
  const by = giving.flatMap(({ decided }) => decided.by);
  const numbers = by.map(({ number }) => number);
  const why = `Lines ${numbers.slice(0, -1).join(', ')} and ${numbers.slice(-1).join('')} of the file name the same rate. Only one may.`;
  const refused: Said = { ...first, decided: { outcome: 'refused', by, rule: 'rules-overlap', why } };
  return [refused, ...said.filter(({ decided }) => !givesRate(decided))];
}

/** Whether a rate would be what somebody named, which it may be already. */
function givesRate(decided: Decided): boolean {
  return decided.outcome === 'excluded' ? decided.exclusion === 'at-new-rate' : decided.outcome === 'changed';
}

/** A rate that has a line of a file of its own gets what the line says, unless it was agreed for a later day. */
export function underRow(rated: Rated, by: Changer, { number, newRate, from }: NamedRate): Decided {
  if (rated.since > from)
    return { outcome: 'excluded', by, ...laterRate(rated, `the day of line ${number} of the file`) };
  if (rated.rate === newRate) return { outcome: 'excluded', by, ...alreadyAt(newRate) };
  const why = `To ${formatRate(newRate)}, as line ${number} of the file says.`;
  return { outcome: 'changed', by, rate: newRate, why };
}

function laterRate({ since }: Rated, day: string): LeftOut {
  return {
    exclusion: 'later-rate',
    why: `This rate begins on ${formatDate(since)}, after ${day}, and was agreed for then.`,
  };
}

/** Whether a rule is for a rate at all; where the package has none of its own, as far as the rest of it says. */
function matches(rated: Rated<RateText | null>, { match }: UpliftRule): boolean {
  // Every rule is asked of every rate: compared one by one, without a list of them.
  const isFor =
    isSaid(match.serviceType, rated.serviceType) &&
    isSaid(match.providerId, rated.providerId) &&
    isSaid(match.contract, rated.contract) &&
    isSaid(match.of, rated.of === 'rate-card' ? 'rate-cards' : 'packages') &&
    isSaid(match.rateCardId, rated.of === 'rate-card' ? rated.id : null) &&
    isSaid(match.visitMinutes, rated.visitMinutes) &&
    isSaid(match.dayType, rated.of === 'rate-card' ? (rated.dayType ?? 'any') : null) &&
    isSaid(match.band, rated.band) &&
    isSaid(match.zone, rated.zone);
  return isFor && isInBand(rated.rate, match);
}

function isSaid<T>(wanted: T | undefined, is: T | null): boolean {
  return wanted === undefined || wanted === is;
}

function isInBand(text: RateText | null, { rateFrom, rateTo }: UpliftRule['match']): boolean {
  if (text === null) return rateFrom === undefined && rateTo === undefined;
  const rate = Number(text);
  return (
    (rateFrom === undefined || Number(rateFrom) <= rate) && (rateTo === undefined || rate <= Number(rateTo))
  );
}

type RuleContext = Omit<MatchContext, 'rules'>;

/** What a rule that is for a rate makes of it: another rate, unless it leaves it out or nothing would be left. */
export function underRule(rated: Rated, by: Changer, rule: UpliftRule, context: RuleContext): Decided {
  const left = exclusionOf(rated, rule, context);
  if (left !== null) return { outcome: 'excluded', by, ...left };
  const changed = newRateOf(rule.change, rated.rate, context.terms);
  if (!changed.ok) return { outcome: 'refused', by: [by], rule: changed.rule, why: changed.message };
  const { rate } = changed.value;
  if (rule.exclude?.atNewRate === true && Number(rate) < Number(rated.rate))
    return {
      ...{ outcome: 'excluded', by, exclusion: 'at-new-rate' },
      why: `${formatRate(rated.rate)} is above the new rate of ${formatRate(rate)} already.`,
    };
  if (rate === rated.rate) return { outcome: 'excluded', by, ...unmoved(rule.change, changed.value) };
  return { outcome: 'changed', by, ...changed.value };
}

/** Why a rule that is for a rate leaves it where it is. */
function unmoved(change: RateChange, { rate, why }: NewRate): LeftOut {
  if ('floor' in change) return { exclusion: 'at-new-rate', why };
  if ('toRate' in change || rate === '0') return alreadyAt(rate);
  return { exclusion: 'rounds-away', why: `${why} That is the same as before.` };
}

function alreadyAt(rate: RateText): LeftOut {
  return { exclusion: 'at-new-rate', why: `It is ${formatRate(rate)} already.` };
}

type LeftOut = { exclusion: Exclusion; why: string };

function exclusionOf(
  rated: Rated,
  { match, exclude = {} }: UpliftRule,
  context: RuleContext,
): LeftOut | null {
  const { providerId, contract, serviceType, weeklyPence, since } = rated;
  const { effectiveDate, terms } = context;
  const { weeklyAbovePence, negotiatedWithinMonths } = exclude;
  if (providerId !== null && exclude.providers?.includes(providerId) === true)
    return { exclusion: 'provider', why: `The rule leaves out provider ${providerId}.` };
  if (contract !== null && exclude.contracts?.includes(contract) === true)
    return { exclusion: 'contract', why: `The rule leaves out contract ${contract}.` };
  if (contract !== null && exclude.anniversaryContracts?.includes(contract) === true)
    return {
      exclusion: 'anniversary-contract',
      why: `Contract ${contract} is uplifted on its anniversary.`,
    };
  if (exclude.directPayments === true && terms.directPaymentTypes.includes(serviceType))
    return { exclusion: 'direct-payment', why: 'It is bought with a direct payment.' };
  if (weeklyAbovePence !== undefined && weeklyPence !== null && weeklyPence > weeklyAbovePence)
    return {
      exclusion: 'over-weekly-value',
      why: `${formatPounds(weeklyPence)} a week is above ${formatPounds(weeklyAbovePence)}: it is looked at by itself.`,
    };
  if (since > effectiveDate && match.laterRates !== true) return laterRate(rated, 'the effective date');
  if (negotiatedWithinMonths !== undefined && since > monthsLater(effectiveDate, -negotiatedWithinMonths))
    return {
      exclusion: 'negotiated-lately',
      why:
        since > effectiveDate
          ? `It is agreed from ${formatDate(since)}, after the effective date.`
          : `It was agreed on ${formatDate(since)}, less than ${negotiatedWithinMonths} months before.`,
    };
  return null;
}
