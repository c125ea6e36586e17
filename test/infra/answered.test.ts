import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../events/api/all-routes.ts';
import type { Route } from '../../events/api/route.ts';
import { apiRoutes } from '../../infra/api-routes.ts';
import { findRoute, readRouteKey } from '../../local/front/routes.ts';

const sources = join(import.meta.dirname, '../../functions');

/** The operations whose tables of routes a function imports, as its own router answers them. */
async function answeredBy(name: string): Promise<Record<string, Route>> {
  const handler = readFileSync(join(sources, name, 'handler.ts'), 'utf8');
  const tables = [...handler.matchAll(/import \{ (\w+) \} from '\.\.\/\.\.\/(events\/api\/[\w-]+\.ts)'/g)];
  const loaded = await Promise.all(
    tables.map(async ([, table = '', file = '']) => {
      const module = (await import(join(sources, '..', file))) as Record<string, Record<string, Route>>;
      return module[table] ?? {};
    }),
  );
  return Object.fromEntries(loaded.flatMap((table) => Object.entries(table)));
}

const answering = readdirSync(sources).filter((name) => name.startsWith('serve-'));
const answered = await Promise.all(answering.map(async (name) => [name, await answeredBy(name)] as const));
const keys = Object.entries(apiRoutes).flatMap(([name, paths]) =>
  paths.map((path) => ({ name, ...readRouteKey(`ANY ${path}`) })),
);

describe('every operation of the API', () => {
  it('is answered by one function', () => {
    const names = answered.flatMap(([, routes]) => Object.keys(routes));
    expect(names.toSorted()).toEqual(Object.keys(allRoutes).toSorted());
  });

  it.each(
    answered.flatMap(([name, routes]) =>
      Object.entries(routes).map(([operation, { method, path }]) => ({ operation, name, method, path })),
    ),
  )('reaches the function that answers it: $operation at $name', ({ name, method, path }) => {
    const address = path.replaceAll(/\{\w+\}/g, 'X1');
    expect(findRoute(keys, method, address)?.route.name).toBe(name);
  });
});
