import { describe, expect, it } from 'vitest';
import { allRoutes } from '../../events/api/all-routes.ts';
import { everyone, portalRoles, staff, type Role } from '../../events/api/roles.ts';
import type { Route } from '../../events/api/route.ts';
import type { Handlers } from '../../functions/platform/route-area.ts';
import { routeArea } from '../../functions/platform/route-area.ts';
import { always, apiOf } from '../support/call-api.ts';

const routes: Record<string, Route> = allRoutes;
/** Every handler says so when it is reached: no role that a route does not name may get there. */
const reached = new Error('reached');
const handlers = Object.fromEntries(
  Object.keys(routes).map((name) => [name, () => Promise.reject(reached)]),
) as unknown as Handlers<Record<string, Route>>;
const api = apiOf(routes, routeArea(routes, handlers, always));

const addressOf = (route: Route) => route.path.replace(/\{\w+\}/, 'X1');
const asRole = (role: Role) => ({
  user: 'someone',
  roles: [role],
  providerId: 'P001',
  accountProviderId: 'M001',
});

describe.each(Object.entries(routes))('%s', (_name, route) => {
  it('is refused to every role it does not name', async () => {
    const others = everyone.filter((role) => !route.roles.includes(role));
    for (const role of others) {
      const { status } = await api.send(route.method, addressOf(route), { as: asRole(role), body: {} });
      expect([role, status]).toEqual([role, 403]);
    }
    expect(route.roles.length + others.length).toBe(everyone.length);
  });

  it('is open to the roles it names', async () => {
    for (const role of route.roles) {
      const call = { as: asRole(role), ...(route.method !== 'GET' && { body: {} }) };
      const { status } = await api.send(route.method, addressOf(route), call);
      expect([role, status === 403]).toEqual([role, false]);
    }
  });
});

describe('the sign-in of a provider', () => {
  it('reaches the portal, itself and the description of the API, and nothing else', () => {
    const open = Object.values(routes).filter(({ roles }) =>
      portalRoles.some((role) => roles.includes(role)),
    );
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'GET /v1/me',
      'GET /v1/openapi.json',
      'GET /v1/portal/clients',
      'GET /v1/portal/clients/{id}',
      'GET /v1/portal/packages',
      'GET /v1/portal/returns',
      'GET /v1/portal/returns/expected',
      'GET /v1/portal/returns/{id}',
      'GET /v1/portal/returns/{id}/lines',
      'GET /v1/portal/returns/{id}/reasons',
      'GET /v1/portal/schedules',
      'GET /v1/portal/schedules/{id}',
      'GET /v1/portal/statements',
      'GET /v1/portal/statements/{id}',
      'GET /v1/portal/uplifts',
      'POST /v1/portal/packages/{id}/agree',
      'POST /v1/portal/packages/{id}/reject',
      'POST /v1/portal/returns',
      'POST /v1/portal/returns/{id}/lines/{lineRef}/dispute',
      'POST /v1/portal/returns/{id}/withdraw',
      'POST /v1/portal/statements',
      'POST /v1/portal/uploads',
    ]);
  });
});

describe('the portal', () => {
  it('is parted between providers of care and holders of managed accounts: no page of it is both’s', () => {
    const portal = Object.values(routes).filter(({ path }) => path.startsWith('/v1/portal/'));
    expect(portal.filter(({ roles }) => roles.length !== 1)).toEqual([]);
    const account = portal.filter(({ roles }) => roles.includes('managed-account-provider'));
    expect(new Set(account.map(({ path }) => path.split('/')[3]))).toEqual(
      new Set(['clients', 'schedules', 'statements']),
    );
  });

  it('is not for staff, who have pages of their own', () => {
    const portal = Object.values(routes).filter(({ path }) => path.startsWith('/v1/portal/'));
    expect(portal.length).toBeGreaterThan(0);
    expect(portal.some(({ roles }) => staff.some((role) => roles.includes(role)))).toBe(false);
  });
});

describe('settings, service types and rate cards', () => {
  it('are written by system administrators only', () => {
    const writes = Object.values(routes).filter(
      ({ method, path }) => method !== 'GET' && /^\/v1\/(settings|service-types|rate-cards)/.test(path),
    );
    expect(writes.length).toBe(4);
    expect(writes.every(({ roles }) => roles.join() === 'system-admin')).toBe(true);
  });
});

describe('an inspector', () => {
  it('changes nothing', () => {
    const writes = Object.values(routes).filter(
      ({ method, path, roles }) =>
        method !== 'GET' && !path.startsWith('/v1/calculators/') && roles.includes('read-only'),
    );
    expect(writes).toEqual([]);
  });
});
