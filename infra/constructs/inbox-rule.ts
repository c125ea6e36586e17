import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { WorkQueue } from './work-queue.ts';

type InboxRuleProps = {
  readonly inbox: IBucket;
  /** The first part of the key with its slash: `people/`. */
  readonly prefix: string;
  readonly workQueue: WorkQueue;
};

/**
 * Turns every object that arrives under one prefix of the inbox into a message.
 * An event that cannot be delivered goes to the queue's own dead letters: its body is the same whole event, so that
 * "send again" needs to know nothing of the difference.
 */
export class InboxRule extends Construct {
  /** One rule a prefix. */
  static forEach(scope: Construct, prefixes: readonly string[], props: Omit<InboxRuleProps, 'prefix'>): void {
    for (const prefix of prefixes) {
      new InboxRule(scope, `Inbox-${prefix.slice(0, -1)}`, { ...props, prefix });
    }
  }

  constructor(scope: Construct, id: string, { inbox, prefix, workQueue }: InboxRuleProps) {
    super(scope, id);
    new Rule(this, 'Rule', {
      description: `Objects under ${prefix} of the inbox go to the queue ${workQueue.name}.`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [inbox.bucketName] }, object: { key: [{ prefix }] } },
      },
      targets: [new SqsQueue(workQueue.queue, { deadLetterQueue: workQueue.deadLetters })],
    });
  }
}
