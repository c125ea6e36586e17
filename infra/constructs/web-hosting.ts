import { Duration, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  GeoRestriction,
  HttpVersion,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { PrivateBucket } from './private-bucket.ts';

type WebHostingProps = {
  readonly stage: Stage;
  readonly accessLogs: IBucket;
  readonly firewallArn: string;
};

/** Addresses the pages talk to besides their own. */
type OutsideAddresses = { readonly signIn: readonly string[]; readonly uploads: readonly string[] };

/** The pages in a private bucket behind CloudFront, which hands /v1 to the API, so that both share one address. */
export class WebHosting extends Construct {
  readonly bucket: PrivateBucket;
  readonly distribution: Distribution;
  /** `https://…`, the council's own name where the stage has one. */
  readonly address: string;
  private readonly headers: ResponseHeadersPolicy;

  constructor(scope: Construct, id: string, props: WebHostingProps & { readonly outside: OutsideAddresses }) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, 'Bucket', {
      // The pages are the same for everyone and hold no data: S3's own key, and no policy loop with the distribution.
      encryption: BucketEncryption.S3_MANAGED,
      serverAccessLogsBucket: props.accessLogs,
      serverAccessLogsPrefix: 'web/',
    });
    this.headers = this.securityHeaders(props.outside);
    this.distribution = this.createDistribution(props);
    this.address = `https://${props.stage.web?.domain ?? this.distribution.distributionDomainName}`;
  }

  /** Hands /v1 to the API: nothing cached, everything forwarded but the host, by which API Gateway knows itself. */
  serveApi(apiDomainName: string): void {
    this.distribution.addBehavior('/v1/*', new HttpOrigin(apiDomainName), {
      ...this.behaviour(),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    });
  }

  private createDistribution(props: WebHostingProps): Distribution {
    const { stage } = props;
    const distribution = new Distribution(this, 'Distribution', {
      comment: `careledger ${stage.name}`,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        ...this.behaviour(),
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        functionAssociations: [
          { function: this.pageOfAddress(), eventType: FunctionEventType.VIEWER_REQUEST },
        ],
      },
      webAclId: props.firewallArn,
      geoRestriction: GeoRestriction.allowlist(...stage.countries),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      enableLogging: true,
      logBucket: props.accessLogs,
      logFilePrefix: 'cloudfront/',
      ...(stage.web && {
        domainNames: [stage.web.domain],
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', stage.web.certificateArn),
      }),
    });
    if (stage.web === undefined) {
      Validations.of(distribution).acknowledge({
        id: 'AwsSolutions-CFR4',
        reason:
          'A stage without a name of its own uses *.cloudfront.net, whose certificate fixes the protocol; with `web` in infra/stages.ts it is TLS 1.2 at least.',
      });
    }
    return distribution;
  }

  private behaviour(): Omit<BehaviorOptions, 'origin'> {
    return {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: this.headers,
      compress: true,
    };
  }

  /**
   * The pages find their own way by address, so all but the built files are index.html: files lie in
   * /assets or at the top, and the id of a record may hold a dot. Not by an error
   * page: those hold for the whole distribution and would turn the API's 403 and 404 into a page.
   */
  private pageOfAddress(): EdgeFunction {
    return new EdgeFunction(this, 'PageOfAddress', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        [
          'function handler(event) {',
          '  var request = event.request;',
          "  var isFile = request.uri.startsWith('/assets/') || /^\\/[^/]+\\.[a-z]+$/.test(request.uri);",
          "  if (!isFile) request.uri = '/index.html';",
          '  return request;',
          '}',
        ].join('\n'),
      ),
    });
  }

  private securityHeaders(outside: OutsideAddresses): ResponseHeadersPolicy {
    const contentSecurityPolicy = [
      "default-src 'self'",
      "base-uri 'none'",
      `connect-src ${["'self'", ...outside.signIn, ...outside.uploads].join(' ')}`,
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "object-src 'none'",
    ].join('; ');
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: { contentSecurityPolicy, override: true },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
      },
    });
  }
}
