import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Validations } from 'aws-cdk-lib';
import { Construct } from 'constructs';

type AlarmTopicProps = { readonly encryptionKey: IKey; readonly alarmEmail: string };

/** Where every alarm goes, and from there to the council's mailbox. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { masterKey: props.encryptionKey, enforceSSL: true });
    this.letAlarmsPublish(props.encryptionKey);
    const subscription = this.topic.addSubscription(new EmailSubscription(props.alarmEmail));
    Validations.of(subscription).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason:
        'An e-mail that bounces cannot be sent again by a machine; the alarm itself stays on the dashboard.',
    });
  }

  /**
   * A topic with a policy of its own loses the default one, and a customer key is closed to AWS services:
   * without both statements every alarm would be raised and none delivered.
   */
  private letAlarmsPublish(encryptionKey: IKey): void {
    const alarms = new ServicePrincipal('cloudwatch.amazonaws.com');
    const conditions = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [alarms],
        resources: [this.topic.topicArn],
        conditions,
      }),
    );
    encryptionKey.addToResourcePolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        principals: [alarms],
        resources: ['*'],
        conditions,
      }),
    );
  }
}
