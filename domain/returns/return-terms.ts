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
};
