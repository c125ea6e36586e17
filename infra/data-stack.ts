import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BucketEncryption, HttpMethods, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { CouncilMail } from './constructs/council-mail.ts';
import { LedgerTable } from './constructs/ledger-table.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { SecureBucket } from './constructs/secure-bucket.ts';
import { UserDirectory } from './constructs/user-directory.ts';
import { deployIssueClaims } from './functions/issue-claims.ts';
import type { Stage } from './stages.ts';

/** What must never be lost: the table, the files, the keys and who may sign in. */
export class DataStack extends Stack {
  readonly ledgerTable: LedgerTable;
  readonly inbox: SecureBucket;
  readonly outbox: SecureBucket;
  readonly evidence: SecureBucket;
  readonly accessLogs: PrivateBucket;
  readonly userDirectory: UserDirectory;
  readonly alarmTopic: ITopic;
  readonly mail: CouncilMail;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      env: { region: stage.region },
      description: `careledger ${stage.name}: data and sign-in`,
      terminationProtection: true,
    });
    const encryptionKey = new Key(this, 'Key', {
      description: `careledger ${stage.name}: the table, the files and the alarms`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.alarmTopic = new AlarmTopic(this, 'Alarms', { encryptionKey, alarmEmail: stage.alarmEmail }).topic;
    this.ledgerTable = new LedgerTable(this, 'Ledger', { encryptionKey });

    this.mail = new CouncilMail(this, 'Mail', stage);
    this.accessLogs = this.createAccessLogs(stage);
    const bucketDefaults = { encryptionKey, accessLogs: this.accessLogs };
    this.inbox = new SecureBucket(this, 'Inbox', {
      ...bucketDefaults,
      announcesObjects: true,
      // Browsers post their files here with a form we signed; the signature is the guard, the origin a second one.
      cors: { allowedMethods: [HttpMethods.POST], allowedOrigins: [webOrigin(stage)], allowedHeaders: ['*'] },
    });
    this.outbox = new SecureBucket(this, 'Outbox', bucketDefaults);
    this.evidence = new SecureBucket(this, 'Evidence', {
      ...bucketDefaults,
      objectLock: evidenceLock(stage),
    });

    this.userDirectory = new UserDirectory(this, 'SignIn', {
      stage,
      issueClaims: deployIssueClaims(this, { stage, alarmTopic: this.alarmTopic }),
    });
  }

  private createAccessLogs(stage: Stage): PrivateBucket {
    const accessLogs = new PrivateBucket(this, 'AccessLogs', {
      // S3 writes its access logs to buckets under its own key only.
      encryption: BucketEncryption.S3_MANAGED,
      // CloudFront delivers its logs by access control list.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [
        {
          expiration: Duration.days(stage.accessLogDays),
          noncurrentVersionExpiration: Duration.days(stage.accessLogDays),
        },
      ],
    });
    Validations.of(accessLogs).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It is where access logs are written; logging its own access would feed itself.',
    });
    return accessLogs;
  }
}

function evidenceLock({ evidenceLock: mode, evidenceRetentionYears }: Stage): ObjectLockRetention {
  const duration = Duration.days(Math.ceil(evidenceRetentionYears * 365.25));
  return mode === 'compliance'
    ? ObjectLockRetention.compliance(duration)
    : ObjectLockRetention.governance(duration);
}

function webOrigin({ web }: Stage): string {
  return web === undefined ? 'https://*.cloudfront.net' : `https://${web.domain}`;
}
