import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../events/api/all-routes.ts';
import { openApiDocument } from '../../events/api/openapi.ts';
import type { Route } from '../../events/api/route.ts';

const document = openApiDocument();
type Operation = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, unknown>;
};
const paths = document['paths'] as Record<string, Record<string, Operation>>;
const routes = Object.entries<Route>(allRoutes);

describe('the description of the API', () => {
  it('has every route, under its name, and no other', () => {
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
    );
    expect(described.sort()).toEqual(
      routes.map(([name, { method, path }]) => `${name} ${method.toLowerCase()} ${path}`).sort(),
    );
  });

  it('leads every reference somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to!);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      expect(reference).toMatch(/^#\//);
      const target = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect([reference, target]).toEqual([reference, expect.any(Object)]);
    }
  });

  it.each(routes)('says of %s what it takes and what it answers', (_name, route) => {
    const operation = paths[route.path]![route.method.toLowerCase()]!;
    const inPath = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name);
    const inQuery = operation.parameters.filter((each) => each.in === 'query').map(({ name }) => name);
    expect(inPath).toEqual([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect(inQuery).toEqual(Object.keys(route.query.shape));
    expect(operation.requestBody === undefined).toBe(route.method === 'GET');
    expect(Object.keys(operation.responses).sort()).toEqual([String(route.status), 'default']);
  });

  it('shows the limit of a page as a number with its bounds', () => {
    const limit = paths['/v1/people']?.['get']?.parameters.find(({ name }) => name === 'limit');
    expect(limit?.schema).toMatchObject({ minimum: 1, maximum: 200, default: 50 });
  });
});
