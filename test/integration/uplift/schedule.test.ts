import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { upliftDesk } from '../../support/uplift-desk.ts';
import { upliftWorld } from '../../support/uplift-world.ts';

const desk = await upliftDesk();
const world = upliftWorld(desk);

beforeAll(async () => {
  await world.begin();
});
beforeEach(() => {
  desk.at('2026-03-02T09:00:00.000Z');
});

async function fire() {
  await desk.fire();
  await desk.work();
}

describe('the schedule of uplifts', () => {
  it('applies what is approved on its first day, not before it, and once', async () => {
    const id = await desk.approved();
    desk.at('2026-03-31T02:00:00.000Z');
    await fire();
    expect((await desk.read(id)).state).toBe('approved');
    desk.at('2026-04-01T02:00:00.000Z');
    await desk.fire();
    await desk.fire();
    await desk.work();
    expect(await desk.read(id)).toMatchObject({ state: 'verified', asOf: '2026-03-02', differences: 0 });
    expect((await world.rates())['PK1']).toEqual(['2025-04-01 700', '2026-04-01 735']);
    await fire();
    expect((await world.rates())['PK1']).toEqual(['2025-04-01 700', '2026-04-01 735']);
  });

  it('takes an approval back where it would come to something else by now, and tells somebody', async () => {
    const id = await desk.approved({
      effectiveDate: '2026-05-01',
      rules: [{ match: {}, change: { percent: '1' } }],
    });
    const before = await desk.read(id);
    await desk.council.package('PK2', { ...world.open, providerId: 'P002', rate: '810' });
    desk.at('2026-05-01T02:00:00.000Z');
    await fire();
    const after = await desk.read(id);
    expect(after).toMatchObject({ state: 'previewed', approved: null });
    expect(after.previewHash).not.toBe(before.previewHash);
    expect((await world.rates())['PK2']).toEqual(['2025-04-01 810']);
    expect((await world.work()).map(({ workId }) => workId)).toEqual([`uplift-changed:${id}`]);
  });

  it('asks again for work whose message was lost, wherever it stood', async () => {
    const id = await desk.propose({ effectiveDate: '2026-06-01' });
    await desk.submit(id);
    await desk.approve(id);
    await desk.apply(id);
    desk.lose();
    await fire();
    expect((await desk.read(id)).state).toBe('verified');
  });
});
