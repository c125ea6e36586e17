import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { Surroundings } from './surroundings.ts';

/** Parts of an uplift that are worked off at once: the table takes a burst of writes from each. */
const WORKERS = 10;

export function deployRunUplift(scope: Construct, { stage, data }: Surroundings) {
  const { evidence, ledgerTable, alarmTopic } = data;
  const errorImpact =
    'An uplift stands still, so providers may be paid at last year’s rates. See it on the uplifts page, mend the cause, send its messages again from the dead letters; no rate is changed twice.';
  const upliftWork = new WorkQueue(scope, 'UpliftWork', {
    name: 'UpliftWork',
    visibilityTimeout: Duration.minutes(16),
    errorImpact,
    alarmTopic,
  });
  const runUplift = new CareledgerFunction(scope, 'RunUplift', {
    stage,
    alarmTopic,
    name: 'run-uplift',
    errorImpact,
    memoryMegabytes: 1024,
    timeout: Duration.minutes(15),
    environment: {
      TABLE_NAME: ledgerTable.table.tableName,
      EVIDENCE_BUCKET: evidence.bucket.bucketName,
      UPLIFT_QUEUE_URL: upliftWork.queue.queueUrl,
    },
  });
  ledgerTable.grantReadWrite(runUplift);
  // The rows of a file of rates lie where they were checked.
  evidence.grantReadObjects(runUplift, ['uplifts/', 'checked/']);
  evidence.grantWriteObjects(runUplift, ['uplifts/']);
  evidence.grantKnowMissing(runUplift);
  // An uplift is cut into parts, each a message of its own.
  runUplift.allow({ actions: ['sqs:SendMessage'], resources: [upliftWork.queue.queueArn] });
  new QueueWorker(scope, 'UpliftWorkWorker', { worker: runUplift, workQueue: upliftWork, atOnce: WORKERS });
  return { runUplift, upliftWork };
}
