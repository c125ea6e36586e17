import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { InboxRule } from '../constructs/inbox-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { imagePrefixes, keptFilePrefixes } from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

export function deployKeepFile(scope: Construct, { stage, data }: Surroundings) {
  const { inbox, ledgerTable, alarmTopic } = data;
  const errorImpact =
    'A file somebody sent is safe in the inbox but not listed, so its sender believes it lost. Mend the cause, send it again from the dead letters.';
  const keptFiles = new WorkQueue(scope, 'KeptFiles', {
    name: 'KeptFiles',
    visibilityTimeout: Duration.minutes(6),
    errorImpact,
    alarmTopic,
  });
  const keepFile = new CareledgerFunction(scope, 'KeepFile', {
    stage,
    alarmTopic,
    name: 'keep-file',
    errorImpact,
    memoryMegabytes: 512,
    // A file may be half a gigabyte, and is hashed while it is read.
    timeout: Duration.minutes(5),
    environment: { TABLE_NAME: ledgerTable.table.tableName },
  });
  ledgerTable.grantReadWrite(keepFile);
  const prefixes = [...imagePrefixes, ...keptFilePrefixes];
  inbox.grantReadObjects(keepFile, prefixes);
  new QueueWorker(scope, 'KeptFilesWorker', { worker: keepFile, workQueue: keptFiles });
  InboxRule.forEach(scope, prefixes, { inbox: inbox.bucket, workQueue: keptFiles });
  return { keepFile, keptFiles };
}
