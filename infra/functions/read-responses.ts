import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { InboxRule } from '../constructs/inbox-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { responsePrefixes } from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

export function deployReadResponses(scope: Construct, { stage, data }: Surroundings) {
  const { inbox, evidence, ledgerTable, alarmTopic } = data;
  const errorImpact =
    'Nobody knows which payments arrived or came back, so money that came back is not held or paid again. See the file on the uploads page, mend the cause, send it again from the dead letters; nothing is booked twice.';
  const responses = new WorkQueue(scope, 'Responses', {
    name: 'Responses',
    visibilityTimeout: Duration.minutes(16),
    errorImpact,
    alarmTopic,
  });
  const readResponses = new CareledgerFunction(scope, 'ReadResponses', {
    stage,
    alarmTopic,
    name: 'read-responses',
    errorImpact,
    memoryMegabytes: 512,
    timeout: Duration.minutes(15),
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
    },
  });
  ledgerTable.grantReadWrite(readResponses);
  inbox.grantReadObjects(readResponses, responsePrefixes);
  evidence.grantWriteObjects(readResponses, ['checked/']);
  new QueueWorker(scope, 'ResponsesWorker', { worker: readResponses, workQueue: responses });
  InboxRule.forEach(scope, responsePrefixes, { inbox: inbox.bucket, workQueue: responses });
  return { readResponses, responses };
}
