import type { CalendarDate } from '../calendar.ts';
import { canonicalJson } from '../facts/canonical-json.ts';
import { refuse, type Refusal } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';
import { checkFirstDay } from './first-day.ts';
import type { UpliftLine } from './uplift-line.ts';
import type { UpliftAsked, UpliftRule } from './uplift-rules.ts';
import type { UpliftTerms } from './uplift-terms.ts';

/** What cannot be meant of an uplift as it is asked for, before any rate is looked at. */
export function checkUplift(
  { effectiveDate, rules, ratesUploadId = null }: UpliftAsked,
  terms: Pick<UpliftTerms, 'mostPercent'>,
  today: CalendarDate,
): Finding[] {
  const firstDay = checkFirstDay({ day: effectiveDate, field: 'effectiveDate' }, today);
  if (rules.length === 0 && ratesUploadId === null) {
    const message = 'An uplift has a rule, or a file of rates. This one has neither.';
    return [...firstDay, finding('error', 'nothing-asked', message, { field: 'rules' })];
  }
  const percents = rules.flatMap((rule, place) => checkPercent(rule, place, terms));
  return [...firstDay, ...percents, ...repeatedRules(rules)];
}

function checkPercent(
  { change }: UpliftRule,
  place: number,
  { mostPercent }: Pick<UpliftTerms, 'mostPercent'>,
): Finding[] {
  if (!('percent' in change) || Math.abs(Number(change.percent)) <= mostPercent) return [];
  const percent = change.percent.replace('-', '−');
  const message = `Rule ${place + 1} changes rates by ${percent}%, and the council’s settings allow ${mostPercent}%. Write 5 for five percent, or have the setting changed.`;
  const field = `rules.${place}.change.percent`;
  return [finding('error', 'percent-out-of-sense', message, { field, value: change.percent })];
}

function repeatedRules(rules: readonly UpliftRule[]): Finding[] {
  const first = new Map<string, number>();
  return rules.flatMap((rule, place) => {
    const text = canonicalJson(rule);
    const before = first.get(text);
    if (before === undefined) first.set(text, place + 1);
    if (before === undefined) return [];
    const message = `Rule ${place + 1} is the same as rule ${before}. Take one of them out.`;
    return [finding('error', 'rule-repeated', message, { field: `rules.${place}` })];
  });
}

/** Another uplift that is on its way, with the rates it changes. */
export type OpenUplift = { upliftId: string; name: string; rates: ReadonlySet<string> };

/** The rates that lines change, whatever their days: no two uplifts may be on their way to one of them. */
export function ratesChanged(lines: readonly UpliftLine[]): string[] {
  return lines.flatMap(({ of, outcome, packageId, rateCardId, place }) => {
    if (outcome !== 'changed' || of === 'priced-by-card') return [];
    return [of === 'package' ? `package ${String(packageId)}` : `rate card ${String(rateCardId)} ${place}`];
  });
}

/**
 * Why an uplift of some rates cannot set out while others are on their way: each of them that would change the same. The
 * rates are counted, not named: they may be of people whose records are closed to the reader.
 */
export function refuseOverOpen(rates: readonly string[], open: readonly OpenUplift[]): Refusal | null {
  const both = open.flatMap(({ upliftId, name, rates: theirs }) => {
    const shared = rates.filter((rate) => theirs.has(rate)).length;
    if (shared === 0) return [];
    const of = shared === 1 ? 'one' : String(shared);
    return [`Uplift ${upliftId}, “${name}”, is on its way and changes ${of} of these rates as well.`];
  });
  if (both.length === 0) return null;
  return refuse('open-uplift', `${both.join(' ')} Wait until it is applied or returned.`);
}
