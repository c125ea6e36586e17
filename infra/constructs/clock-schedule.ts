import { Duration, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Schedule as EventBridgeSchedule,
  ScheduleExpression,
  ScheduleTargetInput,
  type IScheduleGroup,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { CareledgerFunction } from './careledger-function.ts';

type ClockScheduleProps = {
  readonly stage: Stage;
  /** The name people use: `rate-change-reminder`. */
  readonly name: string;
  readonly description: string;
  readonly group: IScheduleGroup;
  /** Every day at an hour of the wall clock in the stage's time zone, summer and winter, or every so many minutes. */
  readonly when: { readonly hour: number } | { readonly everyMinutes: number };
  /** What the function is handed; without it, the event that EventBridge makes up. */
  readonly input?: Readonly<Record<string, string>>;
  readonly target: CareledgerFunction;
  readonly deadLetterQueue: IQueue;
};

/** Calls a function by the council's clock. */
export class ClockSchedule extends Construct {
  constructor(scope: Construct, id: string, props: ClockScheduleProps) {
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
      schedule: expressionOf(props),
      target: new LambdaInvoke(target.function, {
        ...(props.input && { input: ScheduleTargetInput.fromObject(props.input) }),
        // Rights are given above, exactly; left to itself CDK would add every version of the function.
        role: role.withoutPolicyUpdates(),
        deadLetterQueue,
        maxEventAge: Duration.hours(6),
        retryAttempts: 10,
      }),
    });
  }
}

function expressionOf({ when, stage }: ClockScheduleProps): ScheduleExpression {
  if ('everyMinutes' in when) return ScheduleExpression.rate(Duration.minutes(when.everyMinutes));
  const timeZone = TimeZone.of(stage.timeZone);
  return ScheduleExpression.cron({ minute: '0', hour: String(when.hour), timeZone });
}
