import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServeMappings(
  scope: Construct,
  { stage, data, statements }: Surroundings & { readonly statements: WorkQueue },
): CareledgerFunction {
  const { evidence, ledgerTable, alarmTopic } = data;
  const serveMappings = new CareledgerFunction(scope, 'ServeMappings', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-mappings',
    errorImpact:
      'Officers cannot see which statements could not be read, nor say what their columns hold. Read its log; all others go on being taken in.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      STATEMENTS_QUEUE_URL: statements.queue.queueUrl,
    },
  });
  ledgerTable.grantReadWrite(serveMappings);
  ledgerTable.grantTakeBackMarkers(serveMappings);
  evidence.grantReadObjects(serveMappings, ['checked/']);
  evidence.grantKnowMissing(serveMappings);
  // A statement is read again when somebody has said what its columns hold.
  serveMappings.allow({ actions: ['sqs:SendMessage'], resources: [statements.queue.queueArn] });
  return serveMappings;
}
