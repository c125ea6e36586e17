import { GetObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Someone } from '../../support/call-api.ts';
import { upliftDesk, upliftUsers } from '../../support/uplift-desk.ts';
import { upliftWorld } from '../../support/uplift-world.ts';

const { olu, amy, abe, ivy } = upliftUsers;
const reason = 'As decided';
const desk = await upliftDesk();
const world = upliftWorld(desk);
/** Of Iris Quill, whom abe alone may see: packages with a rate far from the others, and one with a like rate. */
const FAR = 'PK-S1';
const HERS = [FAR, 'PK-S2'];
const mineTo = (providerId: string, percent: string) => ({ match: { providerId }, change: { percent } });

beforeAll(async () => {
  await world.begin();
  await desk.council.provider('P003');
  await desk.council.person('SECRET', { restricted: 'abe.approver', name: 'Iris Quill' });
  const hers = { ...world.open, personId: 'SECRET' };
  await desk.council.package(FAR, { ...hers, providerId: 'P003', rate: '500' });
  await desk.council.package('PK-S2', { ...hers, providerId: 'P002', rate: '900' });
});

/** What anybody is told of an uplift, by the page, the lists, the work queue and the letter of refusals. */
async function told(id: string, as: Someone): Promise<string> {
  const [uplift, lines, outliers, sample] = await Promise.all([
    desk.read(id, as),
    desk.lines(id, {}, as),
    desk.lines(id, { outlier: 'yes' }, as),
    desk.lines(id, { sample: 'yes' }, as),
  ]);
  return JSON.stringify({ uplift, lines, outliers, sample, work: await world.work() });
}
const namesHer = /PK-S|SECRET|Quill/;

async function exportFor(id: string, as: Someone) {
  const { url, name, leftOut } = await desk.api.ask('readUpliftExport', { as, id });
  const [Key] = url.split(' as ');
  const { client, evidence } = desk.pay.buckets;
  const { Body } = await client.send(new GetObjectCommand({ Bucket: evidence, Key }));
  return { name, leftOut, text: (await Body?.transformToString()) ?? '' };
}

describe('an uplift of people of whom one is kept for those named', () => {
  const rules = [mineTo('P001', '5'), mineTo('P002', '-1'), mineTo('P003', '20')];

  it('shows the others as many outliers and differences as there are to be seen', async () => {
    const id = await desk.propose({ rules });
    const far = async (as: Someone) => (await desk.read(id, as)).outliers.map(({ lineId }) => lineId);
    expect(await far(abe)).toContain(`package:${FAR}:2026-04-01`);
    expect(await far(olu)).toEqual(['package:PK1:2026-04-01']);
    const { outlierCount, outliersListed } = await desk.read(id, olu);
    expect([outlierCount, outliersListed]).toEqual([2, 2]);
  });

  it('names her in no refusal', async () => {
    const id = await desk.propose({ rules });
    const { previewHash } = await desk.read(id);
    const body = { previewHash, confirmed: [], reason };
    const refused = await desk.api.refusal('submitUplift', { as: olu, id, body });
    expect([refused.status, refused.errors?.[0]?.rule]).toEqual([422, 'to-be-confirmed']);
    expect(refused.detail).toContain(
      'Package that is closed to you, package PK2: the rate of each goes down',
    );
    expect(refused.detail).not.toMatch(namesHer);
    await desk.submit(id, ['rate-goes-down']);
    const over = await desk.propose({ rules: [mineTo('P003', '3')] });
    const seen = await desk.read(over);
    const again = { previewHash: seen.previewHash, confirmed: [], reason };
    const behind = await desk.api.refusal('submitUplift', { as: olu, id: over, body: again });
    expect(behind.detail).toContain('is on its way and changes one of these rates as well.');
    expect(behind.detail).not.toMatch(namesHer);
    await desk.api.ask('returnUplift', { as: amy, id, body: { reason } });
  });

  it('leaves her out of the file of rates and says of how many rates it is without', async () => {
    const id = await desk.approved({ rules: [mineTo('P002', '1'), mineTo('P003', '1')] });
    await desk.apply(id);
    await desk.work();
    const [whole, some] = [await exportFor(id, abe), await exportFor(id, olu)];
    expect([whole.name, whole.leftOut]).toEqual([`uplift-${id}-rates.csv`, 0]);
    for (const hers of HERS) expect(whole.text).toContain(hers);
    expect([some.name, some.leftOut]).toEqual([`uplift-${id}-rates-without-2.csv`, 2]);
    expect(some.text).toContain('PK2');
    expect(some.text).not.toMatch(namesHer);
    expect(await exportFor(id, ivy)).toEqual(some);
    await desk.api.ask('undoUplift', { as: amy, id, body: { reason } });
    await desk.work();
  });

  it('tells of her packages that were left alone to who may see them, and to others how many they are', async () => {
    const id = await desk.approved({ rules: [mineTo('P002', '1'), mineTo('P003', '1')] });
    await desk.council.package(FAR, {
      ...{ ...world.open, personId: 'SECRET', providerId: 'P003', rate: '510' },
    });
    await desk.apply(id);
    await desk.work();
    expect(await desk.read(id, abe)).toMatchObject({ leftAlone: 1, left: [{ kind: 'package', id: FAR }] });
    expect(await desk.read(id, olu)).toMatchObject({ leftAlone: 1, left: [], notUndone: null });
    expect(await told(id, olu)).not.toMatch(namesHer);
    await desk.council.package('PK-S2', {
      ...{ ...world.open, personId: 'SECRET', providerId: 'P002', rate: '950' },
    });
    await desk.api.ask('undoUplift', { as: amy, id, body: { reason } });
    await desk.work();
    const undone = await desk.read(id, abe);
    expect(undone).toMatchObject({ state: 'undone', notUndone: 1, left: [{ id: 'PK-S2' }] });
    expect(undone.note).toBe('All rates are what they were before but 1, which were changed since.');
    expect(await told(id, olu)).not.toMatch(namesHer);
    expect((await world.work()).map(({ title }) => title)).toContainEqual(
      `Uplift ${id}: ${undone.note} Its page names them: set them by hand.`,
    );
  });
});

describe('an uplift of nobody but people who are kept for those named', () => {
  it('is checked by one of them; the others read how many lines are closed to them, and open none', async () => {
    const id = await desk.propose({ rules: [mineTo('P003', '2')] });
    await desk.submit(id);
    expect(await desk.read(id, amy)).toMatchObject({ sample: [], sampleClosed: 1 });
    const { sample, sampleClosed, previewHash } = await desk.read(id, abe);
    expect([sample.length, sampleClosed]).toEqual([1, 0]);
    const lineIds = sample.map(({ lineId }) => lineId);
    const body = { lineIds, isRight: true, reason };
    const refused = await desk.api.refusal('sampleUplift', { as: amy, id, body });
    const unknown = ['package:PK-X:2026-04-01'];
    const missing = await desk.api.refusal('sampleUplift', {
      ...{ as: amy, id, body: { ...body, lineIds: unknown } },
    });
    expect(refused.detail.replace(lineIds[0]!, unknown[0]!)).toBe(missing.detail);
    expect([refused.status, refused.errors?.[0]?.rule]).toEqual([422, 'not-in-the-sample']);
    const opened = await desk.api.ask('sampleUplift', { as: abe, id, body });
    expect(opened).toMatchObject({ state: 'sampled', toOpen: 0 });
    await desk.api.ask('approveUplift', { as: amy, id, body: { previewHash, reason } });
    expect((await desk.read(id)).state).toBe('approved');
  });
});
