import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Surroundings } from './surroundings.ts';

/** Parts of runs that are worked off at once: the table takes a burst of writes from each. */
const WORKERS = 10;

export function deployRunPay(scope: Construct, { stage, data }: Surroundings) {
  const { evidence, outbox, ledgerTable, alarmTopic } = data;
  const errorImpact =
    'A pay run stands still, so providers and people may be paid late. See the run on the pay runs page, mend the cause, send its messages again from the dead letters; nothing is paid twice.';
  const payWork = new WorkQueue(scope, 'PayWork', {
    name: 'PayWork',
    visibilityTimeout: Duration.minutes(16),
    errorImpact,
    alarmTopic,
  });
  const runPay = new CareledgerFunction(scope, 'RunPay', {
    stage,
    alarmTopic,
    name: 'run-pay',
    errorImpact,
    memoryMegabytes: 1024,
    timeout: Duration.minutes(15),
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      OUTBOX_BUCKET: outbox.bucket.bucketName,
      PAY_WORK_QUEUE_URL: payWork.queue.queueUrl,
    },
  });
  ledgerTable.grantReadWrite(runPay);
  evidence.grantReadObjects(runPay, ['pay-runs/']);
  evidence.grantWriteObjects(runPay, ['pay-runs/']);
  outbox.grantReadObjects(runPay, ['pay-runs/']);
  outbox.grantWriteObjects(runPay, ['pay-runs/']);
  // A run is cut into parts, each a message of its own.
  runPay.allow({ actions: ['sqs:SendMessage'], resources: [payWork.queue.queueArn] });
  new QueueWorker(scope, 'PayWorkWorker', { worker: runPay, workQueue: payWork, atOnce: WORKERS });
  return { runPay, payWork };
}
