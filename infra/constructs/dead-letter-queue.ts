import { Duration, Validations } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ImpactAlarm } from './impact-alarm.ts';

type DeadLetterQueueProps = {
  readonly happening: string;
  readonly errorImpact: string;
  readonly alarmTopic: ITopic;
};

/** Where messages lie that a person has to look at: kept as long as SQS keeps anything, and never silently. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    const isDeadLetterQueue = 'It is itself a dead-letter queue: what lies here waits for a person.';
    Validations.of(this.queue).acknowledge(
      { id: 'Serverless-SQSRedrivePolicy', reason: isDeadLetterQueue },
      { id: 'AwsSolutions-SQS3', reason: isDeadLetterQueue },
    );
    new ImpactAlarm(this, 'NotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      above: 0,
      happening: props.happening,
      errorImpact: props.errorImpact,
      alarmTopic: props.alarmTopic,
    });
  }
}
