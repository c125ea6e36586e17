import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { addCareledger, addRulePacks } from '../../infra/careledger-app.ts';
import { stageNamed } from '../../infra/stages.ts';
import { onlyResourceOf, resourcesOf, synthesizedTemplates } from '../support/synthesized-template.ts';

const { service, edge } = synthesizedTemplates('live');
type Distribution = {
  Properties: { DistributionConfig: Record<string, unknown> & { CacheBehaviors: Record<string, unknown>[] } };
};
const [[, { Properties: distribution }]] = resourcesOf(
  service,
  'AWS::CloudFront::Distribution',
) as unknown as [[string, Distribution]];
const config = distribution.DistributionConfig;

describe('the pages', () => {
  it('lie in a private bucket that CloudFront alone may read', () => {
    const bucket = onlyResourceOf(service, 'AWS::S3::Bucket');
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    const policy = onlyResourceOf(service, 'AWS::S3::BucketPolicy');
    expect(policy.Properties).toMatchObject({
      Bucket: { Ref: bucket.id },
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny' },
          { Effect: 'Deny' },
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() as unknown } },
          },
        ],
      },
    });
  });

  it('share their address with the API, whose answers are never kept', () => {
    const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
    const allButHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
    expect(config.CacheBehaviors).toMatchObject([
      {
        PathPattern: '/v1/*',
        CachePolicyId: cachingDisabled,
        OriginRequestPolicyId: allButHost,
        ViewerProtocolPolicy: 'redirect-to-https',
        AllowedMethods: expect.arrayContaining(['PUT', 'POST', 'DELETE']) as unknown,
      },
    ]);
  });

  it('stand for every address but the built files, ids with a dot among them, and leave the API its own error answers', () => {
    expect(config).not.toHaveProperty('CustomErrorResponses');
    const { Properties } = onlyResourceOf(service, 'AWS::CloudFront::Function');
    const pageOf = (uri: string): unknown =>
      runInNewContext(`${Properties['FunctionCode'] as string}; handler(event).uri`, {
        event: { request: { uri } },
      });
    expect(['/', '/people/P1', '/packages/PK.1', '/assets/main.4f.js', '/config.json'].map(pageOf)).toEqual([
      '/index.html',
      '/index.html',
      '/index.html',
      '/assets/main.4f.js',
      '/config.json',
    ]);
  });

  it('say at the end of a deployment where they are', () => {
    const { Outputs } = service as unknown as { Outputs: Record<string, { Value: unknown }> };
    const [[id]] = resourcesOf(service, 'AWS::CloudFront::Distribution') as [[string, unknown]];
    expect(Outputs['PagesAt']?.Value).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [id, 'DomainName'] }]],
    });
  });

  it('are shown in Great Britain only, behind the firewall, and who asked is written down', () => {
    expect(config).toMatchObject({
      Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['GB'] } },
      WebACLId: expect.anything() as unknown,
      Logging: { Prefix: 'cloudfront/' },
    });
  });

  it('may run their own scripts only and be framed by nobody', () => {
    const { Properties } = onlyResourceOf(service, 'AWS::CloudFront::ResponseHeadersPolicy');
    const text = JSON.stringify(Properties);
    expect(text).toContain("default-src 'self'; base-uri 'none'; connect-src 'self' https://cognito-idp.");
    expect(text).toContain("frame-ancestors 'none'");
    expect(text).not.toContain('unsafe');
    expect(Properties).toMatchObject({
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true },
          FrameOptions: { FrameOption: 'DENY' },
          ContentTypeOptions: { Override: true },
        },
      },
    });
  });

  it('have the council’s own name and TLS 1.2 where the stage says so', () => {
    const app = new App({
      context: { 'aws:cdk:bundling-stacks': [] },
      builtinCloudFormationValidation: false,
    });
    const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/one';
    const stacks = addCareledger(app, {
      ...stageNamed('live'),
      web: { domain: 'careledger.larkshire.example', certificateArn },
    });
    Template.fromStack(stacks.data).hasResourceProperties('AWS::S3::Bucket', {
      CorsConfiguration: {
        CorsRules: [Match.objectLike({ AllowedOrigins: ['https://careledger.larkshire.example'] })],
      },
    });
    const [named] = Object.values(
      Template.fromStack(stacks.service).findResources('AWS::CloudFront::Distribution'),
    );
    expect(named).toMatchObject({
      Properties: {
        DistributionConfig: {
          Aliases: ['careledger.larkshire.example'],
          ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
        },
      },
    });
  });
});

describe('the firewall', () => {
  it('lives in North Virginia, everything else in London', () => {
    const app = new App({
      context: { 'aws:cdk:bundling-stacks': [] },
      builtinCloudFormationValidation: false,
    });
    const stacks = addCareledger(app, stageNamed('live'));
    expect([stacks.data.region, stacks.service.region, stacks.edge.region]).toEqual([
      'eu-west-2',
      'eu-west-2',
      'us-east-1',
    ]);
  });

  it('limits how often one address asks and applies the managed rules, long bodies excepted', () => {
    const { Properties } = onlyResourceOf(edge, 'AWS::WAFv2::WebACL');
    expect(Properties).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    const rules = Properties['Rules'] as Record<string, unknown>[];
    expect(rules.map(({ Name, Priority }) => [Priority, Name])).toEqual([
      [0, 'RequestsPerAddress'],
      [1, 'AWSManagedRulesAmazonIpReputationList'],
      [2, 'AWSManagedRulesCommonRuleSet'],
      [3, 'AWSManagedRulesKnownBadInputsRuleSet'],
    ]);
    expect(rules[0]).toMatchObject({
      Action: { Block: {} },
      Statement: { RateBasedStatement: { AggregateKeyType: 'IP' } },
    });
    expect(rules[2]).toMatchObject({
      OverrideAction: { None: {} },
      Statement: {
        ManagedRuleGroupStatement: {
          RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
        },
      },
    });
  });

  it('never writes down a token', () => {
    const { Properties } = onlyResourceOf(edge, 'AWS::WAFv2::LoggingConfiguration');
    expect(Properties).toMatchObject({
      RedactedFields: [{ SingleHeader: { Name: 'authorization' } }, { QueryString: {} }],
    });
  });
});

describe('the upload of the built pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-pages-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is part of the stack where there are built pages, tells them where to sign in, and passes the rule packs', () => {
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    const app = new App({
      context: { 'aws:cdk:bundling-stacks': [] },
      builtinCloudFormationValidation: false,
    });
    const stacks = addCareledger(app, stageNamed('live'), { webFolder: folder });
    addRulePacks(app);
    app.synth();
    const [upload] = Object.values(
      Template.fromStack(stacks.service).findResources('Custom::CDKBucketDeployment'),
    );
    expect(upload).toMatchObject({ Properties: { SystemMetadata: { 'cache-control': 'no-cache' } } });
    expect(JSON.stringify(upload)).toContain('ProviderURL');
    expect(JSON.stringify(upload)).toMatch(/WebClient/);
  });

  it('is not, where there are none', () => {
    expect(resourcesOf(service, 'Custom::CDKBucketDeployment')).toEqual([]);
  });
});
