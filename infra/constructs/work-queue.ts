import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';

type WorkQueueProps = {
  readonly name: string;
  /** Longer than the function's own time limit, so that a message is never worked on twice at once. */
  readonly visibilityTimeout: Duration;
  /** Who waits for a message that failed for good, and what to do. */
  readonly errorImpact: string;
  readonly alarmTopic: ITopic;
};

/** How often a message is tried before a person has to look at it. */
const MAX_RECEIVE_COUNT = 3;

/**
 * A queue of work with its dead letters. Encrypted with SQS's own keys, see
 * docs/adr/0002-queues-use-the-keys-of-sqs.md.
 */
export class WorkQueue extends Construct {
  readonly name: string;
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.name = props.name;
    this.deadLetters = new DeadLetterQueue(this, 'Dead', {
      happening: `A message of the queue ${props.name} failed ${MAX_RECEIVE_COUNT} times or could not be delivered`,
      errorImpact: props.errorImpact,
      alarmTopic: props.alarmTopic,
    }).queue;
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: props.visibilityTimeout,
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVE_COUNT },
    });
  }
}
