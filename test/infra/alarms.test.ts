import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  resourcesOf,
  synthesizedTemplates,
  type SynthesizedTemplate,
} from '../support/synthesized-template.ts';
import { environmentOf } from './function-rights.ts';

const { data, service } = synthesizedTemplates('live');
const alarms = [data, service].flatMap((template) => resourcesOf(template, 'AWS::CloudWatch::Alarm'));
const runbook = readFileSync(new URL('../../infra/README.md', import.meta.url), 'utf8');

/** The metrics of one function or queue that ring. */
function watchedMetrics(template: SynthesizedTemplate, dimension: object): unknown[] {
  return resourcesOf(template, 'AWS::CloudWatch::Alarm')
    .filter(([, { Properties }]) => JSON.stringify(Properties['Dimensions']) === JSON.stringify([dimension]))
    .map(([, { Properties }]) => Properties['MetricName'])
    .toSorted();
}

const queues = resourcesOf(service, 'AWS::SQS::Queue');
const deadLetterQueues = queues.filter(([, { Properties }]) => !('RedrivePolicy' in Properties));
const deadLetterArns = deadLetterQueues.map(([id]) => ({ 'Fn::GetAtt': [id, 'Arn'] }));
const functions = [data, service].flatMap((template) =>
  resourcesOf(template, 'AWS::Lambda::Function')
    // Not CDK's own, which run while deploying only.
    .filter(([, { Properties }]) => 'POWERTOOLS_SERVICE_NAME' in environmentOf(Properties))
    .map(([id]) => [id, template] as const),
);

describe('nothing fails without an alarm', () => {
  it.each(functions)('%s fails, is refused or comes near its time limit', (id, template) => {
    expect(watchedMetrics(template, { Name: 'FunctionName', Value: { Ref: id } })).toEqual([
      'Duration',
      'Errors',
      'Throttles',
    ]);
  });

  it.each(deadLetterQueues)('a message lies in %s', (id) => {
    const dimension = { Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } };
    expect(watchedMetrics(service, dimension)).toEqual(['ApproximateNumberOfMessagesVisible']);
  });

  it.each(queues.filter(([, { Properties }]) => 'RedrivePolicy' in Properties))(
    'a message of %s is given up: it goes to dead letters',
    (_, { Properties }) => {
      const { deadLetterTargetArn } = Properties['RedrivePolicy'] as { deadLetterTargetArn: unknown };
      expect(deadLetterArns).toContainEqual(deadLetterTargetArn);
    },
  );

  it.each(resourcesOf(service, 'AWS::Events::Rule'))(
    'an event of %s cannot be delivered: it goes to dead letters',
    (_, { Properties }) => {
      const targets = Properties['Targets'] as { DeadLetterConfig?: { Arn: unknown } }[];
      for (const target of targets) expect(deadLetterArns).toContainEqual(target.DeadLetterConfig?.Arn);
    },
  );

  it.each(resourcesOf(service, 'AWS::Scheduler::Schedule'))(
    'a call of %s cannot be made: it goes to dead letters',
    (_, { Properties }) => {
      const target = Properties['Target'] as { DeadLetterConfig?: { Arn: unknown } };
      expect(deadLetterArns).toContainEqual(target.DeadLetterConfig?.Arn);
    },
  );

  it.each(resourcesOf(service, 'AWS::ApiGatewayV2::Api'))('%s answers with server errors', (id) => {
    expect(watchedMetrics(service, { Name: 'ApiId', Value: { Ref: id } })).toEqual(['5xx']);
  });
});

describe('an alarm', () => {
  it.each(alarms)(
    '%s goes to the council’s mailbox and is silent while nothing happens',
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        AlarmActions: [expect.anything() as unknown],
        TreatMissingData: 'notBreaching',
        ComparisonOperator: 'GreaterThanThreshold',
      });
      expect(JSON.stringify(Properties['AlarmActions'])).toMatch(/AlarmsTopic/);
    },
  );

  it.each(alarms)('%s says who is hurt, in the words of the runbook', (_, { Properties }) => {
    const [happening, ...impact] = String(Properties['AlarmDescription']).split('. ');
    expect(happening).not.toBe('');
    expect(impact.join('. ').length).toBeGreaterThan(40);
    expect(runbook).toContain(impact.join('. '));
  });
});
