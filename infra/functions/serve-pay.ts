import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import { imagePrefixes } from '../inbox-prefixes.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServePay(
  scope: Construct,
  { stage, data, payWork }: Surroundings & { readonly payWork: WorkQueue },
): CareledgerFunction {
  const { inbox, evidence, outbox, ledgerTable, alarmTopic } = data;
  const servePay = new CareledgerFunction(scope, 'ServePay', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-pay',
    errorImpact:
      'Nobody can begin, review or approve a pay run, so providers and people may be paid late. Read its log; what was approved is not touched.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      INBOX_BUCKET: inbox.bucket.bucketName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      OUTBOX_BUCKET: outbox.bucket.bucketName,
      PAY_WORK_QUEUE_URL: payWork.queue.queueUrl,
    },
  });
  ledgerTable.grantReadWrite(servePay);
  ledgerTable.grantTakeBackMarkers(servePay);
  // A link to a file carries the rights of the function that signed it.
  evidence.grantReadObjects(servePay, ['pay-runs/', 'checked/']);
  outbox.grantReadObjects(servePay, ['pay-runs/']);
  inbox.grantReadObjects(servePay, imagePrefixes);
  servePay.allow({ actions: ['sqs:SendMessage'], resources: [payWork.queue.queueArn] });
  return servePay;
}
