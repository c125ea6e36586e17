import { beforeAll, describe, expect, it } from 'vitest';
import type { Someone } from '../../support/call-api.ts';
import { upliftDesk, upliftUsers } from '../../support/uplift-desk.ts';
import { upliftWorld } from '../../support/uplift-world.ts';

const { amy } = upliftUsers;
const reason = 'As decided';
const pat: Someone = { user: 'pat.p001', roles: ['provider'], providerId: 'P001' };
const pip: Someone = { user: 'pip.p002', roles: ['provider'], providerId: 'P002' };
const ann: Someone = { user: 'ann.none', roles: ['provider'] };
const desk = await upliftDesk();
const world = upliftWorld(desk);
let id = '';

beforeAll(async () => {
  await world.begin();
});

const own = (as: Someone, query: Record<string, string> = {}) =>
  desk.api.ask('listOwnUplifts', { as, query });
const ratesOf = async (as: Someone) =>
  (await own(as)).items.map(({ packageId, rateCardId, before, after }) => [
    ...[packageId ?? rateCardId, before, after],
  ]);

describe('the rates a provider sees in the portal', () => {
  it('are none until an uplift is applied', async () => {
    id = await desk.approved();
    expect(await ratesOf(pat)).toEqual([]);
    await desk.apply(id);
    expect(await ratesOf(pat)).toEqual([]);
    await desk.work();
  });

  it('are its own, each before and after and from when, with nobody’s name and no reason', async () => {
    expect(await own(pip)).toEqual({
      items: [
        {
          ...{ upliftId: id, name: 'Fees 2026-27', effectiveDate: '2026-04-01' },
          ...{ lineId: 'package:PK2:2026-04-01', packageId: 'PK2', rateCardId: null, visitMinutes: null },
          ...{ dayType: null, band: null, zone: null, serviceType: 'residential' },
          ...{ from: '2026-04-01', through: null, before: '800', after: '840' },
        },
      ],
      nextCursor: null,
    });
    expect(await ratesOf(pat)).toEqual([
      ['RC1', '20', '21'],
      ['PK1', '700', '735'],
    ]);
    expect((await desk.api.refusal('listOwnUplifts', { as: ann })).status).toBe(403);
  });

  it('come page by page, over one uplift after the other, the newest first', async () => {
    const second = await desk.approved({ name: 'More', rules: [{ match: {}, change: { amount: '1' } }] });
    await desk.apply(second);
    await desk.work();
    const seen: (string | null)[][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await own(pat, { limit: '1', ...(cursor !== '' && { cursor }) });
      seen.push(...page.items.map(({ upliftId, packageId, after }) => [upliftId, packageId, after]));
      cursor = page.nextCursor;
      expect(page.items.length).toBeLessThanOrEqual(1);
    }
    expect(seen).toEqual([
      [second, null, '22'],
      [second, 'PK1', '736'],
      [id, null, '21'],
      [id, 'PK1', '735'],
    ]);
    for (const wrong of ['x', 'U1.-1', '.1'])
      expect((await desk.api.refusal('listOwnUplifts', { as: pat, query: { cursor: wrong } })).status).toBe(
        400,
      );
    await desk.api.ask('undoUplift', { as: amy, id: second, body: { reason } });
    await desk.work();
  });

  it('are gone once the uplift is undone', async () => {
    expect((await ratesOf(pat)).length).toBe(2);
    await desk.api.ask('undoUplift', { as: amy, id, body: { reason } });
    expect(await ratesOf(pat)).toEqual([]);
    await desk.work();
    expect(await ratesOf(pat)).toEqual([]);
  });
});
