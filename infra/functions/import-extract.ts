import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { InboxRule } from '../constructs/inbox-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { extractPrefixes } from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

export function deployImportExtract(scope: Construct, { stage, data }: Surroundings) {
  const { inbox, evidence, ledgerTable, alarmTopic } = data;
  const errorImpact =
    'An extract from the case system is not taken in, so people, packages or contributions are out of date and the next pay run with them. See the file on the uploads page, mend the cause, send it again from the dead letters.';
  const extracts = new WorkQueue(scope, 'Extracts', {
    name: 'Extracts',
    visibilityTimeout: Duration.minutes(16),
    errorImpact,
    alarmTopic,
  });
  const importExtract = new CareledgerFunction(scope, 'ImportExtract', {
    stage,
    alarmTopic,
    name: 'import-extract',
    errorImpact,
    memoryMegabytes: 1024,
    timeout: Duration.minutes(15),
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      INBOX_BUCKET: inbox.bucket.bucketName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      EXTRACTS_QUEUE_URL: extracts.queue.queueUrl,
    },
  });
  ledgerTable.grantReadWrite(importExtract);
  inbox.grantReadObjects(importExtract, extractPrefixes);
  evidence.grantWriteObjects(importExtract, ['checked/']);
  // Rows that wait for a provider or a person are looked at again when that extract has come.
  importExtract.allow({ actions: ['sqs:SendMessage'], resources: [extracts.queue.queueArn] });
  new QueueWorker(scope, 'ExtractsWorker', { worker: importExtract, workQueue: extracts });
  InboxRule.forEach(scope, extractPrefixes, { inbox: inbox.bucket, workQueue: extracts });
  return { importExtract, extracts };
}
