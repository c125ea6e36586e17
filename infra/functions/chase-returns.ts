import { Duration } from 'aws-cdk-lib';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { ClockSchedule } from '../constructs/clock-schedule.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Surroundings } from './surroundings.ts';

export function deployChaseReturns(
  scope: Construct,
  { stage, data, schedules }: Surroundings & { readonly schedules: IScheduleGroup },
): CareledgerFunction {
  const { ledgerTable, mail, alarmTopic } = data;
  const errorImpact =
    'Providers whose return is missing are not reminded, so what they delivered may be paid late. Read its log, and chase them by hand; the next two mornings make up for it, and nobody who was reminded is reminded again.';
  const missed = new DeadLetterQueue(scope, 'DailyChasingDead', {
    happening: 'The schedule daily-chasing was missed',
    errorImpact,
    alarmTopic,
  }).queue;
  const chaseReturns = new CareledgerFunction(scope, 'ChaseReturns', {
    stage,
    alarmTopic,
    name: 'chase-returns',
    errorImpact,
    memoryMegabytes: 512,
    // Shorter than a reminder stays claimed, so that whoever takes one over knows that nobody is at it.
    timeout: Duration.minutes(10),
    environment: { TABLE_NAME: ledgerTable.table.tableName, MAIL_FROM: mail.from },
    deadLetterQueue: missed,
  });
  ledgerTable.grantReadWrite(chaseReturns);
  mail.grantSend(chaseReturns);
  new ClockSchedule(scope, 'DailyChasing', {
    stage,
    name: 'daily-chasing',
    description:
      'Reminds providers whose return of the month that ended is missing, on the days that are set.',
    group: schedules,
    when: { hour: 8 },
    target: chaseReturns,
    deadLetterQueue: missed,
  });
  return chaseReturns;
}
