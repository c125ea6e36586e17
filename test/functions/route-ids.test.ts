import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../events/api/all-routes.ts';
import type { Route } from '../../events/api/route.ts';
import { routeArea, type Handlers } from '../../functions/platform/route-area.ts';
import { always, apiOf } from '../support/call-api.ts';

const routes: Record<string, Route> = allRoutes;
const names = Object.keys(routes);
/** Every handler says so when it is reached: a request with an id that no record can have must not get there. */
const reached = new Error('reached');
const handlers = Object.fromEntries(
  names.map((name) => [name, () => Promise.reject(reached)]),
) as unknown as Handlers<Record<string, Route>>;
const api = apiOf(routes, routeArea(routes, handlers, always));
const impossible = ['#', 'A#1', 'A'.repeat(201)];

const as = (route: Route) => ({
  ...{ user: 'someone', roles: route.roles },
  ...{ providerId: 'P001', accountProviderId: 'M001' },
});
const addressOf = ({ path }: Route, id: string) => path.replace(/\{\w+\}/, encodeURIComponent(id));

const samples = new URL('../../events/samples/', import.meta.url);
/** The first request that a sample says is taken; reading takes none. */
function bodyOf(name: string): unknown {
  if (routes[name]?.method === 'GET') return undefined;
  const folder = new URL(`${name}/`, samples);
  const [file = ''] = readdirSync(folder).filter((each) => each.startsWith('valid-'));
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

const withId = names.filter((name) => routes[name]!.path.includes('{'));

describe.each(withId)('the address of %s', (name) => {
  const route = routes[name]!;
  it('leads nowhere under an id that no record can have', async () => {
    for (const id of impossible) {
      const call = { as: as(route), body: bodyOf(name) };
      const { status, body } = await api.send(route.method, addressOf(route, id), call);
      expect([id, status, body]).toEqual([id, 404, expect.objectContaining({ status: 404 })]);
    }
  });
});

/** Where an id stands in a request: the name of the field says so. */
const isId = (field: string) => /Id$|^payee$/.test(field);

const asked = names.flatMap((name) =>
  Object.keys(routes[name]!.query.shape)
    .filter(isId)
    .map((field) => ({ name, field })),
);

describe('what is asked for', () => {
  it.each(asked)('of $name names by its $field something there may be', async ({ name, field }) => {
    const route = routes[name]!;
    for (const id of ['', ...impossible]) {
      const call = { as: as(route), query: { [field]: id } };
      const { status, body } = await api.send(route.method, addressOf(route, 'X1'), call);
      const fields = z.object({ errors: z.array(z.object({ field: z.string() })) }).parse(body);
      expect([status, fields.errors.map((each) => each.field)]).toEqual([
        400,
        expect.arrayContaining([field]),
      ]);
    }
  });

  it('names something in the lists of packages, agreements, lines, duplicates, mappings, returns, papers, audits and uplifts', () => {
    expect(asked.length).toBe(14);
  });
});

/** The ids in a body, each with the same body but for another id in its place. */
function idsIn(body: unknown, put: string, path = ''): { field: string; changed: unknown }[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  return Object.entries(body).flatMap(([key, value]) => {
    const field = path === '' ? key : `${path}.${key}`;
    if (isId(key)) return [{ field, changed: { ...body, [key]: put } }];
    return idsIn(value, put, field).map((inner) => ({
      field: inner.field,
      changed: { ...body, [key]: inner.changed },
    }));
  });
}

/** Records by hand are read as the rows of an extract are, with refusals of their own. */
const isRow = (route: Route) =>
  z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' }).additionalProperties !== false;
const reason = 'As the test says';
/** Ids that no sample shows. */
const more: [string, unknown][] = [
  ['placeHold', { category: 'manual', personId: 'A1', reason }],
  ['placeHold', { category: 'manual', lineId: 'L1', reason }],
  ['startPayRun', { kind: 'providers', throughDate: '2026-05-03', scope: { personId: 'A1' } }],
  ['startPayRun', { kind: 'providers', throughDate: '2026-05-03', scope: { providerId: 'P1' } }],
];
const samplesOf = (name: string): [string, unknown][] =>
  readdirSync(new URL(`${name}/`, samples))
    .filter((file) => file.startsWith('valid-'))
    .map((file) => [name, JSON.parse(readFileSync(new URL(`${name}/${file}`, samples), 'utf8'))]);
const sent = [
  ...names.filter((name) => routes[name]!.method !== 'GET' && !isRow(routes[name]!)).flatMap(samplesOf),
  ...more,
].flatMap(([name, body]) => idsIn(body, 'X').map(({ field }) => ({ name, field, body })));

describe('what is sent', () => {
  it.each(sent)('to $name names by its $field something there may be', async ({ name, field, body }) => {
    const route = routes[name]!;
    for (const id of ['', ...impossible]) {
      const changed = idsIn(body, id).find((each) => each.field === field)?.changed;
      const call = { as: as(route), body: changed };
      const { status } = await api.send(route.method, addressOf(route, 'X1'), call);
      expect([id, status]).toEqual([id, 400]);
    }
  });

  it('names something in runs, accruals, holds, costs, invoices, payments, recoveries, files, mappings, disputes and uplifts', () => {
    const routesWithIds = new Set(sent.map(({ name }) => name));
    expect([...routesWithIds].sort()).toEqual([
      ...[
        'disputeReturnLine',
        'editUplift',
        'openAuditCase',
        'payOutside',
        'placeHold',
        'proposeAccrual',
        'proposeRecovery',
        'proposeUplift',
        'putArrangement',
        'putReturnMapping',
        'recordDeferredRepayment',
      ],
      ...['recordExpense', 'recordManualInvoice', 'startPayRun', 'startUpload'],
    ]);
  });
});
