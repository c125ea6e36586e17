import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { nameInArn, type Template } from '../template.ts';
import type { Outcome } from '../triggers/function-instance.ts';
import type { Functions } from '../triggers/functions.ts';
import { readBody, sendJson, type Handle } from './answers.ts';
import { findRoute, readRouteKey, type Match, type RouteKey } from './routes.ts';

export type Claims = Record<string, unknown>;
type Route = RouteKey & { key: string; functionName: string; scopes: string[] | undefined };

const routeShape = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.string().default('NONE'),
  AuthorizationScopes: z.array(z.string()).default([]),
});
const responseShape = z.object({
  statusCode: z.coerce.number().optional(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** API Gateway's and Lambda's own limits. */
const longestBodyBytes = 10 * 1024 * 1024;
const longestAnswerBytes = 6 * 1024 * 1024;
const longestWaitMs = 30_000;

/** Stands in for the HTTP API: routes, JWT authorizer and payload version 2.0. */
export function serveHttpApi(options: {
  template: Template;
  functions: Functions;
  verify: (token: string) => Promise<Claims>;
}): Handle {
  const routes = readRoutes(options.template);
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const match = findRoute(routes, request.method ?? 'GET', url.pathname);
    if (match === undefined) {
      sendJson(response, 404, { message: 'Not Found' });
      return;
    }
    const claims = match.route.scopes === undefined ? {} : await readClaims(request, options.verify);
    if (claims === undefined) {
      response.setHeader('www-authenticate', 'Bearer');
      sendJson(response, 401, { message: 'Unauthorized' });
      return;
    }
    if (!hasOneOf(claims, match.route.scopes ?? [])) {
      sendJson(response, 403, { message: 'Forbidden' });
      return;
    }
    const body = await readBody(request, longestBodyBytes);
    if (body === undefined) {
      sendJson(response, 413, { message: 'Request Entity Too Large' });
      return;
    }
    const outcome = await withinLimit(
      options.functions.invoke(match.route.functionName, toEvent(request, url, match, claims, body)),
    );
    sendOutcome(response, outcome);
  };
}

function readRoutes(template: Template): Route[] {
  const uriShape = z.object({ IntegrationUri: z.string() });
  const integrations = new Map(
    template
      .resourcesOf('AWS::ApiGatewayV2::Integration')
      .map(({ id, properties }) => [id, nameInArn(uriShape.parse(properties).IntegrationUri)]),
  );
  return template.resourcesOf('AWS::ApiGatewayV2::Route').map(({ properties }) => {
    const { RouteKey, Target, AuthorizationType, AuthorizationScopes } = routeShape.parse(properties);
    const functionName = integrations.get(Target.replace('integrations/', ''));
    if (functionName === undefined) throw new Error(`The route ${RouteKey} leads to no function.`);
    return {
      ...readRouteKey(RouteKey),
      key: RouteKey,
      functionName,
      scopes: AuthorizationType === 'JWT' ? AuthorizationScopes : undefined,
    };
  });
}

async function readClaims(
  request: IncomingMessage,
  verify: (token: string) => Promise<Claims>,
): Promise<Claims | undefined> {
  const token = request.headers.authorization?.replace(/^Bearer /i, '');
  if (token === undefined || token === '') return undefined;
  return verify(token).catch(() => undefined);
}

function hasOneOf(claims: Claims, scopes: string[]): boolean {
  const granted = typeof claims['scope'] === 'string' ? claims['scope'].split(' ') : [];
  return scopes.length === 0 || scopes.some((scope) => granted.includes(scope));
}

async function withinLimit(outcome: Promise<Outcome>): Promise<Outcome | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late');
    }, longestWaitMs);
  });
  return Promise.race([outcome, late]).finally(() => {
    clearTimeout(timer);
  });
}

function sendOutcome(response: ServerResponse, outcome: Outcome | 'late'): void {
  if (outcome === 'late') {
    sendJson(response, 503, { message: 'Service Unavailable' });
    return;
  }
  if ('error' in outcome || outcome.bytes > longestAnswerBytes) {
    sendJson(response, 500, { message: 'Internal Server Error' });
    return;
  }
  const answer = responseShape.safeParse(outcome.payload);
  if (!answer.success || answer.data.statusCode === undefined) {
    // Without a status code API Gateway takes the whole answer for the body.
    sendJson(response, 200, outcome.payload);
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = answer.data;
  // Where a function names no type, API Gateway takes it for JSON.
  response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.writeHead(statusCode).end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
}

function toEvent(
  request: IncomingMessage,
  url: URL,
  { route, parameters, path }: Match<Route>,
  claims: Claims,
  body: Buffer,
) {
  const { cookie, ...headers } = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );
  const isText = /^(text\/|application\/(json|javascript|xml)|[^;]*\+(json|xml))/.test(
    headers['content-type'] ?? 'text/',
  );
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams)
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  const now = new Date();
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers,
    ...(url.search === '' ? {} : { queryStringParameters: query }),
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      ...(route.scopes === undefined
        ? {}
        : { authorizer: { jwt: { claims: asGatewayHandsOn(claims), scopes: route.scopes } } }),
      domainName: headers['host'],
      domainPrefix: 'local',
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Every claim becomes text, and a list becomes "[a b]". */
function asGatewayHandsOn(claims: Claims): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
}
