import { Duration } from 'aws-cdk-lib';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { ClockSchedule } from '../constructs/clock-schedule.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import type { Surroundings } from './surroundings.ts';

/** The schedules of pay: the proof before anybody works, what the bank settled, then what begins by the calendar. */
const schedules = [
  {
    id: 'NightlyProof',
    name: 'nightly-proof',
    description:
      'Reckons everything that was paid again; what differs without a cause goes to the work queue.',
    when: { hour: 2 },
  },
  {
    id: 'SettleBacs',
    name: 'settle-bacs',
    description:
      'Settles credits by Bacs whose day has passed, and holds what was sent against what became of it.',
    when: { hour: 4 },
  },
  {
    id: 'MonthEnd',
    name: 'month-end',
    description: 'Begins the runs of each calendar of months or four weeks on the day of its final list.',
    when: { hour: 5 },
  },
  {
    id: 'WeeklyCatchUp',
    name: 'weekly-catch-up',
    description: 'Begins the run of each weekly calendar on the day of its final list.',
    when: { hour: 6 },
  },
  {
    id: 'ResendStuckShards',
    name: 'resend-stuck-shards',
    description:
      'Asks again for what an open pay run waits for and nobody works on, and for decisions about returns.',
    when: { everyMinutes: 15 },
  },
] as const;

export function deployRunSchedules(
  scope: Construct,
  {
    stage,
    data,
    group,
    payWork,
    returns,
  }: Surroundings & {
    readonly group: IScheduleGroup;
    readonly payWork: WorkQueue;
    readonly returns: WorkQueue;
  },
): CareledgerFunction {
  const { ledgerTable, alarmTopic } = data;
  const errorImpact =
    'Pay runs do not begin by the calendar, stuck ones stay stuck, and nobody is told of money that was lost on its way. Read its log, begin the run by hand on the pay runs page; the next time the clock asks makes up for it, and nothing is begun or settled twice.';
  const missed = new DeadLetterQueue(scope, 'PaySchedulesDead', {
    happening: 'A schedule of pay was missed',
    errorImpact,
    alarmTopic,
  }).queue;
  const runSchedules = new CareledgerFunction(scope, 'RunSchedules', {
    stage,
    alarmTopic,
    name: 'run-schedules',
    errorImpact,
    memoryMegabytes: 1024,
    // The proof reckons every package there is.
    timeout: Duration.minutes(15),
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      PAY_WORK_QUEUE_URL: payWork.queue.queueUrl,
      RETURNS_QUEUE_URL: returns.queue.queueUrl,
    },
    deadLetterQueue: missed,
  });
  ledgerTable.grantReadWrite(runSchedules);
  const asked = [payWork.queue.queueArn, returns.queue.queueArn];
  runSchedules.allow({ actions: ['sqs:SendMessage'], resources: asked });
  for (const { id, name, description, when } of schedules) {
    new ClockSchedule(scope, id, {
      ...{ stage, name, description, group, when },
      ...{ input: { schedule: name }, target: runSchedules, deadLetterQueue: missed },
    });
  }
  return runSchedules;
}
