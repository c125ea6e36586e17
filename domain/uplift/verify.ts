import * as z from 'zod';
import { formatDate, type CalendarDate } from '../calendar.ts';
import { sameValue } from '../facts/canonical-json.ts';
import { formatPounds } from '../money.ts';
import { termOn, type CarePackage } from '../packages/care-package.ts';
import { cutAt, dateOfDay, dayNumber, OPEN, spanOf } from '../pay/span.ts';
import type { RateCard } from '../records/rate-card.ts';
import { cardPlace, heldOn } from './card-spells.ts';
import { costOfChange, worthOf, type Cost, type CostDays, type UpliftFacts } from './cost-of-change.ts';
import { sumCosts } from './preview.ts';
import type { UpliftLine } from './uplift-line.ts';

/** Something that is other than was approved. */
export const differenceSchema = z.object({
  id: z.string().describe('The package or card it is about, or which sum.'),
  rule: z.string(),
  message: z.string(),
});
export type Difference = z.infer<typeof differenceSchema>;

/** What was found at a package or a card: what its change costs, and what is other than was approved. */
export type Verified = { cost: Cost; differences: Difference[] };

/**
 * Holds a package before and after against the lines that were approved for it: nothing but its terms moved, each day has
 * the price that was shown, and the change costs what was shown, to the penny. It knows nothing of how lines are applied.
 */
export function verifyPackage(
  versions: { before: UpliftFacts; after: UpliftFacts },
  lines: readonly UpliftLine[],
  days: CostDays,
): Verified {
  const [before, after] = [versions.before.carePackage.body, versions.after.carePackage.body];
  const id = before.packageId;
  const differ = (rule: string, message: string): Difference => ({ id, rule, message });
  const changed = lines.filter(({ outcome }) => outcome === 'changed');
  const costs = costsNow(versions, changed, days);
  return {
    cost: sumCosts(costs),
    differences: [
      ...(sameValue({ ...after, terms: [] }, { ...before, terms: [] })
        ? []
        : [differ('something-else-moved', `Package ${id}: more than its terms is other than before.`)]),
      ...wrongDays(before, after, changed).map((day) =>
        differ(
          'price-differs',
          `Package ${id}: from ${formatDate(day)} its price is other than was approved.`,
        ),
      ),
      ...costs.flatMap(({ cost, line }) =>
        sameValue(cost, line.cost)
          ? []
          : [differ('cost-differs', `${line.lineId}: the change costs other than was approved.`)],
      ),
    ],
  };
}

function costsNow(
  { before, after }: { before: UpliftFacts; after: UpliftFacts },
  lines: readonly UpliftLine[],
  days: CostDays,
): { cost: Cost; line: UpliftLine }[] {
  if (lines.length === 0) return [];
  const was = worthOf(before, before.carePackage.body, before.rateCards);
  const is = worthOf(after, after.carePackage.body, after.rateCards);
  return lines.map((line) => {
    const { from, through } = line;
    const on = { ...spanOf({ from, to: through }), from, notBefore: before.notBefore };
    return { line, cost: costOfChange(was, is, on, days).cost };
  });
}

/** The first days of each stretch on which a package has another price than it was to have. */
function wrongDays(before: CarePackage, after: CarePackage, lines: readonly UpliftLine[]): CalendarDate[] {
  const begins = [...before.terms, ...after.terms, ...lines].map(({ from }) => dayNumber(from));
  const whole = spanOf({ from: before.startDate, to: before.endDate });
  return cutAt(whole, [...begins, ...daysAfter(lines)]).flatMap(({ first }) => {
    const day = dateOfDay(first);
    const line = lines.find((each) => each.of === 'package' && holds(each, day));
    const [was, is] = [termOn(before, day), termOn(after, day)];
    const expected = { ...was, ...(line === undefined ? {} : { rate: line.newRate }), from: null };
    return sameValue(expected, { ...is, from: null }) ? [] : [day];
  });
}

function daysAfter(lines: readonly UpliftLine[]): number[] {
  return lines.flatMap(({ through }) => (through === null ? [] : [dayNumber(through) + 1]));
}

function holds({ from, through }: UpliftLine, day: CalendarDate): boolean {
  return from <= day && (through === null || day <= through);
}

/** As for a package: each rate of the card is what was approved for its days, and what it was on all others. */
export function verifyCard(
  { before, after }: { before: RateCard; after: RateCard },
  lines: readonly UpliftLine[],
): Difference[] {
  const id = before.rateCardId;
  const changed = lines.filter(({ outcome, rateCardId }) => outcome === 'changed' && rateCardId === id);
  const places = new Set([...before.lines, ...after.lines].map(cardPlace));
  return [...places].flatMap((place) => {
    const at = ({ lines: all }: RateCard) => all.filter((line) => cardPlace(line) === place);
    const own = changed.filter((line) => line.place === place);
    const [was, is] = [at(before), at(after)];
    const begins = [...was, ...is, ...own].map(({ from }) => dayNumber(from));
    const ends = [...was, ...is].flatMap(({ to }) => (to === null ? [] : [dayNumber(to) + 1]));
    return cutAt({ first: Math.min(...begins), last: OPEN }, [...begins, ...ends]).flatMap(({ first }) => {
      const day = dateOfDay(first);
      const rates = ratesOn(was, day);
      const line = own.findLast((each) => holds(each, day) && rates.includes(String(each.oldRate)));
      const expected = line === undefined ? rates : [String(line.newRate)];
      if (sameValue(expected, ratesOn(is, day))) return [];
      const message = `Rate card ${id}: from ${formatDate(day)} a rate is other than was approved.`;
      return [{ id, rule: 'price-differs', message }];
    });
  });
}

function ratesOn(lines: RateCard['lines'], day: CalendarDate): string[] {
  return [...new Set([...heldOn(lines, day).keys()].map(({ rate }) => rate))];
}

/** The end of it: what all changes cost now is what was approved, to the penny. */
export function verifyTotals(approved: Cost, costs: readonly Cost[]): Difference[] {
  const now = sumCosts(costs.map((cost) => ({ cost })));
  const sums = [
    { what: 'this year', was: approved.thisYearPence, is: now.thisYearPence },
    { what: 'the full year', was: approved.fullYearPence, is: now.fullYearPence },
    { what: 'earlier years', was: approved.earlierYearsPence, is: now.earlierYearsPence },
    { what: 'arrears', was: approved.arrearsPence, is: now.arrearsPence },
  ];
  return sums.flatMap(({ what, was, is }) => {
    if (was === is) return [];
    const message = `For ${what} the uplift comes to ${formatPounds(is)}, and ${formatPounds(was)} was approved.`;
    return [{ id: what, rule: 'total-differs', message }];
  });
}
