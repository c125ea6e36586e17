import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { functionBundle } from './function-bundle.ts';
import { ImpactAlarm } from './impact-alarm.ts';

type CareledgerFunctionProps = {
  readonly stage: Stage;
  readonly alarmTopic: ITopic;
  /** The folder under functions/. */
  readonly name: string;
  /** Who is hurt when it fails, and what to do. */
  readonly errorImpact: string;
  readonly memoryMegabytes: number;
  readonly timeout: Duration;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where an event goes that a schedule handed over and the function refused; nothing else calls without waiting. */
  readonly deadLetterQueue?: IQueue;
};

/** Exactly what a function may do. */
type Allowance = {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** cdk-nag's names of the wildcards in `resources`, and why each is as narrow as it can be. */
  readonly wildcards?: { readonly findings: readonly string[]; readonly reason: string };
};

/** Above this share of its time limit a function is about to be cut off in the middle of its work. */
const SLOW_SHARE_OF_TIMEOUT = 0.8;

/** One deployed function: bundle, log group, role, tracing and the three alarms every function has. */
export class CareledgerFunction extends Construct {
  readonly function: LambdaFunction;
  readonly name: string;
  readonly errorImpact: string;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: CareledgerFunctionProps) {
    super(scope, id);
    this.name = props.name;
    this.errorImpact = props.errorImpact;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.stage.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.allow({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] });
    this.function = this.deploy(props, logGroup);
    this.acknowledgeDefaults(props);
    this.addAlarms(props);
  }

  /** Adds exactly these rights to the function's own role. */
  allow({ actions, resources, conditions, wildcards }: Allowance): void {
    this.role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: [...actions],
        resources: [...resources],
        ...(conditions && { conditions }),
      }),
    );
    for (const finding of wildcards?.findings ?? []) {
      Validations.of(this.role).acknowledge({
        id: `AwsSolutions-IAM5[${finding}]`,
        reason: wildcards?.reason ?? '',
      });
    }
  }

  private deploy(props: CareledgerFunctionProps, logGroup: LogGroup): LambdaFunction {
    return new LambdaFunction(this, 'Function', {
      description: `careledger ${props.name} (${props.stage.name})`,
      code: functionBundle(props.name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMegabytes,
      timeout: props.timeout,
      tracing: Tracing.ACTIVE,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      ...(props.deadLetterQueue && { deadLetterQueue: props.deadLetterQueue }),
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: 'careledger',
        ...props.environment,
      },
    });
  }

  private acknowledgeDefaults(props: CareledgerFunctionProps): void {
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray has no resources to name: PutTraceSegments and PutTelemetryRecords take only *.',
    });
    if (props.deadLetterQueue === undefined) {
      Validations.of(this.function).acknowledge({
        id: 'Serverless-LambdaDLQ',
        reason:
          'Its caller waits for the answer (gateway, sign-in) or keeps the message in a queue with its own dead letters, so Lambda never holds an event to lose.',
      });
    }
  }

  private addAlarms(props: CareledgerFunctionProps): void {
    const { alarmTopic, errorImpact, name } = props;
    const period = Duration.minutes(5);
    new ImpactAlarm(this, 'Fails', {
      metric: this.function.metricErrors({ period }),
      above: 0,
      happening: `${name} fails`,
      errorImpact,
      alarmTopic,
    });
    new ImpactAlarm(this, 'Refused', {
      metric: this.function.metricThrottles({ period }),
      above: 0,
      happening: `${name} is refused by Lambda for want of concurrency`,
      errorImpact,
      alarmTopic,
    });
    new ImpactAlarm(this, 'Slow', {
      metric: this.function.metricDuration({ period, statistic: 'Maximum' }),
      above: props.timeout.toMilliseconds() * SLOW_SHARE_OF_TIMEOUT,
      happening: `${name} comes near its time limit`,
      errorImpact,
      alarmTopic,
    });
  }
}
