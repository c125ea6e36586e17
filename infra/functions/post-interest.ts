import { Duration } from 'aws-cdk-lib';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { ClockSchedule } from '../constructs/clock-schedule.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Surroundings } from './surroundings.ts';

export function deployPostInterest(
  scope: Construct,
  { stage, data, schedules }: Surroundings & { readonly schedules: IScheduleGroup },
): CareledgerFunction {
  const { ledgerTable, alarmTopic } = data;
  const errorImpact =
    'Interest and care costs of deferred payment agreements are not in the ledger yet. Read its log and mend the cause; the next night catches up, and nothing is posted twice.';
  const missed = new DeadLetterQueue(scope, 'DailyInterestDead', {
    happening: 'The schedule daily-interest was missed',
    errorImpact,
    alarmTopic,
  }).queue;
  const postInterest = new CareledgerFunction(scope, 'PostInterest', {
    stage,
    alarmTopic,
    name: 'post-interest',
    errorImpact,
    memoryMegabytes: 512,
    timeout: Duration.minutes(10),
    environment: { TABLE_NAME: ledgerTable.table.tableName },
    deadLetterQueue: missed,
  });
  ledgerTable.grantReadWrite(postInterest);
  new ClockSchedule(scope, 'DailyInterest', {
    stage,
    name: 'daily-interest',
    description: 'Posts what deferred payment agreements owe since the day before.',
    group: schedules,
    when: { hour: 1 },
    target: postInterest,
    deadLetterQueue: missed,
  });
  return postInterest;
}
