import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServeDeferred(scope: Construct, { stage, data }: Surroundings): CareledgerFunction {
  const { evidence, ledgerTable, alarmTopic } = data;
  const serveDeferred = new CareledgerFunction(scope, 'ServeDeferred', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-deferred',
    errorImpact:
      'Officers cannot see what is owed under deferred payment agreements, nor record repayments and valuations. Read its log; interest goes on being posted.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
    },
  });
  ledgerTable.grantReadWrite(serveDeferred);
  ledgerTable.grantTakeBackMarkers(serveDeferred);
  evidence.grantReadObjects(serveDeferred, ['letters/']);
  evidence.grantWriteObjects(serveDeferred, ['letters/']);
  return serveDeferred;
}
