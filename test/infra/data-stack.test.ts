import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { everyone } from '../../events/api/roles.ts';
import { onlyResourceOf, resourcesOf, synthesizedTemplates } from '../support/synthesized-template.ts';

const { data } = synthesizedTemplates('live');
const template = Template.fromJSON(data);

describe('the table', () => {
  it('has one pair of keys and two indexes that hold keys only', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: 'SK', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: ['GSI1', 'GSI2'].map((IndexName) => ({
        IndexName,
        KeySchema: [
          { AttributeName: `${IndexName}PK`, KeyType: 'HASH' },
          { AttributeName: `${IndexName}SK`, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
    expect(resourcesOf(data, 'AWS::DynamoDB::Table')).toHaveLength(1);
  });

  it('can be put back to any second of the last weeks, and neither deleted nor read without our key', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
      },
    });
    const key = onlyResourceOf(data, 'AWS::KMS::Key');
    expect(key).toMatchObject({ DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  });
});

describe('the buckets', () => {
  const buckets = resourcesOf(data, 'AWS::S3::Bucket');
  const bucketNamed = (name: string) => {
    const [, bucket] = buckets.find(([id]) => id.startsWith(name))!;
    return bucket.Properties;
  };

  it('are the inbox, the outbox, the evidence and the access logs', () => {
    expect(buckets.map(([id]) => id.replace(/(Bucket)?[0-9A-F]{8}$/, '')).sort()).toEqual([
      'AccessLogs',
      'Evidence',
      'Inbox',
      'Outbox',
    ]);
  });

  it.each(buckets)('%s is never public, keeps its versions and stays when the stack goes', (_, bucket) => {
    expect(bucket).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
      },
    });
  });

  it.each(buckets)('%s refuses whoever comes without TLS 1.2', (id) => {
    const [, policy] = resourcesOf(data, 'AWS::S3::BucketPolicy').find(
      ([, { Properties }]) => (Properties['Bucket'] as { Ref: string }).Ref === id,
    )!;
    const { Statement } = policy.Properties['PolicyDocument'] as { Statement: Record<string, unknown>[] };
    const refused = Statement.filter(({ Effect }) => Effect === 'Deny').map(({ Condition }) => Condition);
    expect(refused).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]);
  });

  it.each(['Inbox', 'Outbox', 'Evidence'])('%s is encrypted with our key and logs who reads it', (name) => {
    expect(bucketNamed(name)).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: expect.anything() as unknown,
            },
          },
        ],
      },
      LoggingConfiguration: {
        DestinationBucketName: { Ref: expect.stringMatching(/^AccessLogs/) as unknown },
        LogFilePrefix: `${name.toLowerCase()}/`,
      },
    });
  });

  it('Inbox alone tells of its objects and takes forms from browsers', () => {
    const announcing = buckets.filter(([, { Properties }]) => 'NotificationConfiguration' in Properties);
    expect(announcing.map(([id]) => id)).toEqual([expect.stringMatching(/^Inbox/)]);
    expect(bucketNamed('Inbox')).toMatchObject({
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['POST'] }] },
    });
  });

  it.each([
    ['live', 'COMPLIANCE', 2557],
    ['test', 'GOVERNANCE', 366],
    ['local', 'GOVERNANCE', 366],
  ])('Evidence of stage %s is locked in mode %s for %i days', (stage, Mode, Days) => {
    Template.fromJSON(synthesizedTemplates(stage).data).hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode, Days } } },
    });
    expect(resourcesOf(synthesizedTemplates(stage).data, 'AWS::S3::Bucket')).toHaveLength(4);
  });
});

describe('sign-in', () => {
  it('has a group for every role and no other', () => {
    const groups = resourcesOf(data, 'AWS::Cognito::UserPoolGroup').map(
      ([, { Properties }]) => Properties['GroupName'],
    );
    expect(groups.toSorted()).toEqual(everyone.toSorted());
  });

  it('takes no stranger, asks for a second factor and survives a deleted stack', () => {
    template.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      Properties: {
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        MfaConfiguration: 'ON',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        DeletionProtection: 'ACTIVE',
        UserPoolTier: 'PLUS',
        UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
        Policies: { PasswordPolicy: { MinimumLength: 14, RequireSymbols: true, RequireNumbers: true } },
      },
    });
    expect(resourcesOf(data, 'AWS::Cognito::UserPool')).toHaveLength(1);
  });

  it('knows which provider a user belongs to and puts it into the access token', () => {
    const { id: id } = onlyResourceOf(data, 'AWS::Lambda::Function');
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      Schema: Match.arrayWith([
        Match.objectLike({ Name: 'providerId', AttributeDataType: 'String' }),
        Match.objectLike({ Name: 'accountProviderId', AttributeDataType: 'String' }),
      ]),
      LambdaConfig: {
        PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: { 'Fn::GetAtt': [id, 'Arn'] } },
      },
    });
    expect(id).toMatch(/^IssueClaims/);
  });

  it('offers the scope careledger/api and a sign-in page', () => {
    template.hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: 'careledger',
      Scopes: [Match.objectLike({ ScopeName: 'api' })],
    });
    const domain = onlyResourceOf(data, 'AWS::Cognito::UserPoolDomain');
    expect(domain.Properties).toMatchObject({ Domain: 'careledger-live' });
  });
});

describe('alarms', () => {
  it('may publish to the topic and use its key, in this account only', () => {
    const publishing = {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    };
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ ...publishing, Action: 'sns:Publish' })]),
      },
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({ ...publishing, Action: ['kms:Decrypt', 'kms:GenerateDataKey'] }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    expect(resourcesOf(data, 'AWS::SNS::Subscription')).toHaveLength(1);
  });
});
