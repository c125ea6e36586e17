import type { Route as Rule } from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import * as z from 'zod';
import { idText, type Route } from '../../events/api/route.ts';
import { hashText } from '../store/hash-text.ts';
import { readViewer, type Viewer } from './identity.ts';
import type { OnceOnly } from './once-only.ts';
import { Forbidden, NotFound } from './problem-responses.ts';
import { readBody, readParts } from './request-parts.ts';

/**
 * A request that may be made and can be read: who asks, about which id and which part of it (`''` where the address has none), for what. The
 * `actId` is the same each time a write comes under one Idempotency-Key, so that what it makes is named alike.
 */
export type Asked<R extends Route> = {
  viewer: Viewer;
  id: string;
  part?: string;
  query: z.output<R['query']>;
  body: z.output<R['body']>;
  actId: string | null;
};
type Handler<R extends Route> = (asked: Asked<R>) => Promise<z.output<R['answer']>>;

/** What answers each route of an area: a route without an answer does not compile. */
export type Handlers<T extends Record<string, Route>> = { [N in keyof T]: Handler<T[N]> };

type Answer = APIGatewayProxyStructuredResultV2;
export type Rules = Rule<APIGatewayProxyEventV2, Answer>[];

/** The routes of an area as the router takes them: who may, what is asked, done once, answered as JSON. */
export function routeArea<T extends Record<string, Route>>(
  routes: T,
  handlers: Handlers<T>,
  onceOnly: OnceOnly,
): Rules {
  const rules: Rules = [];
  for (const name in routes) rules.push(ruleOf(routes[name], handlers[name], onceOnly));
  return rules;
}

function ruleOf<R extends Route>(route: R, handle: Handler<R>, onceOnly: OnceOnly): Rules[number] {
  async function serve(event: APIGatewayProxyEventV2, context: Context): Promise<Answer> {
    const viewer = readViewer(claimsOf(event));
    mayCall(viewer, route);
    const id = idOf(route, event);
    const query = readParts<R['query']>(route.query, event.queryStringParameters ?? {}, 'query');
    const sent = readBody(event);
    const body = readParts<R['body']>(route.body, sent, 'body');
    const key = event.headers['idempotency-key'];
    const address = `${route.method} ${event.rawPath}`;
    const actId = key === undefined ? null : hashText([viewer.userId, address, key].join('\n'));
    const part = partOf(event);
    const act = async () => answerOf(route, await handle({ viewer, id, part, query, body, actId }));
    if (route.method === 'GET' || key === undefined) return act();
    return onceOnly({ userId: viewer.userId, route: address, key, body: sent }, context, act);
  }
  return { method: route.method, path: route.path, handler: serve };
}

/** Sent for an address under /v1 that no route has. */
export function unknownAddress(): never {
  throw new NotFound('There is nothing at this address.');
}

function claimsOf(event: APIGatewayProxyEventV2): unknown {
  return z
    .object({ authorizer: z.object({ jwt: z.object({ claims: z.unknown() }) }) })
    .safeParse(event.requestContext).data?.authorizer.jwt.claims;
}

function mayCall(viewer: Viewer, route: Route): void {
  if (viewer.roles.some((role) => route.roles.includes(role))) return;
  throw new Forbidden(`This needs one of the roles ${route.roles.join(', ')}.`, {
    ids: { userId: viewer.userId, route: route.path },
  });
}

/** The id in the address; under one that no record can have there is nothing. */
function idOf({ path }: Route, { pathParameters }: APIGatewayProxyEventV2): string {
  if (!path.includes('{')) return '';
  const id = idText.safeParse(decodeURIComponent(pathParameters?.['id'] ?? pathParameters?.['name'] ?? ''));
  return id.success ? id.data : unknownAddress();
}

/** What in the address names a part of what has the id: a line of a return, by the reference its provider gave it. */
function partOf({ pathParameters }: APIGatewayProxyEventV2): string {
  return decodeURIComponent(pathParameters?.['lineRef'] ?? '');
}

function answerOf(route: Route, answer: unknown): Answer {
  return {
    statusCode: route.status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(answer),
  };
}
