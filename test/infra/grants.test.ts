import { describe, expect, it } from 'vitest';
import { synthesizedTemplates, type SynthesizedTemplate } from '../support/synthesized-template.ts';
import { conditionsOf, rightsOf } from './function-rights.ts';

const { data, service } = synthesizedTemplates('live');

const on = (resource: string, ...actions: string[]) => actions.map((action) => `${action} ${resource}`);
const under = (bucket: string, action: string, prefixes: readonly string[]) =>
  prefixes.map((prefix) => `${action} ${bucket}/${prefix}/*`);

const logging = (id: string) => [
  ...on(`${id}Logs`, 'logs:CreateLogStream', 'logs:PutLogEvents'),
  ...on('*', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'),
];
const readTable = [
  ...['LedgerTable', 'LedgerTable/index/GSI1', 'LedgerTable/index/GSI2'].flatMap((resource) =>
    on(resource, 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'),
  ),
  ...on('Key', 'kms:Decrypt', 'kms:DescribeKey'),
];
const writeTable = [
  ...readTable,
  ...on('LedgerTable', 'dynamodb:ConditionCheckItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'),
  ...on('Key', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'),
];
const takeBackMarkers = on('LedgerTable', 'dynamodb:DeleteItem');
const workOff = (queue: string) =>
  on(
    queue,
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
  );
const readObjects = (bucket: string, prefixes: readonly string[]) => [
  ...under(bucket, 's3:GetObject', prefixes),
  ...under(bucket, 's3:GetObjectVersion', prefixes),
  ...on('Key', 'kms:Decrypt'),
];
const writeObjects = (bucket: string, prefixes: readonly string[]) => [
  ...under(bucket, 's3:PutObject', prefixes),
  ...on('Key', 'kms:Decrypt', 'kms:GenerateDataKey'),
];

const extracts = [
  'people',
  'providers',
  'service-types',
  'rate-cards',
  'care-packages',
  'contributions',
  'assessments',
  'direct-payment-agreements',
  'deferred-agreements',
  'opening-positions',
  'ledger-history',
  'parallel-run',
  'uplifts',
];
const images = ['invoice-images'];
const keptFiles = ['deaths'];
const statements = ['bank-statements'];
const bulkStatements = ['managed-statements'];
const returns = ['provider-returns'];
const responses = ['ledger-responses', 'bacs-reports'];

const expectRights = (template: SynthesizedTemplate, name: string, expected: string[]) => {
  expect([...new Set(rightsOf(template, name))]).toEqual([...new Set(expected)].toSorted());
};

describe('what each function may do, and nothing else', () => {
  it('import-extract reads extracts, writes the table and checked lines, and sends rows that wait again', () => {
    expectRights(service, 'import-extract', [
      ...logging('ImportExtract'),
      ...writeTable,
      ...readObjects('InboxBucket', extracts),
      ...writeObjects('EvidenceBucket', ['checked']),
      ...workOff('ExtractsQueue'),
      ...on('ExtractsQueue', 'sqs:SendMessage'),
    ]);
  });

  it('keep-file reads the files it registers and writes the table', () => {
    expectRights(service, 'keep-file', [
      ...logging('KeepFile'),
      ...writeTable,
      ...readObjects('InboxBucket', [...images, ...keptFiles]),
      ...workOff('KeptFilesQueue'),
    ]);
  });

  it('serve-uploads signs forms for the inbox, which it cannot read, and reads checked lines', () => {
    expectRights(service, 'serve-uploads', [
      ...logging('ServeUploads'),
      ...writeTable,
      ...takeBackMarkers,
      ...writeObjects('InboxBucket', [
        ...[...extracts, ...responses, ...images, ...returns, ...statements, ...bulkStatements],
        ...keptFiles,
      ]),
      ...readObjects('EvidenceBucket', ['checked']),
      ...on('EvidenceBucket', 's3:ListBucket'),
    ]);
  });

  it('serve-records reads and writes the table and has waiting rows looked at again', () => {
    expectRights(service, 'serve-records', [
      ...logging('ServeRecords'),
      ...writeTable,
      ...takeBackMarkers,
      ...on('ExtractsQueue', 'sqs:SendMessage'),
    ]);
  });

  it('read-responses reads answers about payments, writes the table and checked lines', () => {
    expectRights(service, 'read-responses', [
      ...logging('ReadResponses'),
      ...writeTable,
      ...readObjects('InboxBucket', responses),
      ...writeObjects('EvidenceBucket', ['checked']),
      ...workOff('ResponsesQueue'),
    ]);
  });

  it('check-returns reads returns and what was checked of earlier ones, writes the table and checked lines, and wakes files that wait', () => {
    expectRights(service, 'check-returns', [
      ...logging('CheckReturns'),
      ...writeTable,
      ...readObjects('InboxBucket', returns),
      ...readObjects('EvidenceBucket', ['checked']),
      ...on('EvidenceBucket', 's3:ListBucket'),
      ...writeObjects('EvidenceBucket', ['checked']),
      ...workOff('ReturnsQueue'),
      ...on('ReturnsQueue', 'sqs:SendMessage'),
    ]);
  });

  it('check-statements reads statements and what was read of others, writes the table and what it read, hands PDFs on and has files read again', () => {
    expectRights(service, 'check-statements', [
      ...logging('CheckStatements'),
      ...writeTable,
      ...readObjects('InboxBucket', statements),
      ...readObjects('EvidenceBucket', ['checked']),
      ...on('EvidenceBucket', 's3:ListBucket'),
      ...writeObjects('EvidenceBucket', ['checked']),
      ...workOff('StatementsQueue'),
      ...on('StatementsQueue', 'sqs:SendMessage'),
      ...on('StatementPdfsQueue', 'sqs:SendMessage'),
    ]);
  });

  it('split-statements reads files of many accounts, writes the table, the statements it parts and what became of each', () => {
    expectRights(service, 'split-statements', [
      ...logging('SplitStatements'),
      ...writeTable,
      ...readObjects('InboxBucket', bulkStatements),
      ...writeObjects('InboxBucket', statements),
      ...writeObjects('EvidenceBucket', ['checked']),
      ...workOff('ManagedStatementsQueue'),
    ]);
  });

  it('serve-accounts signs forms for files of many accounts, which it cannot read, and reads what was parted and paid', () => {
    expectRights(service, 'serve-accounts', [
      ...logging('ServeAccounts'),
      ...writeTable,
      ...takeBackMarkers,
      ...writeObjects('InboxBucket', bulkStatements),
      ...readObjects('EvidenceBucket', ['checked', 'pay-runs']),
      ...on('EvidenceBucket', 's3:ListBucket'),
    ]);
  });

  it('read-pdf-statement reads statements, writes what they say, and hands them back', () => {
    expectRights(service, 'read-pdf-statement', [
      ...logging('ReadPdfStatement'),
      ...readTable,
      ...readObjects('InboxBucket', statements),
      ...writeObjects('EvidenceBucket', ['checked']),
      ...workOff('StatementPdfsQueue'),
      ...on('StatementsQueue', 'sqs:SendMessage'),
    ]);
  });

  it('serve-audits reads and writes the table, reads what was read of statements, and sends and shows letters and papers', () => {
    expectRights(service, 'serve-audits', [
      ...logging('ServeAudits'),
      ...writeTable,
      ...takeBackMarkers,
      ...readObjects('InboxBucket', images),
      ...readObjects('EvidenceBucket', ['checked', 'letters']),
      ...writeObjects('EvidenceBucket', ['letters']),
      ...on('arn:AWS::Partition:ses:eu-west-2:AWS::AccountId:identity/larkshire.example', 'ses:SendEmail'),
      ...on('EvidenceBucket', 's3:ListBucket'),
    ]);
  });

  it('serve-mappings reads and writes the table, reads what was kept of statements, and has some read again', () => {
    expectRights(service, 'serve-mappings', [
      ...logging('ServeMappings'),
      ...writeTable,
      ...takeBackMarkers,
      ...readObjects('EvidenceBucket', ['checked']),
      ...on('EvidenceBucket', 's3:ListBucket'),
      ...on('StatementsQueue', 'sqs:SendMessage'),
    ]);
  });

  it('run-pay reads and writes the table and what lies of runs in evidence and outbox, and cuts runs into messages', () => {
    expectRights(service, 'run-pay', [
      ...logging('RunPay'),
      ...writeTable,
      ...readObjects('EvidenceBucket', ['pay-runs']),
      ...writeObjects('EvidenceBucket', ['pay-runs']),
      ...readObjects('OutboxBucket', ['pay-runs']),
      ...writeObjects('OutboxBucket', ['pay-runs']),
      ...workOff('PayWorkQueue'),
      ...on('PayWorkQueue', 'sqs:SendMessage'),
    ]);
  });

  it('serve-pay reads and writes the table, reads what lies of runs, checked lines and the images of invoices, writes no file, and has runs worked off', () => {
    expectRights(service, 'serve-pay', [
      ...logging('ServePay'),
      ...writeTable,
      ...takeBackMarkers,
      ...readObjects('EvidenceBucket', ['pay-runs', 'checked']),
      ...readObjects('OutboxBucket', ['pay-runs']),
      ...readObjects('InboxBucket', images),
      ...on('PayWorkQueue', 'sqs:SendMessage'),
    ]);
  });

  it('serve-returns reads and writes the table, returns, what was checked of them and what is written out of them, takes what proves a line, has files read again and reminds providers', () => {
    expectRights(service, 'serve-returns', [
      ...logging('ServeReturns'),
      ...writeTable,
      ...on('arn:AWS::Partition:ses:eu-west-2:AWS::AccountId:identity/larkshire.example', 'ses:SendEmail'),
      ...takeBackMarkers,
      ...readObjects('InboxBucket', returns),
      ...writeObjects('InboxBucket', [...returns, 'invoice-images']),
      ...readObjects('EvidenceBucket', ['checked']),
      ...on('EvidenceBucket', 's3:ListBucket'),
      ...writeObjects('EvidenceBucket', ['checked']),
      ...readObjects('OutboxBucket', ['returns']),
      ...writeObjects('OutboxBucket', ['returns']),
      ...on('ReturnsQueue', 'sqs:SendMessage'),
    ]);
  });

  it('serve-settings reads and writes the table and works through dead letters', () => {
    expectRights(service, 'serve-settings', [
      ...logging('ServeSettings'),
      ...writeTable,
      ...takeBackMarkers,
      ...[
        'ExtractsDeadQueue',
        'KeptFilesDeadQueue',
        'ResponsesDeadQueue',
        'ReturnsDeadQueue',
        'StatementsDeadQueue',
        'StatementPdfsDeadQueue',
        'ManagedStatementsDeadQueue',
        'PayWorkDeadQueue',
        'UpliftWorkDeadQueue',
      ].flatMap((queue) => [...workOff(queue), ...on(queue, 'sqs:SendMessage')]),
      ...on('ExtractsQueue', 'sqs:SendMessage'),
      ...on('KeptFilesQueue', 'sqs:SendMessage'),
      ...on('ResponsesQueue', 'sqs:SendMessage'),
      ...on('ReturnsQueue', 'sqs:SendMessage'),
      ...on('StatementsQueue', 'sqs:SendMessage'),
      ...on('StatementPdfsQueue', 'sqs:SendMessage'),
      ...on('ManagedStatementsQueue', 'sqs:SendMessage'),
      ...on('PayWorkQueue', 'sqs:SendMessage'),
      ...on('UpliftWorkQueue', 'sqs:SendMessage'),
    ]);
  });

  it('run-uplift reads and writes the table and what lies of uplifts, reads files of rates, and cuts uplifts into messages', () => {
    expectRights(service, 'run-uplift', [
      ...logging('RunUplift'),
      ...writeTable,
      ...readObjects('EvidenceBucket', ['uplifts', 'checked']),
      ...on('EvidenceBucket', 's3:ListBucket'),
      ...writeObjects('EvidenceBucket', ['uplifts']),
      ...workOff('UpliftWorkQueue'),
      ...on('UpliftWorkQueue', 'sqs:SendMessage'),
    ]);
  });

  it('apply-uplifts reads and writes the table, has uplifts worked off and leaves what failed in its dead letters', () => {
    expectRights(service, 'apply-uplifts', [
      ...logging('ApplyUplifts'),
      ...writeTable,
      ...on('UpliftWorkQueue', 'sqs:SendMessage'),
      ...on('AnnualUpliftDeadQueue', 'sqs:SendMessage'),
    ]);
  });

  it('serve-uplifts reads and writes the table, reads what lies of uplifts, writes letters, and has uplifts worked off', () => {
    expectRights(service, 'serve-uplifts', [
      ...logging('ServeUplifts'),
      ...writeTable,
      ...takeBackMarkers,
      ...readObjects('EvidenceBucket', ['uplifts', 'letters']),
      ...writeObjects('EvidenceBucket', ['letters']),
      ...on('UpliftWorkQueue', 'sqs:SendMessage'),
    ]);
  });

  it('serve-calculators reads the table and writes nothing', () => {
    expectRights(service, 'serve-calculators', [...logging('ServeCalculators'), ...readTable]);
  });

  it('remind-rate-changes reads and writes the table and leaves what failed in its dead letters', () => {
    expectRights(service, 'remind-rate-changes', [
      ...logging('RemindRateChanges'),
      ...writeTable,
      ...on('RateChangeReminderDeadQueue', 'sqs:SendMessage'),
    ]);
  });

  it('chase-returns reads and writes the table, sends mails of the council’s domain and leaves what failed in its dead letters', () => {
    expectRights(service, 'chase-returns', [
      ...logging('ChaseReturns'),
      ...writeTable,
      ...on('arn:AWS::Partition:ses:eu-west-2:AWS::AccountId:identity/larkshire.example', 'ses:SendEmail'),
      ...on('DailyChasingDeadQueue', 'sqs:SendMessage'),
    ]);
  });

  it('serve-deferred reads and writes the table, and keeps and shows statements', () => {
    expectRights(service, 'serve-deferred', [
      ...logging('ServeDeferred'),
      ...writeTable,
      ...takeBackMarkers,
      ...readObjects('EvidenceBucket', ['letters']),
      ...writeObjects('EvidenceBucket', ['letters']),
    ]);
  });

  it('post-interest reads and writes the table and leaves what failed in its dead letters', () => {
    expectRights(service, 'post-interest', [
      ...logging('PostInterest'),
      ...writeTable,
      ...on('DailyInterestDeadQueue', 'sqs:SendMessage'),
    ]);
  });

  it('chase-papers reads and writes the table, keeps letters, sends mails of the council’s domain and leaves what failed in its dead letters', () => {
    expectRights(service, 'chase-papers', [
      ...logging('ChasePapers'),
      ...writeTable,
      ...writeObjects('EvidenceBucket', ['letters']),
      ...on('arn:AWS::Partition:ses:eu-west-2:AWS::AccountId:identity/larkshire.example', 'ses:SendEmail'),
      ...on('DailyPaperChasingDeadQueue', 'sqs:SendMessage'),
    ]);
  });

  it('run-schedules reads and writes the table, asks runs and returns for their next step and leaves what failed in dead letters', () => {
    expectRights(service, 'run-schedules', [
      ...logging('RunSchedules'),
      ...writeTable,
      ...on('PayWorkQueue', 'sqs:SendMessage'),
      ...on('ReturnsQueue', 'sqs:SendMessage'),
      ...on('PaySchedulesDeadQueue', 'sqs:SendMessage'),
    ]);
  });

  it('issue-claims touches no data', () => {
    expectRights(data, 'issue-claims', logging('IssueClaims'));
  });
});

describe('what may be sent', () => {
  it.each(['chase-papers', 'chase-returns', 'serve-returns', 'serve-audits'])(
    'by %s comes from the council’s one address',
    (name) => {
      expect(conditionsOf(service, name, 'ses:SendEmail')).toEqual([
        { StringEquals: { 'ses:FromAddress': ['provider.payments@larkshire.example'] } },
      ]);
    },
  );
});

describe('what may be deleted', () => {
  it.each(['serve-uploads', 'serve-records', 'serve-pay', 'serve-returns', 'serve-settings'])(
    '%s takes back markers of writes that failed and nothing else',
    (name) => {
      expect(conditionsOf(service, name, 'dynamodb:DeleteItem')).toEqual([
        {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['IDEMPOTENCY#*'] },
          Null: { 'dynamodb:LeadingKeys': ['false'] },
        },
      ]);
    },
  );
});
