import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { WebHosting } from './web-hosting.ts';

type WebUploadProps = { readonly web: WebHosting; readonly folder: string };

/** Puts the built pages into their bucket. */
export class WebUpload extends Construct {
  constructor(scope: Construct, id: string, { web, folder }: WebUploadProps) {
    super(scope, id);
    new BucketDeployment(this, 'Files', {
      destinationBucket: web.bucket,
      distribution: web.distribution,
      distributionPaths: ['/*'],
      sources: [Source.asset(folder)],
      cacheControl: [CacheControl.noCache()],
    });
  }
}
