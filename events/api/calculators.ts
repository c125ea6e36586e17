import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { interestTermsSchema } from '../../domain/deferred/interest.ts';
import { rateTextSchema } from '../../domain/money.ts';
import { staff } from './roles.ts';
import { write } from './route.ts';

const amount = z.int().min(0).max(1_000_000_000_00);
const percentSchema = z
  .string()
  .regex(/^(?:100|\d{1,2}(?:\.\d{1,4})?)$/, 'A rate is 0 to 100 percent a year, with at most four decimals.');

export const calculatorRoutes = {
  proRata: write({
    method: 'POST',
    path: '/v1/calculators/pro-rata',
    roles: staff,
    summary: 'What some days of a weekly amount are worth',
    body: z.strictObject({
      weeklyPence: z.int().min(0).max(10_000_000_00),
      from: calendarDateSchema,
      to: calendarDateSchema,
    }),
    answer: z.object({ days: z.int(), amountPence: z.int() }),
  }),
  bacsDates: write({
    method: 'POST',
    path: '/v1/calculators/bacs-dates',
    roles: staff,
    summary: 'The three days of a Bacs payment',
    body: z.union([
      z.strictObject({ entryDate: calendarDateSchema }),
      z.strictObject({ earliestEntryOnOrAfter: calendarDateSchema }),
    ]),
    answer: z.object({
      submissionDate: calendarDateSchema,
      processingDate: calendarDateSchema,
      entryDate: calendarDateSchema,
    }),
  }),
  modulusCheck: write({
    method: 'POST',
    path: '/v1/calculators/modulus-check',
    roles: staff,
    summary: 'Whether an account number can belong to its sort code',
    body: z.strictObject({
      sortCode: z.string().regex(/^\d{2}[- ]?\d{2}[- ]?\d{2}$/, 'A sort code is six digits.'),
      accountNumber: z.string().regex(/^\d{6,10}$/, 'An account number is six to ten digits.'),
    }),
    answer: z.object({
      valid: z.boolean().nullable().describe('null where no check exists for the sort code'),
      known: z.boolean(),
      checks: z.array(
        z.object({
          check: z.string(),
          exception: z.int().nullable(),
          passed: z.boolean(),
          explanation: z.string(),
        }),
      ),
    }),
  }),
  tariffIncome: write({
    method: 'POST',
    path: '/v1/calculators/tariff-income',
    roles: staff,
    summary: 'The weekly income that capital counts as',
    body: z.strictObject({ capitalPence: z.int().min(0).max(1_000_000_000_00), onDate: calendarDateSchema }),
    answer: z.object({ tariffPence: z.int(), fullCost: z.boolean() }),
  }),
  equityLimit: write({
    method: 'POST',
    path: '/v1/calculators/equity-limit',
    roles: staff,
    summary: 'The most that may be deferred against a property',
    body: z.strictObject({ valuePence: amount, encumbrancesPence: amount, onDate: calendarDateSchema }),
    answer: z.object({
      equityLimitPence: z.int(),
      shareOfValuePence: z.int().describe('Nine tenths of the value.'),
      lowerCapitalLimitPence: z.int(),
    }),
  }),
  deferredDrawdown: write({
    method: 'POST',
    path: '/v1/calculators/deferred-drawdown',
    roles: staff,
    summary: 'What is deferred of a week’s care',
    body: z.strictObject({
      weeklyCostPence: amount,
      topUpPence: amount,
      incomePence: amount,
      allowancePence: amount,
    }),
    answer: z.object({ drawdownPence: z.int() }),
  }),
  deferredInterest: write({
    method: 'POST',
    path: '/v1/calculators/deferred-interest',
    roles: staff,
    summary: 'What interest a deferred sum bears',
    body: z.strictObject({
      principalPence: amount,
      from: calendarDateSchema.describe('The first day that bears interest.'),
      to: calendarDateSchema.describe('The day on which it is repaid, which bears none.'),
      ...interestTermsSchema.shape,
      rates: z
        .array(z.strictObject({ from: calendarDateSchema, percent: percentSchema }))
        .min(1)
        .max(400)
        .optional()
        .describe(
          'Rates a year, each until the next begins; the highest the law allows where none is given.',
        ),
    }),
    answer: z.object({
      interestPence: z.int(),
      balancePence: z.int(),
      segments: z.array(
        z.object({
          from: calendarDateSchema,
          to: calendarDateSchema.describe('The last day at this rate.'),
          days: z.int(),
          percent: rateTextSchema,
          interestPence: z.int(),
        }),
      ),
    }),
  }),
};
