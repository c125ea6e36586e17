import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../events/api/all-routes.ts';
import type { Route } from '../../events/api/route.ts';

const samples = new URL('../../events/samples/', import.meta.url);
const routes: Record<string, Route> = allRoutes;
const names = readdirSync(samples).sort();

describe('the samples', () => {
  it('show for every write what it takes and what it refuses', () => {
    const writes = Object.keys(routes).filter((name) => routes[name]?.method !== 'GET');
    expect(names).toEqual(writes.sort());
    for (const name of names) {
      const kinds = readdirSync(new URL(`${name}/`, samples)).map((file) => file.split('-')[0]);
      expect([name, ...new Set(kinds.sort())]).toEqual([name, 'invalid', 'valid']);
    }
  });
});

describe.each(names)('%s', (name) => {
  const files = readdirSync(new URL(`${name}/`, samples));
  it.each(files)('takes or refuses %s as its name says', (file) => {
    const body: unknown = JSON.parse(readFileSync(new URL(`${name}/${file}`, samples), 'utf8'));
    expect(routes[name]?.body.safeParse(body).success).toBe(file.startsWith('valid-'));
  });
});
