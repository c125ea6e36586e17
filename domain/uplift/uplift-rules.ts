import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { Decimal, penceSchema, rateTextSchema } from '../money.ts';

const words = (most: number) => z.string().trim().min(1).max(most);
const names = z.array(words(500)).min(1).max(500);
const positiveRate = rateTextSchema.refine(
  (text) => text !== '0' && /^\d+(?:\.\d{1,4})?$/.test(text),
  'A rate is more than nothing, with at most four decimals.',
);
const setAside = penceSchema.min(1, 'A budget is more than nothing.').nullable().default(null);
const movement = rateTextSchema.refine((text) => text !== '0', 'A change by nothing changes nothing.');

/** Which rates a rule is for: all of what is named has to fit. Nothing named fits every rate. */
const upliftMatchSchema = z
  .strictObject({
    serviceType: words(40).optional(),
    providerId: words(40).optional(),
    contract: words(500).optional().describe('The contract of a package; a rate card has none.'),
    rateCardId: words(40).optional(),
    band: words(500).optional().describe('The band of a rate card’s rate.'),
    zone: words(500).optional().describe('The zone of a rate card’s rate.'),
    dayType: z
      .enum(['weekday', 'saturday', 'sunday', 'bank-holiday', 'any'])
      .optional()
      .describe('The kind of day of a rate card’s rate; `any` is the rate of days without one of their own.'),
    visitMinutes: z.int().min(0).max(999_999).optional(),
    rateFrom: rateTextSchema.optional().describe('The lowest rate before, in pounds, itself included.'),
    rateTo: rateTextSchema.optional().describe('The highest rate before, in pounds, itself included.'),
    of: z
      .enum(['packages', 'rate-cards'])
      .optional()
      .describe('Only packages with a rate of their own, or only rates of cards; both without it.'),
    laterRates: z
      .boolean()
      .optional()
      .describe('Whether another rate that begins after the effective date is changed too; else it stays.'),
  })
  .refine(
    ({ rateFrom, rateTo }) =>
      rateFrom === undefined || rateTo === undefined || new Decimal(rateFrom).lte(rateTo),
    'The lowest rate is not above the highest.',
  );

/** How a rate is changed: by percent, by an amount, to a rate, or up to a floor. */
export const rateChangeSchema = z.union([
  z.strictObject({ percent: movement.describe('By so many percent of the rate before: 4.2.') }),
  z.strictObject({ amount: movement.describe('By so many pounds a unit: 0.65.') }),
  z.strictObject({ toRate: positiveRate.describe('To this rate in pounds, whatever it was.') }),
  z.strictObject({ floor: positiveRate.describe('To this rate in pounds where it was less.') }),
]);
export type RateChange = z.infer<typeof rateChangeSchema>;

/** What a rule leaves as it is, each with its reason in the preview. */
const upliftExcludeSchema = z.strictObject({
  weeklyAbovePence: penceSchema
    .min(0)
    .optional()
    .describe('Packages that cost more than this a week, in pence: their fee is looked at by itself.'),
  negotiatedWithinMonths: z
    .int()
    .min(1)
    .max(60)
    .optional()
    .describe('Rates that were agreed less than so many months before the effective date.'),
  anniversaryContracts: names
    .optional()
    .describe('Contracts with a clause of their own, uplifted on their anniversary.'),
  directPayments: z.boolean().optional().describe('Care that is bought with direct payments.'),
  atNewRate: z
    .boolean()
    .optional()
    .describe('Rates that are at the new rate or above it already, so that none goes down.'),
  providers: names.optional().describe('Providers that another rule is for, or none.'),
  contracts: names.optional().describe('Contracts that another rule is for, or none.'),
});

export const upliftRuleSchema = z.strictObject({
  match: upliftMatchSchema,
  change: rateChangeSchema,
  exclude: upliftExcludeSchema.optional(),
});
export type UpliftRule = z.infer<typeof upliftRuleSchema>;

/** A dated change of many rates as somebody asks for it. */
export const upliftAskedSchema = z.strictObject({
  name: words(100).describe('What people call it: Fees 2026-27.'),
  effectiveDate: calendarDateSchema.describe('The first day of the new rates, past or future.'),
  rules: z.array(upliftRuleSchema).max(200),
  ratesUploadId: words(100)
    .nullable()
    .optional()
    .describe('A file of the inbox folder `uplifts` that names single new rates.'),
  budgetThisYearPence: setAside.describe(
    'Set aside for the financial year of today, or of a later effective date; null where nobody said.',
  ),
  budgetFullYearPence: setAside.describe('Set aside for a full year; null where nobody said.'),
});
export type UpliftAsked = z.infer<typeof upliftAskedSchema>;
