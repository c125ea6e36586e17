import { Duration, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Schedule as EventBridgeSchedule,
  ScheduleExpression,
  type IScheduleGroup,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { CareledgerFunction } from './careledger-function.ts';

type DailyScheduleProps = {
  readonly stage: Stage;
  /** The name people use: `rate-change-reminder`. */
  readonly name: string;
  readonly description: string;
  readonly group: IScheduleGroup;
  /** Wall-clock hour in the stage's time zone, summer and winter. */
  readonly hour: number;
  readonly target: CareledgerFunction;
  readonly deadLetterQueue: IQueue;
};

/** Calls a function every day at an hour of the council's clock. */
export class DailySchedule extends Construct {
  constructor(scope: Construct, id: string, props: DailyScheduleProps) {
    super(scope, id);
    const { target, deadLetterQueue } = props;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.function.functionArn] }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetterQueue.queueArn] }),
    );
    new EventBridgeSchedule(this, 'Schedule', {
      scheduleName: props.name,
      description: props.description,
      scheduleGroup: props.group,
      schedule: ScheduleExpression.cron({
        minute: '0',
        hour: String(props.hour),
        timeZone: TimeZone.of(props.stage.timeZone),
      }),
      target: new LambdaInvoke(target.function, {
        // Rights are given above, exactly; left to itself CDK would add every version of the function.
        role: role.withoutPolicyUpdates(),
        deadLetterQueue,
        maxEventAge: Duration.hours(6),
        retryAttempts: 10,
      }),
    });
  }
}
