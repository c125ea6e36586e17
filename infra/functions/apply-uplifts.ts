import { Duration } from 'aws-cdk-lib';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { ClockSchedule } from '../constructs/clock-schedule.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import type { Surroundings } from './surroundings.ts';

export function deployApplyUplifts(
  scope: Construct,
  {
    stage,
    data,
    schedules,
    upliftWork,
  }: Surroundings & { readonly schedules: IScheduleGroup; readonly upliftWork: WorkQueue },
): CareledgerFunction {
  const { ledgerTable, alarmTopic } = data;
  const errorImpact =
    'An uplift that is approved and due is not applied, so providers are paid at last year’s rates. Apply it by hand on the uplifts page, or mend the cause: the next night makes up for it, and no rate is changed twice.';
  const missed = new DeadLetterQueue(scope, 'AnnualUpliftDead', {
    happening: 'The schedule annual-uplift was missed',
    errorImpact,
    alarmTopic,
  }).queue;
  const applyUplifts = new CareledgerFunction(scope, 'ApplyUplifts', {
    stage,
    alarmTopic,
    name: 'apply-uplifts',
    errorImpact,
    memoryMegabytes: 512,
    timeout: Duration.minutes(5),
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      UPLIFT_QUEUE_URL: upliftWork.queue.queueUrl,
    },
    deadLetterQueue: missed,
  });
  ledgerTable.grantReadWrite(applyUplifts);
  applyUplifts.allow({ actions: ['sqs:SendMessage'], resources: [upliftWork.queue.queueArn] });
  new ClockSchedule(scope, 'AnnualUplift', {
    stage,
    name: 'annual-uplift',
    description: 'Applies uplifts that are approved and due, and asks again for what stands still.',
    group: schedules,
    // Before the runs that begin by the calendar, which then pay by the new rates.
    when: { hour: 3 },
    target: applyUplifts,
    deadLetterQueue: missed,
  });
  return applyUplifts;
}
