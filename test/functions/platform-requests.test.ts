import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { get, listOf, paging, write } from '../../events/api/route.ts';
import { readViewer } from '../../functions/platform/identity.ts';
import { Conflict, NotSignedIn, Unacceptable } from '../../functions/platform/problem-responses.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { always, apiOf } from '../support/call-api.ts';

const routes = {
  list: get({
    path: '/v1/shelves',
    roles: ['read-only', 'audit-officer'],
    summary: 'Shelves',
    query: z.object(paging),
    answer: listOf(z.object({ id: z.string() })),
  }),
  read: get({
    path: '/v1/shelves/{id}',
    roles: ['read-only'],
    summary: 'A shelf',
    answer: z.object({ id: z.string() }),
  }),
  books: get({
    path: '/v1/shelves/{id}/books',
    roles: ['read-only'],
    summary: 'The books of a shelf',
    answer: z.object({ booksOf: z.string() }),
  }),
  put: write({
    method: 'PUT',
    path: '/v1/shelves/{id}',
    roles: ['audit-officer'],
    summary: 'Put up a shelf',
    status: 201,
    body: z.strictObject({ metres: z.int().min(1), wood: z.object({ kind: z.string() }).optional() }),
    answer: z.object({ id: z.string(), metres: z.int() }),
  }),
};

const api = apiOf(
  routes,
  routeArea(
    routes,
    {
      list: ({ query }) => Promise.resolve({ items: [{ id: `at most ${query.limit}` }], nextCursor: null }),
      read: ({ id }) => {
        if (id === 'gone') return Promise.reject(new Error('Mrs Example moved to 12 High Street'));
        if (id === 'taken') return Promise.reject(new Conflict('Taken.', { ids: { shelf: id } }));
        if (id === 'busy') return Promise.reject(Object.assign(new Error(), { name: 'ThrottlingException' }));
        if (id === 'wrong') {
          const errors = [{ field: 'metres', rule: 'too-long', message: 'Too long.' }];
          return Promise.reject(new Unacceptable('No.', { errors }));
        }
        return Promise.resolve({ id });
      },
      books: ({ id }) => Promise.resolve({ booksOf: id }),
      put: ({ id, body }) => Promise.resolve({ id, metres: body.metres }),
    },
    always,
  ),
);
const reader = { user: 'ivy.inspector', roles: ['read-only'] } as const;
const officer = { user: 'audrey.auditor', roles: ['audit-officer'] } as const;

describe('a request to the API', () => {
  it('is answered as JSON that nobody may keep', async () => {
    expect(await api.send('GET', '/v1/shelves/A1', { as: reader })).toEqual({
      status: 200,
      body: { id: 'A1' },
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    });
  });

  it('reaches an id with a slash, which the gateway has decoded', async () => {
    expect(await api.ask('read', { as: reader, id: 'A/17' })).toEqual({ id: 'A/17' });
    expect(await api.ask('books', { as: reader, id: 'A/17' })).toEqual({ booksOf: 'A/17' });
  });

  it('is refused to a role that is not named for it, with the roles that are', async () => {
    const { status, detail } = await api.refusal('put', { as: reader, id: 'A1', body: { metres: 1 } });
    expect(status).toBe(403);
    expect(detail).toContain('audit-officer');
  });

  it('is refused to a token without any role', async () => {
    const { status } = await api.refusal('list', { as: { user: 'new.starter', roles: [] } });
    expect(status).toBe(403);
  });

  it('is refused without a user', async () => {
    expect((await api.refusal('list', { as: null })).status).toBe(401);
  });

  it('has the limit of its page read as a number, 50 unless asked', async () => {
    const asked = await api.ask('list', { as: reader, query: { limit: '3' } });
    const unasked = await api.ask('list', { as: reader });
    expect([asked.items[0]?.id, unasked.items[0]?.id]).toEqual(['at most 3', 'at most 50']);
  });

  it('is told each field that cannot be read', async () => {
    const body = { metres: 0, wood: { kind: 3 }, colour: 'red' };
    const { status, errors } = await api.refusal('put', { as: officer, id: 'A1', body });
    expect(status).toBe(400);
    expect(errors?.map((error) => error.field)).toEqual(['metres', 'wood.kind', 'colour']);
  });

  it('is told that more than 200 a page are not given', async () => {
    const { status, errors } = await api.refusal('list', { as: reader, query: { limit: '201' } });
    expect([status, errors?.[0]?.field]).toEqual([400, 'limit']);
  });

  it('is answered with the status the route promises', async () => {
    const answer = await api.ask('put', { as: officer, id: 'A1', body: { metres: 2 } });
    expect(answer).toEqual({ id: 'A1', metres: 2 });
  });

  it('finds nothing at an address no route has', async () => {
    const { status, headers } = await api.send('GET', '/v1/ladders', { as: reader });
    expect([status, headers?.['content-type']]).toEqual([404, 'application/problem+json']);
  });

  it('gets a refusal with its sentence, and each field at fault', async () => {
    const conflict = await api.refusal('read', { as: reader, id: 'taken' });
    const wrong = await api.refusal('read', { as: reader, id: 'wrong' });
    expect([conflict.status, conflict.detail]).toEqual([409, 'Taken.']);
    expect([wrong.status, wrong.errors?.[0]?.rule]).toEqual([422, 'too-long']);
  });

  it('is told to try again when the table is too busy', async () => {
    expect((await api.refusal('read', { as: reader, id: 'busy' })).status).toBe(503);
  });

  it('says nothing of what went wrong inside, neither to the caller nor in the log', async () => {
    const problem = await api.refusal('read', { as: reader, id: 'gone' });
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain('Example');
    expect(JSON.stringify(api.logged)).not.toContain('Example');
    expect(JSON.stringify(api.logged)).toContain('platform-requests.test.ts');
  });
});

describe('a key of a request', () => {
  const kept: unknown[] = [];
  const keyed = apiOf(
    { read: routes.read, put: routes.put },
    routeArea(
      { read: routes.read, put: routes.put },
      {
        read: ({ id }) => Promise.resolve({ id }),
        put: ({ id, body }) => Promise.resolve({ id, metres: body.metres }),
      },
      (write, _context, act) => {
        kept.push(write);
        return act();
      },
    ),
  );

  it('holds for a write of that user to that address, and never for a read', async () => {
    await keyed.ask('read', { as: reader, id: 'A1', key: 'k' });
    await keyed.ask('put', { as: officer, id: 'A1', body: { metres: 2 } });
    expect(kept).toEqual([]);
    await keyed.ask('put', { as: officer, id: 'A1', body: { metres: 2 }, key: 'k' });
    expect(kept).toEqual([
      { userId: 'audrey.auditor', route: 'PUT /v1/shelves/A1', key: 'k', body: { metres: 2 } },
    ]);
  });

  it('is not kept for what is refused before it is done', async () => {
    kept.length = 0;
    await keyed.refusal('put', { as: officer, id: 'A1', body: { metres: 0 }, key: 'k2' });
    await keyed.refusal('put', { as: reader, id: 'A1', body: { metres: 1 }, key: 'k2' });
    expect(kept).toEqual([]);
  });
});

describe('the viewer a token names', () => {
  it('has the roles of its groups, however the gateway wrote them', () => {
    const roles = ['payments-officer', 'payments-approver'];
    for (const groups of [
      '[payments-officer payments-approver]',
      '[payments-officer, payments-approver]',
      roles,
    ]) {
      expect(readViewer({ username: 'amy.approver', 'cognito:groups': groups }).roles).toEqual(roles);
    }
  });

  it('has no role that nobody knows', () => {
    expect(readViewer({ username: 'x', 'cognito:groups': '[root system-admin]' }).roles).toEqual([
      'system-admin',
    ]);
  });

  it('is confined to the provider of its claims', () => {
    const viewer = readViewer({ username: 'pat.p001', 'cognito:groups': '[provider]', providerId: 'P001' });
    expect([viewer.providerId, viewer.accountProviderId]).toEqual(['P001', null]);
  });

  it('is nobody without a user name', () => {
    expect(() => readViewer({ 'cognito:groups': '[system-admin]' })).toThrow(NotSignedIn);
    expect(() => readViewer(undefined)).toThrow(NotSignedIn);
  });
});
