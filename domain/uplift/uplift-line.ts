import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { Decimal, penceSchema, rateTextSchema, type RateText } from '../money.ts';
import { costSchema } from './cost-of-change.ts';
import type { Ruling } from './ruling.ts';
import { changerSchema, exclusionSchema, leftSchema } from './verdict.ts';

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
  left: z
    .array(leftSchema)
    .default([])
    .describe('Rules or lines of the file that are for it too and leave it as it is, each with its reason.'),
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

/** What a ruling says of a line. */
export type LineChange = Pick<
  UpliftLine,
  'outcome' | 'by' | 'left' | 'exclusion' | 'rule' | 'why' | 'newRate'
>;

export function changeOf({ decided, left }: Pick<Ruling, 'decided' | 'left'>): LineChange {
  const { outcome, why } = decided;
  const said = { outcome, why, left, exclusion: null, rule: null, newRate: null };
  switch (decided.outcome) {
    case 'changed':
      return { ...said, by: [decided.by], newRate: decided.rate };
    case 'excluded':
      return { ...said, by: [decided.by], exclusion: decided.exclusion };
    case 'refused':
      return { ...said, by: [...decided.by], rule: decided.rule };
  }
}
