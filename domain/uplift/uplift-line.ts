import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { Decimal, penceSchema, rateTextSchema, type RateText } from '../money.ts';
import { costSchema } from './cost-of-change.ts';
import { changerSchema, exclusionSchema, type Decided } from './verdict.ts';

const nullable = z.string().nullable();

/** One line of a preview: what happens to one rate, and what it costs. Everything that an approval is about. */
export const upliftLineSchema = z.object({
  lineId: z.string().describe('What it is about and from when: the same line has the same name again.'),
  of: z
    .enum(['package', 'rate-card', 'priced-by-card'])
    .describe('The rate of a package; one of a card; or what a package costs more because its card changes.'),
  packageId: nullable,
  personId: nullable,
  rateCardId: nullable,
  place: z.string().describe('Which rate of a card; empty for a package.'),
  providerId: nullable,
  serviceType: z.string(),
  contract: nullable,
  visitMinutes: z.int().nullable(),
  dayType: nullable,
  band: nullable,
  zone: nullable,
  from: calendarDateSchema.describe('The first day of the new rate.'),
  through: calendarDateSchema.nullable().describe('The last day of it; null where it goes on.'),
  unitsPerWeek: rateTextSchema.nullable(),
  oldRate: rateTextSchema.nullable(),
  newRate: rateTextSchema.nullable().describe('None where the rate stays, or a card prices the package.'),
  outcome: z.enum(['changed', 'excluded', 'refused']),
  by: z.array(changerSchema).describe('The rules or lines of the file that decided it.'),
  exclusion: exclusionSchema.nullable(),
  rule: nullable.describe('The name of what is wrong, of a line that is refused.'),
  why: z.string().describe('How the new rate came about, or why there is none.'),
  cost: costSchema,
  isUnpriced: z.boolean().describe('Whether some of its days cannot be priced, so that its cost is too low.'),
  weeklyBeforePence: penceSchema.nullable(),
});
export type UpliftLine = z.infer<typeof upliftLineSchema>;

/** By how many percent a rate changes; nothing where there was none. */
export function percentChange(oldRate: RateText, newRate: RateText): number {
  if (oldRate === '0') return 0;
  return new Decimal(newRate).minus(oldRate).dividedBy(oldRate).times(100).toDecimalPlaces(2).toNumber();
}

/** What a verdict says of a line. */
export type LineChange = Pick<UpliftLine, 'outcome' | 'by' | 'exclusion' | 'rule' | 'why' | 'newRate'>;

export function changeOf(verdict: Decided): LineChange {
  const { outcome, why } = verdict;
  switch (verdict.outcome) {
    case 'changed':
      return { outcome, by: [verdict.by], exclusion: null, rule: null, why, newRate: verdict.rate };
    case 'excluded':
      return { outcome, by: [verdict.by], exclusion: verdict.exclusion, rule: null, why, newRate: null };
    case 'refused':
      return { outcome, by: [...verdict.by], exclusion: null, rule: verdict.rule, why, newRate: null };
  }
}
