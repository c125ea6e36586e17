import * as z from 'zod';

/** The schedules of pay, by the names people use. */
export const paySchedules = [
  'settle-bacs',
  'resend-stuck-shards',
  'nightly-proof',
  'month-end',
  'weekly-catch-up',
] as const;

/** What a schedule hands over: its name. */
export const scheduleEventSchema = z.strictObject({ schedule: z.enum(paySchedules) });
export type PaySchedule = (typeof paySchedules)[number];
