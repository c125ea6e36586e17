import { describe, expect, it } from 'vitest';
import { onlyResourceOf, resourcesOf, synthesizedTemplates } from '../support/synthesized-template.ts';
import { environmentOf } from './function-rights.ts';

const { service } = synthesizedTemplates('live');
const routes = resourcesOf(service, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
const authorizer = onlyResourceOf(service, 'AWS::ApiGatewayV2::Authorizer');

function functionOf(route: Record<string, unknown>): unknown {
  const integrationId = (route['Target'] as { 'Fn::Join': [string, [string, { Ref: string }]] })[
    'Fn::Join'
  ][1][1].Ref;
  const integration = service.Resources[integrationId]!.Properties;
  const functionId = (integration['IntegrationUri'] as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0];
  expect(integration['PayloadFormatVersion']).toBe('2.0');
  return environmentOf(service.Resources[functionId]!.Properties)['POWERTOOLS_SERVICE_NAME'];
}

const withItems = (path: string) => [path, `${path}/{proxy+}`];
const ofAgreement = (part: string) => `/v1/deferred-agreements/{id}/${part}`;

describe('the API', () => {
  it.each([
    ['serve-uploads', withItems('/v1/uploads')],
    [
      'serve-returns',
      [
        ...withItems('/v1/provider-returns'),
        ...withItems('/v1/return-mappings'),
        ...withItems('/v1/returns-month'),
        ...withItems('/v1/portal/returns'),
        '/v1/return-decisions/{proxy+}',
        '/v1/return-rules',
        '/v1/portal/uploads',
      ],
    ],
    [
      'serve-accounts',
      ['/v1/portal/clients', '/v1/portal/schedules', '/v1/portal/statements'].flatMap(withItems),
    ],
    [
      'serve-audits',
      [
        '/v1/audit-cases',
        '/v1/audit-cases/{proxy+}',
        '/v1/recoveries',
        '/v1/recoveries/{proxy+}',
        '/v1/audit-targets',
        '/v1/statements/{proxy+}',
        '/v1/direct-payments/{id}/arrangement',
        '/v1/direct-payments/{id}/letters',
        '/v1/direct-payments/{id}/returns',
        '/v1/direct-payments/{id}/paper-file',
        '/v1/direct-payments/{id}/statements',
      ],
    ],
    [
      'serve-mappings',
      [
        ...withItems('/v1/statement-mappings'),
        '/v1/statements/{id}/table',
        '/v1/statements/{id}/preview',
        '/v1/statements/{id}/read-again',
        '/v1/direct-payments/{id}/unread-statements',
      ],
    ],
    [
      'serve-deferred',
      [
        '/v1/deferred-agreements',
        ...['account', 'statement', 'statement-pages', 'eligibility', 'valuations'].map(ofAgreement),
        ...['charges', 'repayments', 'close', 'terms', 'rates', 'statements'].map(ofAgreement),
      ],
    ],
    [
      'serve-records',
      [
        ...withItems('/v1/people'),
        ...withItems('/v1/providers'),
        ...withItems('/v1/service-types'),
        ...withItems('/v1/rate-cards'),
        ...withItems('/v1/packages'),
        ...withItems('/v1/contributions'),
        ...withItems('/v1/direct-payments'),
        ...withItems('/v1/assessments'),
        '/v1/deferred-agreements/{proxy+}',
        ...withItems('/v1/opening-positions'),
        '/v1/portal/packages',
      ],
    ],
    ['serve-uplifts', [...withItems('/v1/uplifts'), '/v1/portal/uplifts']],
    [
      'serve-settings',
      [
        '/v1/me',
        '/v1/openapi.json',
        ...withItems('/v1/settings'),
        ...withItems('/v1/reference'),
        ...withItems('/v1/work-queue'),
        ...withItems('/v1/audit-trail'),
        ...withItems('/v1/dead-letters'),
        '/v1/{proxy+}',
      ],
    ],
    ['serve-calculators', ['/v1/calculators/{name}']],
  ])('hands any method to %s on its own paths and no others', (name, paths) => {
    const ofFunction = routes.filter((route) => functionOf(route) === name).map((route) => route['RouteKey']);
    expect(ofFunction.toSorted()).toEqual(paths.map((path) => `ANY ${path}`).toSorted());
  });

  it.each(routes)('asks for a token with our scope on $RouteKey', (route) => {
    expect(route).toMatchObject({
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: authorizer.id },
      AuthorizationScopes: ['careledger/api'],
    });
  });

  it('takes tokens of our user pool, made for our pages, and no others', () => {
    const { id: clientId } = onlyResourceOf(service, 'AWS::Cognito::UserPoolClient');
    expect(authorizer.Properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Audience: [{ Ref: clientId }],
        Issuer: { 'Fn::ImportValue': expect.stringMatching(/SignInUserPool\w+ProviderURL/) as unknown },
      },
    });
  });

  it('answers no other origin', () => {
    const api = onlyResourceOf(service, 'AWS::ApiGatewayV2::Api');
    expect(api.Properties).not.toHaveProperty('CorsConfiguration');
  });

  it('limits how often it is asked and writes down who asked for what, without names and without paths', () => {
    const stage = onlyResourceOf(service, 'AWS::ApiGatewayV2::Stage');
    expect(stage.Properties).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
    });
    const { Format } = stage.Properties['AccessLogSettings'] as { Format: string };
    const logged = Object.values(JSON.parse(Format) as Record<string, string>);
    expect(logged).toContain('$context.authorizer.claims.sub');
    expect(logged).not.toContain('$context.path');
    expect(logged).not.toContain('$context.authorizer.claims.username');
  });
});

describe('the pages as a client', () => {
  const client = onlyResourceOf(service, 'AWS::Cognito::UserPoolClient');

  it('sign in by a code without a secret, for our scope, back to their own address', () => {
    expect(client.Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'profile', 'careledger/api'],
      CallbackURLs: [
        {
          'Fn::Join': [
            '',
            ['https://', { 'Fn::GetAtt': [expect.anything() as unknown, 'DomainName'] }, '/signed-in'],
          ],
        },
      ],
    });
  });

  it('cannot change which provider a user belongs to', () => {
    expect(client.Properties['WriteAttributes']).toEqual(['email']);
  });
});
