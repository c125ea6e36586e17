import { scheduleEventSchema, type PaySchedule } from '../../events/schedule-event.ts';
import { catchUpOnWeek, endMonth } from './begin-runs.ts';
import type { ScheduleDeps } from './deps.ts';
import { provePay } from './prove-pay.ts';
import { resendStuck } from './resend-stuck.ts';
import { settleBacs } from './settle-bacs.ts';

const work: Readonly<Record<PaySchedule, (deps: ScheduleDeps) => Promise<void>>> = {
  'settle-bacs': settleBacs,
  'resend-stuck-shards': resendStuck,
  'nightly-proof': provePay,
  'month-end': endMonth,
  'weekly-catch-up': catchUpOnWeek,
};

/** Does what the clock asks for. Each may come twice, late, or again after a death half way. */
export async function runSchedules(event: unknown, deps: ScheduleDeps): Promise<void> {
  await work[scheduleEventSchema.parse(event).schedule](deps);
}
