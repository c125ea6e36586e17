import { Dashboard, GraphWidget, PeriodOverride, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { HttpApi as GatewayApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import type { CareledgerFunction } from './careledger-function.ts';
import type { WorkQueue } from './work-queue.ts';

type OperationsDashboardProps = {
  readonly functions: readonly CareledgerFunction[];
  readonly workQueues: readonly WorkQueue[];
  readonly api: GatewayApi;
};

/** One page for the person on call: is anything failing, waiting or slow. */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, { functions, workQueues, api }: OperationsDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', { periodOverride: PeriodOverride.AUTO });
    dashboard.addWidgets(
      new GraphWidget({
        title: 'Functions that failed',
        width: 12,
        left: functions.map((each) => each.function.metricErrors({ label: each.name })),
      }),
      new GraphWidget({
        title: 'Slowest answer of each function (ms)',
        width: 12,
        left: functions.map((each) =>
          each.function.metricDuration({ label: each.name, statistic: Stats.MAXIMUM }),
        ),
      }),
    );
    dashboard.addWidgets(
      new GraphWidget({
        title: 'Age of the oldest message (s)',
        width: 12,
        left: workQueues.map(({ name, queue }) => queue.metricApproximateAgeOfOldestMessage({ label: name })),
      }),
      new GraphWidget({
        title: 'Dead letters',
        width: 12,
        left: workQueues.map(({ name, deadLetters }) =>
          deadLetters.metricApproximateNumberOfMessagesVisible({ label: name }),
        ),
      }),
    );
    dashboard.addWidgets(
      new GraphWidget({
        title: 'API: requests and refusals',
        width: 12,
        left: [api.metricCount({ label: 'requests' })],
        right: [api.metricClientError({ label: 'refused' }), api.metricServerError({ label: 'failed' })],
      }),
      new GraphWidget({
        title: 'API: latency (ms)',
        width: 12,
        left: [api.metricLatency({ statistic: 'p50' }), api.metricLatency({ statistic: 'p99' })],
      }),
    );
  }
}
