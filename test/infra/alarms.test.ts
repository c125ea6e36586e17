import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resourcesOf, synthesizedTemplates } from '../support/synthesized-template.ts';

const { data, service } = synthesizedTemplates('live');
const alarms = [
  ...resourcesOf(data, 'AWS::CloudWatch::Alarm'),
  ...resourcesOf(service, 'AWS::CloudWatch::Alarm'),
];
const descriptionOf = (alarm: { Properties: Record<string, unknown> }) =>
  String(alarm.Properties['AlarmDescription']);
const runbook = readFileSync(new URL('../../infra/README.md', import.meta.url), 'utf8');

describe('alarms', () => {
  it.each([
    'import-extract',
    'keep-file',
    'serve-uploads',
    'serve-records',
    'serve-settings',
    'serve-calculators',
    'remind-rate-changes',
    'issue-claims',
  ])('ring when %s fails, is refused or comes near its time limit', (name) => {
    const ofFunction = alarms
      .map(([, alarm]) => ({ metric: alarm.Properties['MetricName'], description: descriptionOf(alarm) }))
      .filter(({ description }) => description.startsWith(`${name} `));
    expect(ofFunction.map(({ metric }) => metric).toSorted()).toEqual(['Duration', 'Errors', 'Throttles']);
  });

  it('ring when anything lies in a dead-letter queue', () => {
    const watched = alarms
      .filter(([, { Properties }]) => Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible')
      .map(([, { Properties }]) => JSON.stringify(Properties['Dimensions']));
    const deadLetterQueues = resourcesOf(service, 'AWS::SQS::Queue').filter(
      ([, { Properties }]) => !('RedrivePolicy' in Properties),
    );
    expect(deadLetterQueues).toHaveLength(3);
    for (const [id] of deadLetterQueues) {
      expect(watched).toContain(
        JSON.stringify([{ Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } }]),
      );
    }
  });

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

  it.each(alarms)('%s says who is hurt, in the words of the runbook', (_, alarm) => {
    const [happening, ...impact] = descriptionOf(alarm).split('. ');
    expect(happening).not.toBe('');
    expect(impact.join('. ').length).toBeGreaterThan(40);
    expect(runbook).toContain(impact.join('. '));
  });
});
