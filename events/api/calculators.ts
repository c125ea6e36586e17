import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { staff } from './roles.ts';
import { write } from './route.ts';

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
};
