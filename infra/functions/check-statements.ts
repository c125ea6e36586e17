import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { InboxRule } from '../constructs/inbox-rule.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { statementPrefixes } from '../inbox-prefixes.ts';
import { recogniseScans } from './recognise-scans.ts';
import type { Surroundings } from './surroundings.ts';

/** Takes in bank statements; PDFs are read by a function of their own, and come back. */
export function deployCheckStatements(scope: Construct, { stage, data }: Surroundings) {
  const { inbox, evidence, ledgerTable, alarmTopic } = data;
  const errorImpact =
    'Bank statements of direct payments are not read, so audits wait. See the file on the uploads page, mend the cause, send it again from the dead letters; nothing is listed twice.';
  const statements = new WorkQueue(scope, 'Statements', {
    name: 'Statements',
    visibilityTimeout: Duration.minutes(6),
    errorImpact,
    alarmTopic,
  });
  const statementPdfs = new WorkQueue(scope, 'StatementPdfs', {
    name: 'StatementPdfs',
    visibilityTimeout: Duration.minutes(stage.recognisesScans ? 6 : 2),
    errorImpact,
    alarmTopic,
  });
  const environment = {
    TABLE_NAME: ledgerTable.table.tableName,
    INBOX_BUCKET: inbox.bucket.bucketName,
    EVIDENCE_BUCKET: evidence.bucket.bucketName,
    STATEMENTS_QUEUE_URL: statements.queue.queueUrl,
  };
  const checkStatements = new CareledgerFunction(scope, 'CheckStatements', {
    stage,
    alarmTopic,
    name: 'check-statements',
    errorImpact,
    memoryMegabytes: 1024,
    timeout: Duration.minutes(5),
    environment: { ...environment, PDF_QUEUE_URL: statementPdfs.queue.queueUrl },
  });
  const readPdfStatement = new CareledgerFunction(scope, 'ReadPdfStatement', {
    stage,
    alarmTopic,
    name: 'read-pdf-statement',
    errorImpact,
    // A PDF of some kilobytes may ask for gigabytes: what it may take is bounded here, and again inside.
    memoryMegabytes: 768,
    // What was recognised of a long scan is fetched in up to a hundred parts.
    timeout: Duration.minutes(stage.recognisesScans ? 3 : 1),
    environment,
  });
  for (const reader of [checkStatements, readPdfStatement]) {
    inbox.grantReadObjects(reader, statementPrefixes);
    evidence.grantWriteObjects(reader, ['checked/']);
    // A PDF that was read goes back to be taken in; a file is looked at again when its headings are known.
    reader.allow({ actions: ['sqs:SendMessage'], resources: [statements.queue.queueArn] });
  }
  ledgerTable.grantReadWrite(checkStatements);
  ledgerTable.grantRead(readPdfStatement);
  evidence.grantReadObjects(checkStatements, ['checked/']);
  evidence.grantKnowMissing(checkStatements);
  checkStatements.allow({ actions: ['sqs:SendMessage'], resources: [statementPdfs.queue.queueArn] });
  if (stage.recognisesScans) recogniseScans(readPdfStatement, statementPdfs);
  new QueueWorker(scope, 'StatementsWorker', { worker: checkStatements, workQueue: statements });
  new QueueWorker(scope, 'StatementPdfsWorker', { worker: readPdfStatement, workQueue: statementPdfs });
  InboxRule.forEach(scope, statementPrefixes, { inbox: inbox.bucket, workQueue: statements });
  return { checkStatements, readPdfStatement, statements, statementPdfs };
}
