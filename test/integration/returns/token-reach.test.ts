import { readdirSync, readFileSync } from 'node:fs';
import { SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { allRoutes } from '../../../events/api/all-routes.ts';
import { calculatorRoutes } from '../../../events/api/calculators.ts';
import { portalAccountRoutes } from '../../../events/api/portal-accounts.ts';
import { recordRouteTable } from '../../../events/api/records.ts';
import { returnMappingRoutes } from '../../../events/api/return-mappings.ts';
import { returnRoutes } from '../../../events/api/returns.ts';
import { portalReturnRoutes } from '../../../events/api/portal-returns.ts';
import { portalRoles } from '../../../events/api/roles.ts';
import type { Route } from '../../../events/api/route.ts';
import { settingRoutes } from '../../../events/api/settings.ts';
import { uploadRoutes } from '../../../events/api/uploads.ts';
import { modulusTables } from '../../../functions/platform/modulus-tables.ts';
import { routeArea } from '../../../functions/platform/route-area.ts';
import { serveCalculators } from '../../../functions/serve-calculators/serve-calculators.ts';
import { serveRecords } from '../../../functions/serve-records/serve-records.ts';
import { serveSettings } from '../../../functions/serve-settings/serve-settings.ts';
import { serveUploads } from '../../../functions/serve-uploads/serve-uploads.ts';
import { listStore } from '../../../functions/store/list-store.ts';
import { restrictedPeople } from '../../../functions/store/restricted-people.ts';
import { returnStore } from '../../../functions/store/return-store.ts';
import { settingStore } from '../../../functions/store/setting-store.ts';
import { accountHandlers } from '../../support/accounts-api.ts';
import { always, apiOf, type Call, type Someone } from '../../support/call-api.ts';
import { enginesInMemory } from '../../faults/engines-in-memory.ts';
import { careDesk, weekFile } from '../../support/care-desk.ts';

const desk = await careDesk(enginesInMemory());
const { table, facts, clock, buckets, council } = desk;
const lists = listStore(table);
const restricted = restrictedPeople(facts);
const newId = () => 'made-now';
const elsewhere = {
  ...{ ...recordRouteTable, ...uploadRoutes, ...settingRoutes, ...calculatorRoutes },
  ...portalAccountRoutes,
};
const rest = apiOf(
  elsewhere,
  routeArea(
    elsewhere,
    {
      ...serveRecords({
        facts,
        lists,
        restricted,
        modulusTables,
        clock,
        wakeWaiting: () => Promise.resolve(),
      }),
      ...serveUploads({
        ...{ table, uploads: desk.uploads, restricted, buckets: buckets.client, clock, newId },
        ...{ inboxBucket: 'inbox', evidenceBucket: 'evidence' },
      }),
      ...serveSettings({
        ...{ facts, lists, restricted, clock, newId, settings: settingStore(table), work: desk.queue },
        ...{ queues: new SQSClient({}), deadLetterQueues: {} },
      }),
      ...serveCalculators({ facts }),
      ...accountHandlers({ table, clock, buckets: buckets.client }),
    },
    always,
  ),
);
const ofReturns = { ...returnRoutes, ...returnMappingRoutes, ...portalReturnRoutes };
const routes: Record<string, Route> = allRoutes;
const names = Object.keys(routes);

/** Every area answers by its own handlers, over one table. */
function send(name: string, path: string, call: Call) {
  const area = name in elsewhere ? rest : name in ofReturns ? desk.returns : desk.api;
  return area.send(routes[name]!.method, path, call);
}

/** What is planted with the one provider, in words and amounts that nothing else has. */
const PROVIDER = 'P-QUARTZ';
const PERSON = 'U-ZEPHYR';
const PACKAGE = 'PK-OBSIDIAN';
const PLANTED = [
  PROVIDER,
  PERSON,
  PACKAGE,
  'Zephyrine',
  'Quartzworthy',
  'QUARTZ',
  'V-TOPAZ',
  '98761',
  '987.61',
];
/** Every id that leads to something of the provider, wherever it stands in an address or a question. */
const ids: string[] = [PROVIDER, PERSON, PACKAGE, 'V-TOPAZ'];

const victim: Someone = { user: 'quinn.quartz', roles: ['provider'], providerId: PROVIDER };
const others: [string, Someone][] = [
  ['another provider', { user: 'pip.p002', roles: ['provider'], providerId: 'P002' }],
  [
    'a provider of managed accounts',
    { user: 'max.m002', roles: ['managed-account-provider'], accountProviderId: 'P002' },
  ],
  [
    'somebody of both',
    { user: 'bo.p002', roles: [...portalRoles], providerId: 'P002', accountProviderId: 'P002' },
  ],
  ['a provider whose token names none', { user: 'nobody', roles: [...portalRoles] }],
];

const sampleFolder = new URL('../../../events/samples/', import.meta.url);
/** Everything a sample says is taken. */
function bodiesOf(name: string): unknown[] {
  if (routes[name]!.method === 'GET') return [undefined];
  const folder = new URL(`${name}/`, sampleFolder);
  return readdirSync(folder)
    .filter((file) => file.startsWith('valid-'))
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown);
}

/** A body with another’s id wherever an id stands in it. */
function about(body: unknown, id: string): unknown {
  if (body === undefined) return undefined;
  const text = JSON.stringify(body, (field, value: unknown) =>
    typeof value === 'string' && /(Id|Ref|^payee)$/.test(field) ? id : value,
  );
  return JSON.parse(text) as unknown;
}

/** What a question has to say, as far as it must. */
function neededQuery(route: Route): Record<string, string> {
  const candidates = ['2026-09-21', '2026-09', 'accept', '50', 'PK-OBSIDIAN', `package:${PACKAGE}`];
  const needed = Object.entries(route.query.shape as Record<string, z.ZodType>).flatMap(([field, schema]) => {
    if (schema.safeParse(undefined).success) return [];
    const found = candidates.find((text) => schema.safeParse(text).success);
    return found === undefined ? [] : [[field, found] as const];
  });
  return Object.fromEntries(needed);
}

const placesIn = (path: string) => path.match(/\{\w+\}/g) ?? [];
function addressesOf({ path }: Route): string[] {
  const places = placesIn(path);
  if (places.length === 0) return [path];
  const pairs = ids.flatMap((id) => (places.length === 1 ? [[id]] : ids.map((part) => [id, part])));
  return pairs.map((parts) =>
    parts.reduce<string>((address, part) => address.replace(/\{\w+\}/, encodeURIComponent(part)), path),
  );
}

/** Every way to ask a route for something of the provider. */
function callsOf(name: string): { path: string; call: Omit<Call, 'as'> }[] {
  const route = routes[name]!;
  const query = neededQuery(route);
  const queries = [
    query,
    ...Object.keys(route.query.shape).flatMap((field) => ids.map((id) => ({ ...query, [field]: id }))),
  ];
  const bodies = bodiesOf(name).flatMap((body) => [body, ...ids.map((id) => about(body, id))]);
  const distinct = new Map(bodies.map((body) => [JSON.stringify(body), body]));
  return addressesOf(route).flatMap((path) => [
    ...[...distinct.values()].map((body) => ({ path, call: { query, body } })),
    ...queries.slice(1).map((each) => ({ path, call: { query: each, body: bodies[0] } })),
  ]);
}

/** What of the planted an answer tells that was not in the question. */
function tellsOf(answer: unknown, asked: unknown): string[] {
  const [told, said] = [JSON.stringify(answer), decodeURIComponent(JSON.stringify(asked))];
  return PLANTED.filter((text) => told.includes(text) && !said.includes(text));
}

async function stateOfVictim() {
  const upload = ids.find((id) => id.startsWith('return-')) ?? '';
  const everything = [
    ...[await facts.versionsOf('package', PACKAGE), await facts.versionsOf('provider', PROVIDER)],
    ...[await facts.versionsOf('person', PERSON), await desk.uploads.readUpload(upload)],
    await returnStore(table).takenOf(PROVIDER),
  ];
  return JSON.stringify(everything);
}

beforeAll(async () => {
  await council.provider(PROVIDER, { name: 'Quartzworthy Care', accountName: 'QUARTZ' });
  await council.person(PERSON, { forename: 'Zephyrine', surname: 'Quartzworthy' });
  await council.package(PACKAGE, {
    ...{ serviceType: 'home-care', startDate: '2026-04-06', endDate: '', unitsPerWeek: '7' },
    ...{ personId: PERSON, providerId: PROVIDER, rate: '987.61' },
  });
  const evidence = await desk.returns.ask('startPortalUpload', {
    as: victim,
    body: { kind: 'invoice-images', fileName: 'jade.pdf', sizeBytes: 100 },
  });
  const who = { personId: PERSON, packageId: PACKAGE, rate: '987.61', amount: '987.61' };
  const uploadId = await desk.sendReturn(
    weekFile('2026-09-21', who, { 0: { lineRef: 'V-TOPAZ', rate: '999.00', amount: '999.00' } }),
    { provider: PROVIDER },
  );
  await desk.decide(uploadId, { lines: [3], decision: 'query' });
  const { payRunId, items } = await desk.pay('2026-09-27');
  expect(items).not.toEqual([]);
  await desk.issue(payRunId);
  ids.push(uploadId, `${uploadId}~1`, payRunId, `${payRunId}-00001`, evidence.uploadId, `${PACKAGE}~2026-09`);
}, 60_000);

describe('The token of the provider itself', () => {
  it('reaches what is planted, so that a door that is closed to others is one', async () => {
    const reached = new Set<string>();
    const told = new Set<string>();
    for (const name of names.filter((each) => routes[each]!.method === 'GET')) {
      for (const { path, call } of callsOf(name)) {
        const { status, body } = await send(name, path, { ...call, as: victim });
        if (status !== 200) continue;
        if (placesIn(routes[name]!.path).length > 0) reached.add(name);
        for (const text of tellsOf(body, [])) told.add(text);
      }
    }
    expect([...reached]).toEqual(
      expect.arrayContaining(['readPortalReturn', 'listPortalReturnLines', 'readPortalReturnReasons']),
    );
    expect([...told]).toEqual(expect.arrayContaining([PACKAGE, PERSON, 'V-TOPAZ', '98761']));
  });
});

describe.each(others)('The token of %s', (_, as) => {
  it.each(names)('reaches nothing of it through %s', async (name) => {
    const before = await stateOfVictim();
    const route = routes[name]!;
    const isOfOne = placesIn(route.path).length > 0;
    for (const { path, call } of callsOf(name)) {
      const { status, body } = await send(name, path, { ...call, as });
      const asked = { path, ...call };
      expect(tellsOf(body, asked), JSON.stringify({ asked, body })).toEqual([]);
      expect(status, JSON.stringify({ asked, body })).toBeLessThan(500);
      // A question that cannot be read is answered as such, whatever it is about.
      const isRead = route.query.safeParse(call.query).success;
      if (isOfOne && isRead) expect([403, 404], JSON.stringify({ asked, body })).toContain(status);
    }
    expect(await stateOfVictim()).toBe(before);
  });
});

it('another provider cannot prove a line of its own by a file of this one', async () => {
  const as: Someone = { user: 'pip.p002', roles: ['provider'], providerId: 'P002' };
  const dear = { 0: { rate: '30.00', amount: '30.00' } };
  const lines = weekFile('2026-09-21', { personId: 'U2', packageId: 'PK9' }, dear);
  const id = await desk.sendReturn(lines, { provider: 'P002' });
  const body = {
    reason: 'The carer was there',
    evidenceUploadId: ids.find((each) => each.startsWith('id-')) ?? '',
  };
  const problem = await desk.returns.refusal('disputeReturnLine', { as, id, part: 'L2026-09-21', body });
  expect(problem).toMatchObject({ status: 422, errors: [{ rule: 'evidence-unknown' }] });
});
