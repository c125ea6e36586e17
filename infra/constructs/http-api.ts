import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  HttpApi as GatewayApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { CareledgerFunction } from './careledger-function.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import { apiScopeName } from './user-directory.ts';

/** For a function behind the gateway, which gives up after 29 seconds. */
export const apiLimits = { memoryMegabytes: 512, timeout: Duration.seconds(28) } as const;

type HttpApiProps = {
  readonly stage: Stage;
  readonly alarmTopic: ITopic;
  readonly errorImpact: string;
  /** Who signs the tokens, and for which client. */
  readonly issuer: string;
  readonly clientId: string;
};

/**
 * The API: every route asks for a token of ours with the scope. No CORS: the pages and the API share one address.
 */
export class HttpApi extends Construct {
  readonly api: GatewayApi;
  private readonly authorizer: IHttpRouteAuthorizer;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    this.authorizer = new HttpJwtAuthorizer('SignedIn', props.issuer, { jwtAudience: [props.clientId] });
    this.api = new GatewayApi(this, 'Api', {
      description: `careledger ${props.stage.name}`,
      createDefaultStage: false,
    });
    this.addStage(props.stage);
    new ImpactAlarm(this, 'Fails', {
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      above: 0,
      happening: 'The API answers with server errors',
      errorImpact: props.errorImpact,
      alarmTopic: props.alarmTopic,
    });
  }

  /** Sends every method on these paths to the function, which names the roles of each route itself. */
  route(target: CareledgerFunction, paths: readonly string[]): void {
    // One permission for the API, not one a route: a function's policy holds 20 kB.
    const integration = new HttpLambdaIntegration(target.name, target.function, {
      scopePermissionToRoute: false,
    });
    for (const path of paths) {
      this.api.addRoutes({
        path,
        methods: [HttpMethod.ANY],
        integration,
        authorizer: this.authorizer,
        authorizationScopes: [apiScopeName],
      });
    }
  }

  /** The address CloudFront asks: no https:// before it. */
  get domainName(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
  }

  private addStage(stage: Stage): void {
    const logGroup = new LogGroup(this, 'AccessLogs', {
      retention: stage.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: stage.requestsPerSecond, burstLimit: stage.requestBurst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
  }
}

/** Ids, routes and times: who (the token's subject), what (the route, not the path) and how it went. */
const accessLogFields = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  subject: '$context.authorizer.claims.sub',
  sourceIp: '$context.identity.sourceIp',
  responseLength: '$context.responseLength',
  responseLatency: '$context.responseLatency',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
};
