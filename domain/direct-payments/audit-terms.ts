import * as z from 'zod';
import { penceSchema, pence } from '../money.ts';
import { usualWordsIn, usualWordsOut, wordsInSchema, wordsOutSchema } from './audit-words.ts';

const percent = z.number().min(0).max(1000);
const days = z.int().min(0).max(3660);
const amount = penceSchema.refine((value) => value >= 0, 'An amount is not below nothing');

/** From which values the checks of statements and of what was spent speak, and by which words, as the council sets them. */
export const auditTermsSchema = z.strictObject({
  councilPaymentGraceDays: days.describe(
    'A payment of the council that comes up to these days after its due day is on time.',
  ),
  councilPaymentEarlyDays: days.describe(
    'And up to these days before it: over weekends and holidays payments come early.',
  ),
  plannedRatePercent: percent.describe('A payment may be so much above what the plan expects of it.'),
  underspendPercent: percent.describe(
    'Spending below this share of the budget may mean that needs are not met.',
  ),
  underspendFewestDays: days.describe(
    'Statements of fewer days than these show no underspend: in nine weeks two monthly bills come.',
  ),
  contributionIsPaidIn: z
    .boolean()
    .describe('Whether people pay their contribution into the account; if not, the council bills it.'),
  contributionBehindWeeks: z
    .number()
    .min(0)
    .max(520)
    .describe('A contribution may be so many weeks behind: some pay monthly.'),
  unplannedFromPence: amount.describe(
    'Payments to somebody whom no plan item names are asked about from this, taken together.',
  ),
  unplannedTogetherPence: amount.describe('Smaller ones are asked about where all of them come to this.'),
  otherIncomeFromPence: amount.describe('Other money paid in is asked about from this.'),
  usualContingencyWeeks: z.number().min(0).max(520).describe('Where an agreement names no contingency.'),
  surplusFromPence: amount.describe('What is above the contingency is said from this.'),
  repeatedFromPence: amount.describe(
    'Of smaller payments two alike on a day are lawful: bus fares, lunches.',
  ),
  sharedPayeeAgreements: z
    .int()
    .min(2)
    .max(1000)
    .describe('A payee outside the plan whom so many agreements pay is asked about.'),
  payrollWeeklyPence: amount.describe(
    'Wages of one assistant below this a week need no payroll (the lower earnings limit).',
  ),
  pensionWeeklyPence: amount.describe(
    'Wages of one assistant below this a week need no workplace pension (the earnings trigger of £10,000 a year; to be verified each April).',
  ),
  payrollFewestDays: days.describe(
    'Statements of fewer days than these need not show a payroll: bureaux take theirs by the month.',
  ),
  payrollAgoDays: days.describe(
    'HMRC may be paid by the quarter: earlier statements are looked at so far back.',
  ),
  insuranceFewestDays: days.describe(
    'Insurance is paid by the year: it is missed only in statements of more days than these.',
  ),
  settlingDays: days.describe(
    'So long after a death or an end the plan’s payees may still be paid: final wages, notice, tax.',
  ),
  unstatedGapDays: days.describe(
    'Where a bank states no period, days without movements are no gap up to these.',
  ),
  datesAheadDays: days
    .default(3)
    .describe(
      'So many days after the day a statement came its transactions may be dated: over weekends banks write the next working day.',
    ),
  suddenChangePercent: percent.describe(
    'Spending a week that differs so much from earlier statements adds weight to other findings.',
  ),
  suddenChangeFewestDays: days.describe('Earlier statements of fewer days than these show no pattern.'),
  currencies: z
    .array(z.string().regex(/^[A-Z]{3}$/))
    .max(200)
    .describe('Currencies in a text that show that money was spent abroad.'),
  abroad: z
    .array(z.string().regex(/^[a-z]+(?: [a-z]+)*$/))
    .max(200)
    .describe('Words that show it.'),
  wordsOut: wordsOutSchema,
  wordsIn: wordsInSchema,
});
export type AuditTerms = z.infer<typeof auditTermsSchema>;

export const usualAuditTerms: AuditTerms = {
  councilPaymentGraceDays: 3,
  councilPaymentEarlyDays: 4,
  plannedRatePercent: 10,
  underspendPercent: 75,
  underspendFewestDays: 63,
  contributionIsPaidIn: true,
  contributionBehindWeeks: 5,
  unplannedFromPence: pence(25_00),
  unplannedTogetherPence: pence(100_00),
  otherIncomeFromPence: pence(1_00),
  usualContingencyWeeks: 8,
  surplusFromPence: pence(1),
  repeatedFromPence: pence(10_00),
  sharedPayeeAgreements: 2,
  payrollWeeklyPence: pence(125_00),
  pensionWeeklyPence: pence(192_00),
  payrollFewestDays: 35,
  payrollAgoDays: 100,
  insuranceFewestDays: 395,
  settlingDays: 56,
  unstatedGapDays: 10,
  datesAheadDays: 3,
  suddenChangePercent: 50,
  suddenChangeFewestDays: 84,
  currencies: [
    'EUR',
    'USD',
    'AUD',
    'CAD',
    'CHF',
    'CZK',
    'DKK',
    'HUF',
    'INR',
    'JPY',
    'NOK',
    'NZD',
    'PKR',
    'PLN',
    'RON',
    'SEK',
    'THB',
    'TRY',
    'ZAR',
    'AED',
    'BDT',
    'NGN',
    'BGN',
  ],
  abroad: ['non sterling', 'foreign currency', 'fx rate', 'exchange rate'],
  wordsOut: usualWordsOut,
  wordsIn: usualWordsIn,
};
