import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import type { Someone } from '../../support/call-api.ts';
import { upliftDesk, upliftUsers } from '../../support/uplift-desk.ts';
import { upliftWorld } from '../../support/uplift-world.ts';

const { olu, amy, abe, una } = upliftUsers;
const reason = 'As decided';
const desk = await upliftDesk();
const world = upliftWorld(desk);

beforeAll(async () => {
  await world.begin();
});

const stateOf = async (id: string) => (await desk.read(id)).state;
const rulesOf = async (call: Promise<{ status: number; errors?: { rule: string }[] | undefined }>) => {
  const { status, errors } = await call;
  return [status, ...(errors ?? []).map(({ rule }) => rule)];
};

describe('an uplift on its way', () => {
  it('is checked by somebody else, who opens the whole sample first, within the limit, on the lines that were seen', async () => {
    const id = await desk.propose();
    const { previewHash, sample } = await desk.read(id);
    const ask = (name: 'approveUplift' | 'applyUplift', as: Someone = amy, hash = previewHash) =>
      desk.api.refusal(name, { as, id, body: { previewHash: hash, reason } });
    expect(await rulesOf(ask('approveUplift'))).toEqual([409, 'wrong-state']);
    await desk.submit(id);
    const open = (lineIds: string[], isRight = true) => ({ lineIds, isRight, reason });
    const lineIds = sample.map(({ lineId }) => lineId);
    expect(await rulesOf(ask('approveUplift'))).toEqual([409, 'wrong-state']);
    expect(
      await rulesOf(
        desk.api.refusal('sampleUplift', { as: amy, id, body: open(['package:PK9:2026-04-01']) }),
      ),
    ).toEqual([422, 'not-in-the-sample']);
    const half = await desk.api.ask('sampleUplift', { as: amy, id, body: open(lineIds.slice(1)) });
    expect(half).toMatchObject({ state: 'submitted', toOpen: 1 });
    const whole = await desk.api.ask('sampleUplift', { as: abe, id, body: open(lineIds.slice(0, 1)) });
    expect(whole).toMatchObject({ state: 'sampled', toOpen: 0 });
    expect(await rulesOf(ask('approveUplift', una))).toEqual([403, 'over-limit']);
    expect(await rulesOf(ask('approveUplift', amy, 'another'))).toEqual([409, 'lines-changed']);
    const { state } = await desk.api.ask('approveUplift', { as: amy, id, body: { previewHash, reason } });
    expect(state).toBe('approved');
    const opened = (await desk.read(id)).sample.map((each) => each.opened?.by);
    expect(opened).toEqual(['abe.approver', ...opened.slice(1).map(() => 'amy.approver')]);
    await desk.api.ask('returnUplift', { as: amy, id, body: { reason } });
    expect(await stateOf(id)).toBe('returned');
  });

  it('stands in the way of another over the same rates, and of no other', async () => {
    const first = await desk.propose({
      rules: [{ match: { providerId: 'P001' }, change: { percent: '3' } }],
    });
    await desk.submit(first);
    const over = await desk.propose();
    const { previewHash } = await desk.read(over);
    const body = { previewHash, confirmed: [], reason };
    expect(await rulesOf(desk.api.refusal('submitUplift', { as: olu, id: over, body }))).toEqual([
      ...[409, 'open-uplift'],
    ]);
    const beside = await desk.propose({
      rules: [{ match: { providerId: 'P002' }, change: { percent: '3' } }],
    });
    expect((await desk.submit(beside)).state).toBe('submitted');
    await desk.api.ask('returnUplift', { as: amy, id: beside, body: { reason } });
    await desk.api.ask('returnUplift', { as: amy, id: first, body: { reason } });
    expect((await desk.submit(over)).state).toBe('submitted');
    await desk.api.ask('returnUplift', { as: amy, id: over, body: { reason } });
  });
});

describe('an uplift that is approved', () => {
  it('becomes new terms and new rates of cards, is verified to the penny, told to the case system, and can be undone', async () => {
    const before = await world.rates();
    const id = await desk.approved();
    expect((await desk.apply(id)).state).toBe('applying');
    await desk.work();
    const uplift = await desk.read(id);
    expect(uplift).toMatchObject({ state: 'verified', differences: 0, leftAlone: 0, working: null });
    expect(await world.rates()).toEqual({
      PK1: ['2025-04-01 700', '2026-04-01 735'],
      PK2: ['2025-04-01 800', '2026-04-01 840'],
      PK3: ['2025-04-01 null'],
      RC1: ['2025-04-01 20', '2026-04-01 21'],
    });
    const [, fact] = [...(await desk.facts.currentFacts('package', ['PK1']))][0]!;
    expect(fact).toMatchObject({
      ...{ source: { kind: 'uplift', upliftId: id }, recordedBy: 'amy.approver', handFields: ['rate'] },
    });
    expect(await world.exported(id)).toEqual([
      'rate card RC1 21 2026-04-01',
      'package PK1 735 2026-04-01',
      'package PK2 840 2026-04-01',
    ]);
    expect((await desk.read(id)).hasExport).toBe(true);
    await desk.api.ask('undoUplift', { as: amy, id, body: { reason } });
    const noFile = {
      status: 409,
      detail: `The rates of uplift ${id} were taken back, so that there is no file of them for the case system.`,
    };
    expect(await desk.read(id)).toMatchObject({ state: 'undoing', hasExport: false });
    expect(await desk.api.refusal('readUpliftExport', { as: olu, id })).toMatchObject(noFile);
    await desk.work(2);
    expect(await desk.read(id)).toMatchObject({ state: 'undone', hasExport: false });
    expect(await desk.api.refusal('readUpliftExport', { as: olu, id })).toMatchObject(noFile);
    expect(await world.rates()).toEqual(before);
    const [, undone] = [...(await desk.facts.currentFacts('package', ['PK1']))][0]!;
    expect(undone).toMatchObject({ version: 3, handFields: [] });
  });

  it('leaves under a hand what somebody set while it was in force', async () => {
    const id = await desk.approved();
    await desk.apply(id);
    await desk.work();
    await desk.byHand('PK1', { endDate: calendarDate('2026-06-30') });
    await desk.api.ask('undoUplift', { as: amy, id, body: { reason } });
    await desk.work();
    const [, undone] = [...(await desk.facts.currentFacts('package', ['PK1']))][0]!;
    expect(undone).toMatchObject({ body: { endDate: '2026-06-30' }, handFields: ['endDate'] });
    const [, card] = [...(await desk.facts.currentFacts('rate-card', ['RC1']))][0]!;
    expect(card.handFields).toEqual([]);
    await desk.council.package('PK1', world.open);
  });

  it('ends the same however often its messages come', async () => {
    const id = await desk.approved();
    await desk.apply(id);
    await desk.work(2);
    expect(await desk.read(id)).toMatchObject({ state: 'verified', differences: 0 });
    expect((await world.rates())['PK1']).toEqual(['2025-04-01 700', '2026-04-01 735']);
    expect([...(await desk.facts.currentFacts('package', ['PK1'])).values()][0]?.version).toBe(8);
    await desk.api.ask('undoUplift', { as: amy, id, body: { reason } });
    await desk.work();
  });

  it('leaves alone what changed since it was approved, and says so', async () => {
    const id = await desk.approved();
    await desk.council.package('PK2', { ...world.open, providerId: 'P002', rate: '820' });
    await desk.apply(id);
    await desk.work();
    const uplift = await desk.read(id);
    expect(uplift).toMatchObject({ state: 'applied', leftAlone: 1 });
    expect(uplift.differences).toBeGreaterThan(0);
    expect(uplift.differing.map(({ id: about }) => about)).toContain('PK2');
    expect(await world.rates()).toMatchObject({
      PK1: [expect.anything(), '2026-04-01 735'],
      PK2: ['2025-04-01 820'],
    });
    expect(await world.exported(id)).not.toContain('package PK2 840 2026-04-01');
    expect((await world.work()).map(({ workId }) => workId).toSorted()).toEqual([
      `uplift-differs:${id}`,
      `uplift-left-alone:${id}`,
    ]);
    await desk.council.package('PK1', { ...world.open, rate: '999' });
    await desk.api.ask('undoUplift', { as: amy, id, body: { reason } });
    await desk.work();
    expect(await stateOf(id)).toBe('undone');
    expect((await world.rates())['PK1']).toEqual(['2025-04-01 999']);
    expect((await world.work()).map(({ workId }) => workId)).toContain(`uplift-not-undone:${id}`);
  });
});
