import { RetentionDays } from 'aws-cdk-lib/aws-logs';

export type Stage = {
  readonly name: string;
  /** Everything with personal data stays in London. */
  readonly region: 'eu-west-2';
  /** CloudFront takes its firewall from North Virginia only. */
  readonly edgeRegion: 'us-east-1';
  readonly timeZone: 'Europe/London';
  /** How long functions' and gateway logs are kept. They hold ids and counts, never names. */
  readonly logRetention: RetentionDays;
  /** How long the record of who fetched which object is kept. */
  readonly accessLogDays: number;
  /** How long a file in the evidence bucket cannot be changed or deleted. */
  readonly evidenceRetentionYears: number;
  /** `compliance` binds the account's owner too; `governance` can be lifted, so that a trial stage can be emptied. */
  readonly evidenceLock: 'compliance' | 'governance';
  readonly alarmEmail: string;
  /** Whom providers' mail comes from. Its mailbox is read: they answer to it, and what cannot be delivered comes back. */
  readonly mailFrom: string;
  /** First part of the sign-in page's address; unique in the region. */
  readonly signInPrefix: string;
  /** The council's own address of the pages, with its certificate (in us-east-1). Without it CloudFront's name serves. */
  readonly web?: { readonly domain: string; readonly certificateArn: string };
  /** Countries (ISO 3166) the pages and the API answer to. */
  readonly countries: readonly string[];
  /** Whether bank statements that are scans are sent to Amazon Textract. It costs money for every page: see the README. */
  readonly recognisesScans: boolean;
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
};

const everyStage = {
  region: 'eu-west-2',
  edgeRegion: 'us-east-1',
  timeZone: 'Europe/London',
  countries: ['GB'],
  alarmEmail: 'careledger-alarms@larkshire.example',
  mailFrom: 'provider.payments@larkshire.example',
  recognisesScans: false,
} as const;

/**
 * Financial records are kept for six years after the year they belong to (HMRC, VAT Notice 700/21, and the
 * Limitation Act 1980 section 5), which seven years from writing always covers.
 */
const FINANCIAL_RECORD_YEARS = 7;

const stages: readonly Stage[] = [
  {
    ...everyStage,
    name: 'local',
    logRetention: RetentionDays.ONE_WEEK,
    accessLogDays: 7,
    evidenceRetentionYears: 1,
    evidenceLock: 'governance',
    signInPrefix: 'careledger-local',
    requestsPerSecond: 50,
    requestBurst: 100,
  },
  {
    ...everyStage,
    name: 'test',
    logRetention: RetentionDays.ONE_MONTH,
    accessLogDays: 30,
    evidenceRetentionYears: 1,
    evidenceLock: 'governance',
    signInPrefix: 'careledger-test',
    requestsPerSecond: 50,
    requestBurst: 100,
  },
  {
    ...everyStage,
    name: 'live',
    logRetention: RetentionDays.TWO_YEARS,
    accessLogDays: 731,
    evidenceRetentionYears: FINANCIAL_RECORD_YEARS,
    evidenceLock: 'compliance',
    signInPrefix: 'careledger-live',
    requestsPerSecond: 200,
    requestBurst: 400,
  },
];

export function stageNamed(name: string): Stage {
  const stage = stages.find((candidate) => candidate.name === name);
  if (stage === undefined) {
    const known = stages.map((candidate) => candidate.name).join(', ');
    throw new Error(`There is no stage "${name}". Known stages: ${known}.`);
  }
  return stage;
}
