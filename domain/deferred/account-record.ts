import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { Decimal, penceSchema, rateTextSchema } from '../money.ts';
import { MOST_RATE_DECIMALS } from './interest.ts';

const words = (most: number) => z.string().trim().min(1).max(most);
const day = calendarDateSchema;
/** £100 million, beyond what any home is worth: more is a slip of the hand, and no sum of it can be kept in pence. */
const MOST_PENCE = 10_000_000_000;
const amount = penceSchema.min(0).max(MOST_PENCE);
const someAmount = amount.min(1);

const datedTermsSchema = z.strictObject({
  from: day.describe('The first day on which they hold.'),
  weeklyCostPence: amount,
  topUpPence: amount.describe('The agreed top-up that is deferred as well.'),
  incomePence: amount,
  allowancePence: amount.describe('What the person keeps of the income.'),
});

const agreedRateSchema = z.strictObject({
  from: day,
  percent: rateTextSchema
    .refine((percent) => {
      const rate = new Decimal(percent);
      return !rate.isNegative() && rate.decimalPlaces() <= MOST_RATE_DECIMALS;
    }, `A rate is not below nothing and has at most ${MOST_RATE_DECIMALS} decimals.`)
    .describe('A year. Where the law allows less for a half-year, that holds.'),
});

const valuationSchema = z.strictObject({
  valuationId: words(100),
  requestedOn: day,
  remindedOn: z.array(day).max(50),
  received: z
    .strictObject({
      on: day,
      valuedOn: day.describe('The day whose value it says.'),
      valuePence: someAmount,
      encumbrancesPence: amount.describe('What others are owed first.'),
      valuer: words(200),
    })
    .nullable()
    .describe('Null while it is awaited.'),
});
export type Valuation = z.infer<typeof valuationSchema>;

const chargeKinds = ['one-off', 'annual', 'weekly', 'at-cost', 'event'] as const;

const adminChargeSchema = z.strictObject({
  chargeId: words(100),
  kind: z.enum(chargeKinds),
  description: words(200),
  amountPence: someAmount,
  from: day.describe('The day it is added; of a charge that comes again, the first.'),
  to: day.nullable().describe('The last day on which one that comes again may fall.'),
  toldOn: day.describe('When the person was told of it, which comes before it may be charged.'),
  isAdded: z.boolean().describe('False where the person asked to pay it separately.'),
});
export type AdminCharge = z.infer<typeof adminChargeSchema>;

const repaymentSchema = z.strictObject({
  repaymentId: words(100),
  on: day,
  amountPence: someAmount,
  from: words(200).describe('Who paid.'),
});

const sentStatementSchema = z.strictObject({
  statementId: words(100),
  kind: z.enum(['regular', 'requested', 'redemption']),
  from: day,
  to: day,
  askedOn: day.nullable(),
  sentOn: day.nullable(),
});
export type SentStatement = z.infer<typeof sentStatementSchema>;

const eligibilitySchema = z.strictObject({
  decidedOn: day.describe('The day whose capital limit counts.'),
  needsMetIn: z
    .enum(['care-home', 'supported-living', 'own-home'])
    .describe('Where care and support is given.'),
  otherCapitalPence: amount.describe('Capital without the value of the home.'),
  isHomeDisregarded: z
    .boolean()
    .describe('Somebody lives there whose living there keeps it out of the means test.'),
  security: z.enum(['first-charge', 'other', 'none']),
  defersTopUp: z.boolean(),
  toldOfInterestOn: day
    .nullable()
    .describe('When the person was told that interest is charged and at what rate; null where nobody did.'),
});
export type EligibilityRecord = z.infer<typeof eligibilitySchema>;

/** What officers record of a deferred payment agreement beyond its extract. */
export const deferredAccountSchema = z.strictObject({
  agreementId: words(100),
  terms: z.array(datedTermsSchema).max(500),
  rates: z.array(agreedRateSchema).max(500),
  valuations: z.array(valuationSchema).max(500),
  charges: z.array(adminChargeSchema).max(500),
  repayments: z.array(repaymentSchema).max(1000),
  statements: z.array(sentStatementSchema).max(1000),
  closedOn: day.nullable(),
  eligibility: eligibilitySchema.nullable().default(null).describe('Null where nobody decided on it here.'),
});
export type DeferredAccountRecord = z.infer<typeof deferredAccountSchema>;

export function nothingRecordedYet(agreementId: string): DeferredAccountRecord {
  const none = { terms: [], rates: [], valuations: [], charges: [], repayments: [], statements: [] };
  return { agreementId, ...none, closedOn: null, eligibility: null };
}
