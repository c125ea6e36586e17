import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

type ImpactAlarmProps = {
  readonly metric: IMetric;
  /** The alarm rings when the metric is above this. */
  readonly above: number;
  /** What happened, in a few words: "import-extract fails". */
  readonly happening: string;
  /** Who is hurt and what to do: the first thing the person on call reads, and the line in the runbook. */
  readonly errorImpact: string;
  readonly alarmTopic: ITopic;
};

/** An alarm that says who is hurt. */
export class ImpactAlarm extends Construct {
  constructor(scope: Construct, id: string, props: ImpactAlarmProps) {
    super(scope, id);
    const alarm = new Alarm(this, 'Alarm', {
      metric: props.metric,
      threshold: props.above,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${props.happening}. ${props.errorImpact}`,
    });
    alarm.addAlarmAction(new SnsAction(props.alarmTopic));
  }
}
