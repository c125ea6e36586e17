import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServeSettings(
  scope: Construct,
  { stage, data, workQueues }: Surroundings & { readonly workQueues: readonly WorkQueue[] },
): CareledgerFunction {
  const { ledgerTable, alarmTopic } = data;
  const deadLetterQueues = workQueues.map(({ name, queue, deadLetters }) => [
    name,
    { deadLetterQueueUrl: deadLetters.queueUrl, queueUrl: queue.queueUrl },
  ]);
  const serveSettings = new CareledgerFunction(scope, 'ServeSettings', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-settings',
    errorImpact:
      'Nobody can see their work queue, change settings or send failed messages again. Read its log; imports go on meanwhile.',
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      DEAD_LETTER_QUEUES: Stack.of(scope).toJsonString(Object.fromEntries(deadLetterQueues)),
    },
  });
  ledgerTable.grantReadWrite(serveSettings);
  ledgerTable.grantTakeBackMarkers(serveSettings);
  for (const { queue, deadLetters } of workQueues) {
    serveSettings.allow({
      actions: [
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:SendMessage',
      ],
      resources: [deadLetters.queueArn],
    });
    serveSettings.allow({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] });
  }
  return serveSettings;
}
