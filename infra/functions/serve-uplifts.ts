import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServeUplifts(
  scope: Construct,
  { stage, data, upliftWork }: Surroundings & { readonly upliftWork: WorkQueue },
): CareledgerFunction {
  const { evidence, ledgerTable, alarmTopic } = data;
  const serveUplifts = new CareledgerFunction(scope, 'ServeUplifts', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-uplifts',
    errorImpact:
      'Nobody can ask for, check or approve an uplift of rates. Read its log; what was approved is applied when it is due.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      UPLIFT_QUEUE_URL: upliftWork.queue.queueUrl,
    },
  });
  ledgerTable.grantReadWrite(serveUplifts);
  ledgerTable.grantTakeBackMarkers(serveUplifts);
  evidence.grantReadObjects(serveUplifts, ['uplifts/', 'letters/']);
  evidence.grantWriteObjects(serveUplifts, ['letters/']);
  serveUplifts.allow({ actions: ['sqs:SendMessage'], resources: [upliftWork.queue.queueArn] });
  return serveUplifts;
}
