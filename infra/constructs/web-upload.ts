import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { WebHosting } from './web-hosting.ts';

/** What the pages read from `/config.json`: where people sign in, and as which client the pages ask. */
type SignInConfig = {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
};

type WebUploadProps = {
  readonly web: WebHosting;
  /** The built pages. */
  readonly folder: string;
  readonly signIn: SignInConfig;
};

/**
 * Puts the built pages into their bucket at deployment, see docs/adr/0003-pages-go-up-with-the-stack.md.
 * Browsers ask each time whether a file changed: index.html and config.json keep their names.
 */
export class WebUpload extends Construct {
  constructor(scope: Construct, id: string, { web, folder, signIn }: WebUploadProps) {
    super(scope, id);
    const files = new BucketDeployment(this, 'Files', {
      destinationBucket: web.bucket,
      distribution: web.distribution,
      distributionPaths: ['/*'],
      sources: [Source.asset(folder), Source.jsonData('config.json', signIn)],
      cacheControl: [CacheControl.noCache()],
      memoryLimit: 512,
    });
    this.acknowledgeCopier(files, web);
  }

  /** The function that copies is CDK's own and the same in every account: what it may do cannot be set from here. */
  private acknowledgeCopier(files: BucketDeployment, web: WebHosting): void {
    const { region } = Stack.of(this);
    const bootstrapBucket = `arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${region}/*`;
    const webBucket = `<${logicalIdOf(web.bucket.node.defaultChild)}.Arn>/*`;
    const rights = [
      ...['s3:GetObject*', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*', 's3:Abort*'].map(
        (it) => `Action::${it}`,
      ),
      ...[bootstrapBucket, webBucket, '*'].map((it) => `Resource::${it}`),
    ];
    Validations.of(files.handlerRole).acknowledge(
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
        reason: "CDK's copier writes its own log and takes no other policy for it.",
      },
      ...rights.map((right) => ({
        id: `AwsSolutions-IAM5[${right}]`,
        reason:
          'It copies the built pages from the deployment bucket into the bucket of the pages; neither holds data.',
      })),
    );
    const copier = files.handlerRole.node.scope;
    if (copier === undefined) {
      throw new Error("CDK's copier no longer owns its role.");
    }
    const runsAtDeployment =
      "CDK's own function, run by CloudFormation during a deployment, which waits for its answer.";
    Validations.of(copier).acknowledge(
      { id: 'AwsSolutions-L1', reason: runsAtDeployment },
      { id: 'Serverless-LambdaLatestVersion', reason: runsAtDeployment },
      { id: 'Serverless-LambdaDLQ', reason: runsAtDeployment },
      { id: 'Serverless-LambdaTracing', reason: runsAtDeployment },
    );
  }
}

function logicalIdOf(resource: unknown): string {
  if (!CfnResource.isCfnResource(resource)) {
    throw new Error('A Bucket no longer has its CfnBucket as default child.');
  }
  return Stack.of(resource).getLogicalId(resource);
}
