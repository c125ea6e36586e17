import * as z from 'zod';

/** From which values the checks of returns speak, as the council sets them (practice.md 4 for the tolerances). */
export const returnChecksSchema = z.strictObject({
  carerMinutesADay: z
    .int()
    .min(60)
    .max(1440)
    .describe('More visits by one carer in one day are asked about.'),
  travelMinutes: z.int().min(0).max(120).describe('What a carer needs at least from one person to another.'),
  claimWindowDays: z.int().min(1).max(3660).describe('A visit claimed later than this is too old.'),
  editedPercent: z.number().min(0).max(100).describe('Of a file’s visits, changed after they were recorded.'),
  exactPercent: z.number().min(0).max(100).describe('Of a file’s visits, recorded exactly as planned.'),
  // What was set before these were checked does not say them.
  lateAfterDays: z
    .int()
    .min(0)
    .max(3660)
    .default(35)
    .describe('A file received more days than these after the last day it tells of is late.'),
  billingIncrementMinutes: z
    .int()
    .min(1)
    .max(60)
    .nullable()
    .default(null)
    .describe(
      'The steps in which visits are billed, to the nearest one; none where they are billed by the minute.',
    ),
  hoursUpPercent: z
    .number()
    .min(0)
    .max(1000)
    .default(25)
    .describe('Of a file’s hours a day, above the average of what was accepted before.'),
  roundPercent: z
    .number()
    .min(0)
    .max(100)
    .default(50)
    .describe('Of a file’s visits, recorded as whole quarters of an hour.'),
  asLastMonthPercent: z
    .number()
    .min(0)
    .max(100)
    .default(95)
    .describe('Of a file’s visits, the same as four weeks or a month before.'),
});
type ReturnChecks = z.infer<typeof returnChecksSchema>;

/** What the checks go by: with the tolerance of visits, which is a setting of its own. */
export type ReturnTerms = ReturnChecks & { toleranceMinutes: number; tolerancePercent: number };

export const usualReturnChecks: ReturnChecks = {
  carerMinutesADay: 960,
  travelMinutes: 5,
  claimWindowDays: 84,
  editedPercent: 20,
  exactPercent: 80,
  lateAfterDays: 35,
  billingIncrementMinutes: null,
  hoursUpPercent: 25,
  roundPercent: 50,
  asLastMonthPercent: 95,
};
