import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServeRecords(
  scope: Construct,
  { stage, data, extracts }: Surroundings & { readonly extracts: WorkQueue },
): CareledgerFunction {
  const { ledgerTable, alarmTopic } = data;
  const serveRecords = new CareledgerFunction(scope, 'ServeRecords', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-records',
    errorImpact:
      'Staff and providers cannot see or change people, providers and packages, so what is paid next cannot be corrected. Read its log; nothing stored is at risk.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      EXTRACTS_QUEUE_URL: extracts.queue.queueUrl,
    },
  });
  // Rows of extracts may wait for the record that was just made by hand.
  serveRecords.allow({ actions: ['sqs:SendMessage'], resources: [extracts.queue.queueArn] });
  ledgerTable.grantReadWrite(serveRecords);
  ledgerTable.grantTakeBackMarkers(serveRecords);
  return serveRecords;
}
