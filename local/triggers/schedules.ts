import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { nameInArn, region, type Template } from '../template.ts';
import { parseSchedule } from './cron.ts';
import type { Functions } from './functions.ts';

export type Schedules = {
  names: string[];
  /** Starts a run now; false when the template has no schedule of that name. */
  fire: (name: string) => boolean;
  inFlight: () => number;
  stop: () => void;
};

const scheduleShape = z.object({
  Name: z.string(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.string().default('ENABLED'),
  Target: z.object({
    Arn: z.string(),
    Input: z.string().optional(),
    DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
    RetryPolicy: z.object({ MaximumRetryAttempts: z.number().optional() }).optional(),
  }),
});
type Schedule = z.infer<typeof scheduleShape>;
/** A machine that slept does not fire what was due longer ago than this. */
const longestGapMinutes = 24 * 60;
/** Lambda itself tries an asynchronous event twice more. */
const defaultRetries = 2;

/** Stands in for EventBridge Scheduler. */
export function startSchedules(options: {
  template: Template;
  functions: Functions;
  send: (queue: string, body: string) => void;
  retrySeconds: number;
}): Schedules {
  const startedAt = Date.now();
  const schedules = options.template.resourcesOf('AWS::Scheduler::Schedule').map(({ properties }) => {
    const schedule = scheduleShape.parse(properties);
    return {
      ...schedule,
      isDue: parseSchedule(schedule.ScheduleExpression, schedule.ScheduleExpressionTimezone, startedAt),
    };
  });
  let running = 0;
  let stopped = false;

  const run = async (schedule: Schedule) => {
    running += 1;
    const { Target } = schedule;
    const input = inputOf(schedule);
    const retries = Math.min(Target.RetryPolicy?.MaximumRetryAttempts ?? defaultRetries, defaultRetries);
    for (let attempt = 0; !stopped; attempt += 1) {
      const outcome = await options.functions.invoke(nameInArn(Target.Arn), input);
      if (!('error' in outcome)) break;
      if (attempt === retries) {
        if (Target.DeadLetterConfig !== undefined)
          options.send(nameInArn(Target.DeadLetterConfig.Arn), JSON.stringify(input));
        break;
      }
      await sleep(options.retrySeconds * 1000);
    }
    running -= 1;
  };

  let lastMinute = minuteOf(startedAt);
  const timer = setInterval(() => {
    const now = minuteOf(Date.now());
    for (
      let minute = Math.max(lastMinute + 60_000, now - longestGapMinutes * 60_000);
      minute <= now;
      minute += 60_000
    ) {
      for (const schedule of schedules)
        if (schedule.State === 'ENABLED' && schedule.isDue(minute)) void run(schedule);
    }
    lastMinute = now;
  }, 1000);

  return {
    names: schedules.map(({ Name }) => Name),
    fire: (name) => {
      const schedule = schedules.find(({ Name }) => Name === name);
      if (schedule !== undefined) void run(schedule);
      return schedule !== undefined;
    },
    inFlight: () => running,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}

function minuteOf(instant: number): number {
  return instant - (instant % 60_000);
}

/** The target's own input, its `<aws.scheduler.…>` placeholders filled in, else the event EventBridge makes up. */
function inputOf({ Name, Target }: Schedule): unknown {
  const time = new Date().toISOString();
  const arn = `arn:aws:scheduler:${region}:000000000000:schedule/default/${Name}`;
  if (Target.Input === undefined) {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: '000000000000',
      time,
      region,
      resources: [arn],
      detail: '{}',
    };
  }
  return JSON.parse(
    Target.Input.replaceAll('<aws.scheduler.scheduled-time>', time)
      .replaceAll('<aws.scheduler.schedule-arn>', arn)
      .replaceAll('<aws.scheduler.execution-id>', randomUUID())
      .replaceAll('<aws.scheduler.attempt-number>', '1'),
  );
}
