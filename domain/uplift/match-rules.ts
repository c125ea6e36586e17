import { formatDate, type CalendarDate } from '../calendar.ts';
import { formatPounds, type RateText } from '../money.ts';
import { monthsLater } from '../periods.ts';
import { formatRate, newRateOf, type NewRate } from './new-rate.ts';
import type { Rated } from './rated.ts';
import type { RateChange, UpliftRule } from './uplift-rules.ts';
import type { UpliftTerms } from './uplift-terms.ts';
import { changerName, type Changer, type Decided, type Exclusion, type Verdict } from './verdict.ts';

/** A new rate that a line of a file names, from a day on. */
export type NamedRate = { number: number; newRate: RateText; from: CalendarDate };

export type MatchContext = {
  effectiveDate: CalendarDate;
  rules: readonly UpliftRule[];
  terms: Pick<UpliftTerms, 'rateDecimals' | 'directPaymentTypes'>;
};

/** What the rules, and a line of the file where there is one, make of a rate. */
export function verdictOn(
  rated: Rated,
  { rules, ...context }: MatchContext,
  named: NamedRate | null,
): Verdict {
  const verdicts: Decided[] = rules.flatMap((rule, place) =>
    matches(rated, rule) ? [underRule(rated, rule, { kind: 'rule', number: place + 1 }, context)] : [],
  );
  if (named !== null) verdicts.push(asNamed(rated, named));
  const acting = verdicts.filter(({ outcome }) => outcome !== 'excluded');
  const [first = verdicts[0], second] = acting;
  if (first === undefined) return { outcome: 'untouched' };
  if (second === undefined) return first;
  return refusedByTwo(acting.flatMap(({ by }) => by));
}

function asNamed(rated: Rated, { number, newRate, from }: NamedRate): Decided {
  const by: Changer = { kind: 'line', number };
  if (rated.since > from) return { outcome: 'excluded', by, ...laterRate(rated) };
  return moved(rated, by, {
    rate: newRate,
    why: `To ${formatRate(newRate)}, as line ${number} of the file says.`,
  });
}

function laterRate({ since }: Rated): Left {
  return {
    exclusion: 'later-rate',
    why: `This rate begins on ${formatDate(since)}, after the effective date, and was agreed for then.`,
  };
}

function refusedByTwo(by: Changer[]): Verdict {
  const names = by.map(changerName);
  const why = `${names.slice(0, -1).join(', ')} and ${names.slice(-1).join('')} would both change this rate. Only one may.`;
  return { outcome: 'refused', by, rule: 'rules-overlap', why };
}

/** Whether a rule is for a rate at all; where the package has none of its own, as far as the rest of it says. */
export function matches(rated: Rated<RateText | null>, { match }: UpliftRule): boolean {
  // Every rule is asked of every rate: compared one by one, without a list of them.
  const isFor =
    isSaid(match.serviceType, rated.serviceType) &&
    isSaid(match.providerId, rated.providerId) &&
    isSaid(match.contract, rated.contract) &&
    isSaid(match.of, rated.of === 'rate-card' ? 'rate-cards' : 'packages') &&
    isSaid(match.rateCardId, rated.of === 'rate-card' ? rated.id : null) &&
    isSaid(match.visitMinutes, rated.visitMinutes) &&
    isSaid(match.dayType, rated.dayType) &&
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

function underRule(rated: Rated, rule: UpliftRule, by: Changer, context: RuleContext): Decided {
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
  return moved(rated, by, changed.value, rule.change);
}

function moved(rated: Rated, by: Changer, { rate, why }: NewRate, change?: RateChange): Decided {
  if (rate !== rated.rate) return { outcome: 'changed', by, rate, why };
  const said = change !== undefined && 'floor' in change ? why : `It is ${formatRate(rate)} already.`;
  return { outcome: 'excluded', by, exclusion: 'at-new-rate', why: said };
}

type Left = { exclusion: Exclusion; why: string };

function exclusionOf(rated: Rated, { match, exclude = {} }: UpliftRule, context: RuleContext): Left | null {
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
  if (since > effectiveDate && match.laterRates !== true) return laterRate(rated);
  if (negotiatedWithinMonths !== undefined && since > monthsLater(effectiveDate, -negotiatedWithinMonths))
    return {
      exclusion: 'negotiated-lately',
      why: `It was agreed on ${formatDate(since)}, less than ${negotiatedWithinMonths} months before.`,
    };
  return null;
}
