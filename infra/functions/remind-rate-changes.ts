import { Duration } from 'aws-cdk-lib';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { ClockSchedule } from '../constructs/clock-schedule.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Surroundings } from './surroundings.ts';

export function deployRemindRateChanges(
  scope: Construct,
  { stage, data, schedules }: Surroundings & { readonly schedules: IScheduleGroup },
): CareledgerFunction {
  const { ledgerTable, alarmTopic } = data;
  const errorImpact =
    'Nobody is told that national rates change soon, so contributions may be worked out with last year’s. Read its log, then look at the reference page by hand.';
  const missed = new DeadLetterQueue(scope, 'RateChangeReminderDead', {
    happening: 'The schedule rate-change-reminder was missed',
    errorImpact,
    alarmTopic,
  }).queue;
  const remindRateChanges = new CareledgerFunction(scope, 'RemindRateChanges', {
    stage,
    alarmTopic,
    name: 'remind-rate-changes',
    errorImpact,
    memoryMegabytes: 256,
    timeout: Duration.seconds(60),
    environment: { TABLE_NAME: ledgerTable.table.tableName },
    deadLetterQueue: missed,
  });
  ledgerTable.grantReadWrite(remindRateChanges);
  new ClockSchedule(scope, 'RateChangeReminder', {
    stage,
    name: 'rate-change-reminder',
    description: 'Puts a task into the work queue when a national rate is about to change or is missing.',
    group: schedules,
    when: { hour: 7 },
    target: remindRateChanges,
    deadLetterQueue: missed,
  });
  return remindRateChanges;
}
