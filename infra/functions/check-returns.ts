import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { InboxRule } from '../constructs/inbox-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { returnPrefixes } from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

export function deployCheckReturns(scope: Construct, { stage, data }: Surroundings) {
  const { inbox, evidence, ledgerTable, alarmTopic } = data;
  const errorImpact =
    'What providers claim is not checked, so visits and stays they delivered wait to be paid. See the file on the uploads page, mend the cause, send it again from the dead letters; nothing is taken twice.';
  const returns = new WorkQueue(scope, 'Returns', {
    name: 'Returns',
    visibilityTimeout: Duration.minutes(16),
    errorImpact,
    alarmTopic,
  });
  const checkReturns = new CareledgerFunction(scope, 'CheckReturns', {
    stage,
    alarmTopic,
    name: 'check-returns',
    errorImpact,
    // Memory is processor time here: a million lines are checked in one call.
    memoryMegabytes: 2048,
    timeout: Duration.minutes(15),
    environment: {
      // Lines come and go by the million: with more room for what is new, little of it is kept beyond its time.
      NODE_OPTIONS: '--enable-source-maps --max-semi-space-size=32',
      TABLE_NAME: ledgerTable.table.tableName,
      INBOX_BUCKET: inbox.bucket.bucketName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      RETURNS_QUEUE_URL: returns.queue.queueUrl,
    },
  });
  ledgerTable.grantReadWrite(checkReturns);
  inbox.grantReadObjects(checkReturns, returnPrefixes);
  // What was accepted from earlier files lies beside them.
  evidence.grantReadObjects(checkReturns, ['checked/']);
  evidence.grantKnowMissing(checkReturns);
  evidence.grantWriteObjects(checkReturns, ['checked/']);
  // A file that waits is looked at again when the one before it was taken.
  checkReturns.allow({ actions: ['sqs:SendMessage'], resources: [returns.queue.queueArn] });
  new QueueWorker(scope, 'ReturnsWorker', { worker: checkReturns, workQueue: returns });
  InboxRule.forEach(scope, returnPrefixes, { inbox: inbox.bucket, workQueue: returns });
  return { checkReturns, returns };
}
