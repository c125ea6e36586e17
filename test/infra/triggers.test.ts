import { describe, expect, it } from 'vitest';
import { paySchedules, scheduleEventSchema } from '../../events/schedule-event.ts';
import { onlyResourceOf, resourcesOf, synthesizedTemplates } from '../support/synthesized-template.ts';
import { environmentOf, functionNamed } from './function-rights.ts';

const { data, service } = synthesizedTemplates('live');
const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}$/, '');
const nameOfArn = (arn: unknown) => withoutHash((arn as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0]);

type RuleProperties = {
  EventPattern: { source: string[]; 'detail-type': string[]; detail: { bucket: unknown; object: unknown } };
  Targets: { Arn: unknown; DeadLetterConfig: { Arn: unknown }; InputPath?: string; Input?: string }[];
};

describe('a file that arrives in the inbox', () => {
  const rules = resourcesOf(service, 'AWS::Events::Rule').map(
    ([, { Properties }]) => Properties as unknown as RuleProperties,
  );
  const queueOf = (prefix: string) =>
    rules
      .filter(
        (rule) => JSON.stringify(rule.EventPattern.detail.object) === JSON.stringify({ key: [{ prefix }] }),
      )
      .flatMap((rule) => rule.Targets.map(({ Arn }) => nameOfArn(Arn)));

  it.each([
    ['people/', 'ExtractsQueue'],
    ['providers/', 'ExtractsQueue'],
    ['service-types/', 'ExtractsQueue'],
    ['rate-cards/', 'ExtractsQueue'],
    ['care-packages/', 'ExtractsQueue'],
    ['contributions/', 'ExtractsQueue'],
    ['assessments/', 'ExtractsQueue'],
    ['direct-payment-agreements/', 'ExtractsQueue'],
    ['deferred-agreements/', 'ExtractsQueue'],
    ['opening-positions/', 'ExtractsQueue'],
    ['ledger-history/', 'ExtractsQueue'],
    ['parallel-run/', 'ExtractsQueue'],
    ['uplifts/', 'ExtractsQueue'],
    ['invoice-images/', 'KeptFilesQueue'],
    ['deaths/', 'KeptFilesQueue'],
    ['provider-returns/', 'ReturnsQueue'],
    ['bank-statements/', 'StatementsQueue'],
    ['managed-statements/', 'ManagedStatementsQueue'],
    ['ledger-responses/', 'ResponsesQueue'],
    ['bacs-reports/', 'ResponsesQueue'],
  ])('under %s becomes a message of %s', (prefix, queue) => {
    expect(queueOf(prefix)).toEqual([queue]);
  });

  it('is announced by the inbox alone, as the whole event, and if undeliverable to the dead letters of its queue', () => {
    expect(rules).toHaveLength(20);
    for (const { EventPattern, Targets } of rules) {
      expect(EventPattern).toMatchObject({
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: [{ 'Fn::ImportValue': expect.stringMatching(/RefInboxBucket/) as unknown }] },
        },
      });
      const [target] = Targets;
      expect(Object.keys(target!).toSorted()).toEqual(['Arn', 'DeadLetterConfig', 'Id']);
      const queue = nameOfArn(target!.Arn);
      expect(nameOfArn(target!.DeadLetterConfig.Arn)).toBe(queue.replace(/Queue$/, 'DeadQueue'));
    }
  });
});

describe('queues', () => {
  const queues = resourcesOf(service, 'AWS::SQS::Queue');

  it.each(queues)('%s is encrypted and keeps what nobody looked at for a fortnight', (_, { Properties }) => {
    expect(Properties).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
  });

  it.each(queues)('%s takes nothing without TLS', (id) => {
    const policies = resourcesOf(service, 'AWS::SQS::QueuePolicy').filter(
      ([, { Properties }]) => JSON.stringify(Properties['Queues']) === JSON.stringify([{ Ref: id }]),
    );
    const refusals = policies
      .flatMap(
        ([, { Properties }]) =>
          (Properties['PolicyDocument'] as { Statement: Record<string, unknown>[] }).Statement,
      )
      .filter(({ Effect }) => Effect === 'Deny');
    expect(refusals).toMatchObject([{ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]);
  });

  it.each([
    ['ExtractsQueue', 'ExtractsDeadQueue'],
    ['KeptFilesQueue', 'KeptFilesDeadQueue'],
    ['ResponsesQueue', 'ResponsesDeadQueue'],
    ['ReturnsQueue', 'ReturnsDeadQueue'],
    ['PayWorkQueue', 'PayWorkDeadQueue'],
    ['UpliftWorkQueue', 'UpliftWorkDeadQueue'],
  ])('%s gives up after three attempts and leaves the message in %s', (name, dead) => {
    const [, queue] = queues.find(([id]) => withoutHash(id) === name)!;
    const redrive = queue.Properties['RedrivePolicy'] as {
      deadLetterTargetArn: unknown;
      maxReceiveCount: number;
    };
    expect(nameOfArn(redrive.deadLetterTargetArn)).toBe(dead);
    expect(redrive.maxReceiveCount).toBe(3);
  });

  it.each([
    ['ExtractsQueue', 'import-extract', 2, 900],
    ['KeptFilesQueue', 'keep-file', 2, 300],
    ['ResponsesQueue', 'read-responses', 2, 900],
    ['ReturnsQueue', 'check-returns', 2, 900],
    ['ManagedStatementsQueue', 'split-statements', 2, 300],
    ['PayWorkQueue', 'run-pay', 10, 900],
    ['UpliftWorkQueue', 'run-uplift', 10, 900],
  ])('%s is worked off by %s, one message at a time and %i at once', (name, worker, atOnce, seconds) => {
    const [id, queue] = queues.find(([candidate]) => withoutHash(candidate) === name)!;
    const mapping = resourcesOf(service, 'AWS::Lambda::EventSourceMapping').find(
      ([, { Properties }]) => nameOfArn(Properties['EventSourceArn']) === withoutHash(id),
    )![1].Properties;
    const { Ref } = mapping['FunctionName'] as { Ref: string };
    expect(service.Resources[Ref]!.Properties).toBe(functionNamed(service, worker));
    expect(mapping).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: atOnce },
    });
    expect(functionNamed(service, worker)['Timeout']).toBe(seconds);
    expect(queue.Properties['VisibilityTimeout']).toBeGreaterThan(seconds);
  });
});

describe('schedules', () => {
  const schedules = resourcesOf(service, 'AWS::Scheduler::Schedule');

  it.each([
    ['rate-change-reminder', 'cron(0 7 * * ? *)', undefined],
    ['daily-chasing', 'cron(0 8 * * ? *)', undefined],
    ['daily-paper-chasing', 'cron(0 9 * * ? *)', undefined],
    ['daily-interest', 'cron(0 1 * * ? *)', undefined],
    ['annual-uplift', 'cron(0 3 * * ? *)', undefined],
    ['nightly-proof', 'cron(0 2 * * ? *)', '{"schedule":"nightly-proof"}'],
    ['settle-bacs', 'cron(0 4 * * ? *)', '{"schedule":"settle-bacs"}'],
    ['month-end', 'cron(0 5 * * ? *)', '{"schedule":"month-end"}'],
    ['weekly-catch-up', 'cron(0 6 * * ? *)', '{"schedule":"weekly-catch-up"}'],
  ])('%s is due every day at an hour of the London clock', (name, expression, input) => {
    const [found] = schedules.filter(([, { Properties }]) => Properties['Name'] === name);
    expect(found?.[1].Properties).toMatchObject({
      GroupName: 'careledger-live',
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: 'Europe/London',
      State: 'ENABLED',
      Target: input === undefined ? {} : { Input: input },
    });
  });

  it('resend-stuck-shards is due every quarter of an hour', () => {
    const [found] = schedules.filter(([, { Properties }]) => Properties['Name'] === 'resend-stuck-shards');
    expect(found?.[1].Properties).toMatchObject({
      ScheduleExpression: 'rate(15 minutes)',
      Target: { Input: '{"schedule":"resend-stuck-shards"}' },
    });
  });

  it('of pay are those that the function knows, and no other', () => {
    const inputs = schedules.flatMap(([, { Properties }]) => {
      const { Input } = Properties['Target'] as { Input?: string };
      return Input === undefined ? [] : [scheduleEventSchema.parse(JSON.parse(Input)).schedule];
    });
    expect(inputs.toSorted()).toEqual(paySchedules.toSorted());
  });

  it.each(schedules)('%s leaves a call that could not be made in dead letters', (_, { Properties }) => {
    const target = Properties['Target'] as { Arn: unknown; DeadLetterConfig: { Arn: unknown } };
    const called = (target.Arn as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0];
    const ofPay = ['run-schedules', 'PaySchedulesDeadQueue'] as const;
    const [name, dead] =
      new Map([
        ['rate-change-reminder', ['remind-rate-changes', 'RateChangeReminderDeadQueue'] as const],
        ['daily-chasing', ['chase-returns', 'DailyChasingDeadQueue'] as const],
        ['daily-paper-chasing', ['chase-papers', 'DailyPaperChasingDeadQueue'] as const],
        ['daily-interest', ['post-interest', 'DailyInterestDeadQueue'] as const],
        ['annual-uplift', ['apply-uplifts', 'AnnualUpliftDeadQueue'] as const],
      ]).get(String(Properties['Name'])) ?? ofPay;
    expect(nameOfArn(target.DeadLetterConfig.Arn)).toBe(dead);
    expect(service.Resources[called]!.Properties).toBe(functionNamed(service, name));
    expect(functionNamed(service, name)['DeadLetterConfig']).toEqual({
      TargetArn: target.DeadLetterConfig.Arn,
    });
  });
});

describe('schedules, when the stack goes', () => {
  it('leave no name behind that would be in the way of making it again', () => {
    const group = onlyResourceOf(service, 'AWS::Scheduler::ScheduleGroup');
    expect(group.DeletionPolicy).toBe('Delete');
  });
});

describe('functions', () => {
  const functions = [
    ...resourcesOf(data, 'AWS::Lambda::Function'),
    ...resourcesOf(service, 'AWS::Lambda::Function'),
  ]
    .map(([, { Properties }]) => Properties)
    .filter((properties) => 'POWERTOOLS_SERVICE_NAME' in environmentOf(properties))
    .map(
      (properties) => [environmentOf(properties)['POWERTOOLS_SERVICE_NAME'] as string, properties] as const,
    );

  it('are those of this system', () => {
    expect(functions.map(([name]) => name).toSorted()).toEqual([
      'apply-uplifts',
      'chase-papers',
      'chase-returns',
      'check-returns',
      'check-statements',
      'import-extract',
      'issue-claims',
      'keep-file',
      'post-interest',
      'read-pdf-statement',
      'read-responses',
      'remind-rate-changes',
      'run-pay',
      'run-schedules',
      'run-uplift',
      'serve-accounts',
      'serve-audits',
      'serve-calculators',
      'serve-deferred',
      'serve-mappings',
      'serve-pay',
      'serve-records',
      'serve-returns',
      'serve-settings',
      'serve-uplifts',
      'serve-uploads',
      'split-statements',
    ]);
  });

  it.each(functions)(
    '%s runs on Node 24 on ARM, is traced and has its limits and log said outright',
    (_, properties) => {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
        MemorySize: expect.any(Number) as unknown,
        Timeout: expect.any(Number) as unknown,
        LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.any(String) as unknown } },
        Environment: { Variables: { POWERTOOLS_METRICS_NAMESPACE: 'careledger' } },
      });
    },
  );

  it('keep their logs as long as the stage says', () => {
    const retentions = (stage: string) =>
      resourcesOf(synthesizedTemplates(stage).service, 'AWS::Logs::LogGroup').map(
        ([, { Properties }]) => Properties['RetentionInDays'],
      );
    expect([new Set(retentions('local')), new Set(retentions('test')), new Set(retentions('live'))]).toEqual([
      new Set([7]),
      new Set([30]),
      new Set([731]),
    ]);
  });

  it.each([
    ['import-extract', ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'EXTRACTS_QUEUE_URL']],
    ['keep-file', ['TABLE_NAME']],
    ['read-responses', ['TABLE_NAME', 'EVIDENCE_BUCKET']],
    ['check-returns', ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'RETURNS_QUEUE_URL']],
    [
      'check-statements',
      ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'STATEMENTS_QUEUE_URL', 'PDF_QUEUE_URL'],
    ],
    ['serve-audits', ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'MAIL_FROM']],
    ['serve-mappings', ['TABLE_NAME', 'EVIDENCE_BUCKET', 'STATEMENTS_QUEUE_URL']],
    ['serve-uploads', ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET']],
    ['serve-accounts', ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET']],
    ['split-statements', ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET']],
    ['serve-records', ['TABLE_NAME', 'EXTRACTS_QUEUE_URL']],
    ['run-pay', ['TABLE_NAME', 'EVIDENCE_BUCKET', 'OUTBOX_BUCKET', 'PAY_WORK_QUEUE_URL']],
    ['run-uplift', ['TABLE_NAME', 'EVIDENCE_BUCKET', 'UPLIFT_QUEUE_URL']],
    ['serve-uplifts', ['TABLE_NAME', 'EVIDENCE_BUCKET', 'UPLIFT_QUEUE_URL']],
    ['apply-uplifts', ['TABLE_NAME', 'UPLIFT_QUEUE_URL']],
    ['run-schedules', ['TABLE_NAME', 'PAY_WORK_QUEUE_URL', 'RETURNS_QUEUE_URL']],
    ['serve-pay', ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'OUTBOX_BUCKET', 'PAY_WORK_QUEUE_URL']],
    [
      'serve-returns',
      ['TABLE_NAME', 'INBOX_BUCKET', 'EVIDENCE_BUCKET', 'OUTBOX_BUCKET', 'RETURNS_QUEUE_URL', 'MAIL_FROM'],
    ],
    ['serve-settings', ['TABLE_NAME', 'DEAD_LETTER_QUEUES']],
    ['serve-deferred', ['TABLE_NAME', 'EVIDENCE_BUCKET']],
    ['serve-calculators', ['TABLE_NAME']],
    ['remind-rate-changes', ['TABLE_NAME']],
    ['chase-returns', ['TABLE_NAME', 'MAIL_FROM']],
    ['chase-papers', ['TABLE_NAME', 'EVIDENCE_BUCKET', 'MAIL_FROM']],
    ['post-interest', ['TABLE_NAME']],
  ])('%s is told of %j and of nothing more', (name, expected) => {
    const ofEvery = ['NODE_OPTIONS', 'POWERTOOLS_SERVICE_NAME', 'POWERTOOLS_METRICS_NAMESPACE'];
    expect(Object.keys(environmentOf(functionNamed(service, name))).toSorted()).toEqual(
      [...ofEvery, ...expected].toSorted(),
    );
  });
});
