import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Route } from '../../events/api/route.ts';

/**
 * An HTTP API decodes a path before it hands it on, so that the id `A/17` looks like two parts. This puts the id
 * back into one part, by the addresses the area has: the one with the most words of its own is tried first.
 */
export function idsInOnePart(
  routes: Readonly<Record<string, Pick<Route, 'path'>>>,
): MiddlewareObj<APIGatewayProxyEventV2> {
  const patterns = [...new Set(Object.values(routes).map((route) => route.path))]
    .filter((path) => path.includes('{'))
    .toSorted((a, b) => b.split('/').length - a.split('/').length)
    .map(
      (path) =>
        new RegExp(
          `^${path
            .replaceAll(/\{\w+\}/g, '\u0000')
            .split('\u0000')
            .map((own) => `(${own})`)
            .join('(.+)')}$`,
        ),
    );
  return {
    before: ({ event }) => {
      const { http } = event.requestContext;
      for (const pattern of patterns) {
        const parts = pattern.exec(http.path)?.slice(1) ?? [];
        if (parts.length === 0) continue;
        // What the address says itself and what varies come in turns.
        http.path = parts.map((each, place) => (place % 2 === 0 ? each : encodeURIComponent(each))).join('');
        return;
      }
    },
  };
}
