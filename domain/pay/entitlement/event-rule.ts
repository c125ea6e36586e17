import * as z from 'zod';
import { calendarDateSchema } from '../../calendar.ts';
import { rateTextSchema } from '../../money.ts';

/** Days of an event that count, and how much of each; null days are all of them. */
const share = {
  days: z.int().min(0).max(3660).nullable(),
  percent: rateTextSchema.refine(isPercentage, 'A percentage is from 0 to 100.'),
};

function isPercentage(text: string): boolean {
  return Number(text) >= 0 && Number(text) <= 100;
}

/**
 * What a contract says happens to pay and charge when care is interrupted: for so many days of the event so many percent
 * go on, then nothing. The most particular rule that holds on the event’s first day is taken.
 */
export const eventRuleSchema = z.strictObject({
  event: z
    .string()
    .min(1)
    .max(60)
    .describe('death, hospital, absence, holiday, or another kind of suspension.'),
  serviceType: z.string().nullable(),
  contract: z.string().nullable(),
  from: calendarDateSchema,
  to: calendarDateSchema.nullable(),
  payDays: share.days,
  payPercent: share.percent,
  chargeDays: share.days,
  chargePercent: share.percent,
});
export type EventRule = z.infer<typeof eventRuleSchema>;
