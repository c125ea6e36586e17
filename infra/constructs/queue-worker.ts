import { Validations } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CareledgerFunction } from './careledger-function.ts';
import type { WorkQueue } from './work-queue.ts';

type QueueWorkerProps = {
  readonly worker: CareledgerFunction;
  readonly workQueue: WorkQueue;
  /** Messages worked on at the same time. */
  readonly atOnce?: number;
};

/** One message a call: a file may be large. */
const BATCH_SIZE = 1;
/** The table's writes are the bottleneck. */
const AT_ONCE = 2;

/** Lets a function work off a queue; messages it names as failed are tried again. */
export class QueueWorker extends Construct {
  constructor(scope: Construct, id: string, { worker, workQueue, atOnce = AT_ONCE }: QueueWorkerProps) {
    super(scope, id);
    const mapping = new EventSourceMapping(this, 'Mapping', {
      target: worker.function,
      eventSourceArn: workQueue.queue.queueArn,
      batchSize: BATCH_SIZE,
      maxConcurrency: atOnce,
      reportBatchItemFailures: true,
    });
    Validations.of(mapping).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason:
        'A queue takes no failure destination: its redrive policy sends what fails to its dead letters.',
    });
    worker.allow({
      actions: [
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:ChangeMessageVisibility',
        'sqs:GetQueueAttributes',
      ],
      resources: [workQueue.queue.queueArn],
    });
  }
}
