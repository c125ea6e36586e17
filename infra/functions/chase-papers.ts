import { Duration } from 'aws-cdk-lib';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { ClockSchedule } from '../constructs/clock-schedule.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import type { Surroundings } from './surroundings.ts';

export function deployChasePapers(
  scope: Construct,
  { stage, data, schedules }: Surroundings & { readonly schedules: IScheduleGroup },
): CareledgerFunction {
  const { evidence, ledgerTable, mail, alarmTopic } = data;
  const errorImpact =
    'People whose papers of a direct payment are late hear of it late, and adult social care with them. Read its log and mend the cause; the next morning makes up for it, and nobody gets a letter twice.';
  const missed = new DeadLetterQueue(scope, 'DailyPaperChasingDead', {
    happening: 'The schedule daily-paper-chasing was missed',
    errorImpact,
    alarmTopic,
  }).queue;
  const chasePapers = new CareledgerFunction(scope, 'ChasePapers', {
    stage,
    alarmTopic,
    name: 'chase-papers',
    errorImpact,
    memoryMegabytes: 512,
    // Shorter than a letter stays claimed, so that whoever takes one over knows that nobody is at it.
    timeout: Duration.minutes(10),
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      MAIL_FROM: mail.from,
    },
    deadLetterQueue: missed,
  });
  ledgerTable.grantReadWrite(chasePapers);
  evidence.grantWriteObjects(chasePapers, ['letters/']);
  mail.grantSend(chasePapers);
  new ClockSchedule(scope, 'DailyPaperChasing', {
    stage,
    name: 'daily-paper-chasing',
    description:
      'Writes to those whose papers of a direct payment are late, as the ladder of the council says.',
    group: schedules,
    when: { hour: 9 },
    target: chasePapers,
    deadLetterQueue: missed,
  });
  return chasePapers;
}
