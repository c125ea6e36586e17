import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod';
import { expect } from 'vitest';
import type { Role } from '../../events/api/roles.ts';
import { problemSchema, type Problem, type Route } from '../../events/api/route.ts';
import type { OnceOnly } from '../../functions/platform/once-only.ts';
import { idsInOnePart } from '../../functions/platform/plain-path.ts';
import { problemResponses } from '../../functions/platform/problem-responses.ts';
import { unknownAddress, type Rules } from '../../functions/platform/route-area.ts';

export type Someone = {
  user: string;
  roles: readonly Role[];
  providerId?: string;
  accountProviderId?: string;
};
export type Call = {
  as: Someone | null;
  id?: string;
  /** A second part of the address, such as a line of a return. */
  part?: string;
  query?: Record<string, string>;
  body?: unknown;
  key?: string;
};
type Result = APIGatewayProxyStructuredResultV2;

/** Takes every write as the first of its key. */
export const always: OnceOnly = (_write, _context, act) => act();

/** An area of the API behind the same doors as in the cloud, called by the names of its routes. */
export function apiOf<T extends Record<string, Route>>(routes: T, rules: Rules) {
  const logged: unknown[] = [];
  const note = (...entry: unknown[]) => logged.push(entry);
  const handler = middy<APIGatewayProxyEventV2, Result>()
    .use(problemResponses({ log: { info: note, error: note }, count: () => undefined }))
    .use(idsInOnePart(routes))
    .handler(httpRouter<APIGatewayProxyEventV2, Result>({ routes: rules, notFoundResponse: unknownAddress }));

  async function send(method: string, path: string, call: Call) {
    const result: Result = await handler(eventOf(method, path, call), contextOf());
    const body: unknown = JSON.parse(result.body ?? 'null');
    return { status: result.statusCode, headers: result.headers, body };
  }
  async function sendTo(name: keyof T, call: Call) {
    const route = routes[name]!;
    let path: string = route.path;
    for (const part of [call.id ?? '', call.part ?? ''])
      path = path.replace(/\{\w+\}/, encodeURIComponent(part));
    return send(route.method, path, call);
  }

  return {
    logged,
    send,
    /** The answer of a route, which must be one and have the form its schema says, and nothing more. */
    async ask<N extends keyof T>(name: N, call: Call): Promise<z.output<T[N]['answer']>> {
      const { status, body } = await sendTo(name, call);
      expect({ status, body }).toEqual({ status: routes[name]!.status, body });
      const answer = routes[name]!.answer.parse(body) as z.output<T[N]['answer']>;
      expect(body).toEqual(answer);
      return answer;
    },
    /** The refusal of a route, which must be one, as problem details. */
    async refusal(name: keyof T, call: Call): Promise<Problem> {
      const { status, body } = await sendTo(name, call);
      const problem = problemSchema.parse(body);
      expect(body).toEqual({ ...problem, status });
      return problem;
    },
  };
}

/** The event as an HTTP API sends it: claims as text, the path decoded. */
function eventOf(method: string, path: string, { as, query, body, key }: Call): APIGatewayProxyEventV2 {
  const claims = as && {
    username: as.user,
    'cognito:groups': `[${as.roles.join(' ')}]`,
    ...(as.providerId && { providerId: as.providerId }),
    ...(as.accountProviderId && { accountProviderId: as.accountProviderId }),
  };
  return {
    version: '2.0',
    rawPath: decodeURIComponent(path),
    headers: key === undefined ? {} : { 'idempotency-key': key },
    queryStringParameters: query,
    requestContext: {
      http: { method, path: decodeURIComponent(path) },
      ...(claims && { authorizer: { jwt: { claims, scopes: ['careledger/api'] } } }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
}

function contextOf(): Context {
  return { getRemainingTimeInMillis: () => 10_000, awsRequestId: 'request' } as unknown as Context;
}
