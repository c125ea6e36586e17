import { Duration, Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BucketEncryption,
  CfnBucket,
  type CorsRule,
  type IBucket,
  type ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { CareledgerFunction } from './careledger-function.ts';
import { PrivateBucket } from './private-bucket.ts';

type SecureBucketProps = {
  readonly encryptionKey: IKey;
  readonly accessLogs: IBucket;
  /** Tells EventBridge of every object written. */
  readonly announcesObjects?: boolean;
  readonly cors?: CorsRule;
  readonly objectLock?: ObjectLockRetention;
};

/** A bucket of the council's files: encrypted with our key, TLS only, never public, versioned, kept, its readers logged. */
export class SecureBucket extends Construct {
  readonly bucket: PrivateBucket;
  private readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, props: SecureBucketProps) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    this.bucket = new PrivateBucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: props.encryptionKey,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      ...(props.cors && { cors: [props.cors] }),
      ...(props.objectLock && { objectLockDefaultRetention: props.objectLock }),
    });
    if (props.announcesObjects) {
      this.announceObjects();
    }
  }

  /** By the property of the bucket itself: CDK's own switch brings a function of its own that sets the same thing. */
  private announceObjects(): void {
    const { defaultChild } = this.bucket.node;
    if (!(defaultChild instanceof CfnBucket)) {
      throw new Error('A Bucket no longer has its CfnBucket as default child.');
    }
    defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }

  /** Lets a function read the objects under the prefixes, in the version that was announced to it. */
  grantReadObjects(reader: CareledgerFunction, prefixes: readonly string[]): void {
    this.allowObjects(reader, ['s3:GetObject', 's3:GetObjectVersion'], prefixes);
    reader.allow({ actions: ['kms:Decrypt'], resources: [this.encryptionKey.keyArn] });
  }

  /** Lets a function learn that an object is not there: without this right S3 answers "forbidden" instead. */
  grantKnowMissing(reader: CareledgerFunction): void {
    reader.allow({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] });
  }

  grantWriteObjects(writer: CareledgerFunction, prefixes: readonly string[]): void {
    this.allowObjects(writer, ['s3:PutObject'], prefixes);
    // Decrypt as well: S3 asks for it when an object goes up in parts.
    writer.allow({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [this.encryptionKey.keyArn] });
  }

  private allowObjects(
    grantee: CareledgerFunction,
    actions: readonly string[],
    prefixes: readonly string[],
  ): void {
    // The export is made here, not left to CDK, so that the ARN has its final form when the wildcard is acknowledged.
    const arn = Stack.of(this).exportValue(this.bucket.bucketArn);
    const exported: unknown = Stack.of(grantee).resolve(arn);
    grantee.allow({
      actions,
      resources: prefixes.map((prefix) => `${arn}/${prefix}*`),
      wildcards: {
        findings: prefixes.map((prefix) => `Resource::${importedName(exported)}/${prefix}*`),
        reason: `Files are named when they arrive, so only the prefix can be named, not the key; ${actions.join(', ')} and no more.`,
      },
    });
  }
}

function importedName(resolved: unknown): string {
  if (typeof resolved === 'object' && resolved !== null && 'Fn::ImportValue' in resolved) {
    return String(resolved['Fn::ImportValue']);
  }
  throw new Error('A bucket is granted to functions of another stack only, through its export.');
}
