import * as z from 'zod';
import { inOrderOf } from '../in-order-of.ts';
import { pence, penceSchema, sumPence } from '../money.ts';
import type { HashText } from '../pay/run/pay-line.ts';
import { costSchema, type Cost } from './cost-of-change.ts';
import { outliersOf, outlierSchema } from './outliers.ts';
import { findingsOf, upliftFindingSchema } from './preview-findings.ts';
import type { UpliftLine } from './uplift-line.ts';
import type { UpliftTerms } from './uplift-terms.ts';
import { changerName, type Changer } from './verdict.ts';

/** What an uplift comes to. Each sum is that of its lines. */
export const upliftTotalsSchema = costSchema.extend({
  changed: z.int().describe('Rates that change, of packages and of cards.'),
  priced: z.int().describe('Packages that cost more or less because their card changes.'),
  excluded: z.int().describe('Rates that stay, each with its reason.'),
  refused: z.int().describe('Rates for which the rules have to be mended.'),
  atStakePence: penceSchema.describe(
    'What each line costs or saves through 31 March or in its full year, whichever is more, added up.',
  ),
});
export type UpliftTotals = z.infer<typeof upliftTotalsSchema>;

/** What a preview comes to; its lines lie beside it. */
export const upliftPreviewSchema = z.object({
  previewHash: z.string().describe('The hash of all its lines: an approval holds for it alone.'),
  totals: upliftTotalsSchema,
  outliers: z.array(outlierSchema),
  findings: z.array(upliftFindingSchema),
});
export type UpliftPreview = z.infer<typeof upliftPreviewSchema>;

/** What lines that were made part by part come to, in whatever order they come. */
export function concludePreview(
  unordered: readonly UpliftLine[],
  { changers, terms, hash }: { changers: readonly Changer[]; terms: UpliftTerms; hash: HashText },
): UpliftPreview {
  const lines = inOrderOf(unordered, ({ lineId }) => lineId);
  return {
    previewHash: hash(lines.map(lineText).join('\n')),
    totals: totalsOf(lines),
    outliers: outliersOf(lines, terms),
    findings: findingsOf(lines, changers, terms),
  };
}

/** All of a line that an approval is about, as text; what is only shown beside it, such as a contract, is left out. */
function lineText(line: UpliftLine): string {
  const { lineId, through, unitsPerWeek, oldRate, newRate, outcome, exclusion, by, cost, isUnpriced } = line;
  const costs = costKeys.map((key) => cost[key]);
  return JSON.stringify([
    ...[lineId, through, unitsPerWeek, oldRate, newRate, outcome, exclusion, by.map(changerName), isUnpriced],
    ...costs,
  ]);
}

const costKeys = costSchema.keyof().options;

export function totalsOf(lines: readonly UpliftLine[]): UpliftTotals {
  const changed = lines.filter(({ outcome }) => outcome === 'changed');
  const priced = changed.filter(({ of }) => of === 'priced-by-card').length;
  const count = (outcome: UpliftLine['outcome']): number =>
    lines.filter((line) => line.outcome === outcome).length;
  return {
    ...sumCosts(changed),
    ...{ changed: changed.length - priced, priced, excluded: count('excluded'), refused: count('refused') },
    atStakePence: sumPence(changed.map(({ cost }) => atStake(cost))),
  };
}

/** A saving weighs as much as a cost, so that no sum of both hides how much is moved. */
function atStake({ earlierYearsPence, thisYearPence, fullYearPence }: Cost) {
  return pence(Math.max(Math.abs(earlierYearsPence + thisYearPence), Math.abs(fullYearPence)));
}

/** What lines cost together. */
export function sumCosts(lines: readonly Pick<UpliftLine, 'cost'>[]): Cost {
  const sum = (key: keyof Cost) => sumPence(lines.map(({ cost }) => cost[key]));
  return {
    weeklyPence: sum('weeklyPence'),
    earlierYearsPence: sum('earlierYearsPence'),
    thisYearPence: sum('thisYearPence'),
    fullYearPence: sum('fullYearPence'),
    arrearsPence: sum('arrearsPence'),
    nhsThisYearPence: sum('nhsThisYearPence'),
    nhsFullYearPence: sum('nhsFullYearPence'),
  };
}

export const groupSumSchema = costSchema.extend({ name: z.string(), lines: z.int() });
export type GroupSum = z.infer<typeof groupSumSchema>;

/** The same for each service type, provider or other name: what budgets and letters are told of. */
export function sumsBy(lines: readonly UpliftLine[], nameOf: (line: UpliftLine) => string): GroupSum[] {
  const changed = lines.filter(({ outcome }) => outcome === 'changed');
  const sums = [...Map.groupBy(changed, nameOf)].map(([name, own]) => ({
    ...sumCosts(own),
    ...{ name, lines: own.length },
  }));
  return inOrderOf(sums, ({ name }) => name);
}
