import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { InboxRule } from '../constructs/inbox-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { bulkStatementPrefixes, statementPrefixes } from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

/** Parts files of statements of many accounts; each client’s statement goes the way of every other from there. */
export function deploySplitStatements(scope: Construct, { stage, data }: Surroundings) {
  const { inbox, evidence, ledgerTable, alarmTopic } = data;
  const errorImpact =
    'Statements that account providers send for many people at once are not parted, so audits wait. See the file on the uploads page, mend the cause, send it again from the dead letters; no statement is taken twice.';
  const managedStatements = new WorkQueue(scope, 'ManagedStatements', {
    name: 'ManagedStatements',
    visibilityTimeout: Duration.minutes(6),
    errorImpact,
    alarmTopic,
  });
  const splitStatements = new CareledgerFunction(scope, 'SplitStatements', {
    stage,
    alarmTopic,
    name: 'split-statements',
    errorImpact,
    // A file of 50 MB is held whole, and what is unpacked of it one client at a time.
    memoryMegabytes: 1024,
    timeout: Duration.minutes(5),
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      INBOX_BUCKET: inbox.bucket.bucketName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
    },
  });
  ledgerTable.grantReadWrite(splitStatements);
  inbox.grantReadObjects(splitStatements, bulkStatementPrefixes);
  inbox.grantWriteObjects(splitStatements, statementPrefixes);
  evidence.grantWriteObjects(splitStatements, ['checked/']);
  new QueueWorker(scope, 'ManagedStatementsWorker', {
    worker: splitStatements,
    workQueue: managedStatements,
  });
  InboxRule.forEach(scope, bulkStatementPrefixes, { inbox: inbox.bucket, workQueue: managedStatements });
  return { splitStatements, managedStatements };
}
