import { beforeAll, describe, expect, it } from 'vitest';
import { upliftDesk, upliftUsers } from '../../support/uplift-desk.ts';

const { olu, amy, ivy } = upliftUsers;
const desk = await upliftDesk();
const { council } = desk;
const open = { startDate: '2025-04-01', endDate: '' };

beforeAll(async () => {
  await council.provider('P001');
  await council.provider('P002');
  await council.serviceType('residential');
  await council.person('A1');
  await council.person('A2', { restricted: 'yes' });
  await council.package('PK1', open);
  await council.package('PK2', { ...open, providerId: 'P002', rate: '800' });
  await council.package('PK3', { ...open, personId: 'A2', rate: '600' });
  await council.package('PK4', { ...open, endDate: '2025-12-31' });
});

describe('an uplift that is asked for', () => {
  it('shows every rate before and after, with what it costs this year and in a full year', async () => {
    const id = await desk.propose();
    const uplift = await desk.read(id);
    expect(uplift).toMatchObject({
      ...{ state: 'previewed', working: null, asOf: '2026-03-02', proposedBy: 'olu.officer' },
      totals: { changed: 3, excluded: 0, refused: 0, arrearsPence: 0, weeklyPence: 10_500 },
      serviceTypes: [{ name: 'residential', lines: 3 }],
      providers: [
        { name: 'P001', providerName: 'Home P001', lines: 2 },
        { name: 'P002', lines: 1 },
      ],
      history: [{ state: 'draft', by: 'olu.officer' }, { state: 'draft' }, { state: 'previewed' }],
    });
    const lines = await desk.lines(id, {}, olu);
    expect(
      lines.map(({ packageId, oldRate, newRate, percent }) => [packageId, oldRate, newRate, percent]),
    ).toEqual([
      ['PK1', '700', '735', 5],
      ['PK2', '800', '840', 5],
    ]);
    expect(lines[0]).toMatchObject({ outcome: 'changed', providerName: 'Home P001', inSample: true });
  });

  it('names nothing of people whose records are closed, and draws no sample from them', async () => {
    const id = await desk.propose({ rules: [{ match: {}, change: { percent: '-1' } }] });
    const { findings, sample } = await desk.read(id, ivy);
    expect(findings.map(({ message }) => message)).toEqual([
      'Package PK1, package PK2, package that is closed to you: the rate of each goes down. Confirm that it is meant.',
    ]);
    expect(sample.map(({ lineId }) => lineId).toSorted()).toEqual([
      'package:PK1:2026-04-01',
      'package:PK2:2026-04-01',
    ]);
  });

  it('is looked through by provider, outcome, sample and distance from the others', async () => {
    const id = await desk.propose({
      rules: [
        { match: { providerId: 'P001' }, change: { percent: '5' } },
        { match: { providerId: 'P002' }, change: { percent: '20' }, exclude: { providers: ['P003'] } },
      ],
    });
    const ids = async (query: Record<string, string>) =>
      (await desk.lines(id, query)).map(({ packageId }) => packageId);
    expect(await ids({ providerId: 'P002' })).toEqual(['PK2']);
    expect(await ids({ outcome: 'excluded' })).toEqual([]);
    expect(await ids({ outlier: 'yes' })).toEqual(['PK2']);
    expect((await ids({ sample: 'yes' })).toSorted()).toEqual(['PK1', 'PK2']);
    const first = await desk.api.ask('listUpliftLines', { as: olu, id, query: { limit: '1' } });
    expect(first.items.map(({ packageId }) => packageId)).toEqual(['PK1']);
    const cursor = first.nextCursor!;
    const second = await desk.api.ask('listUpliftLines', { as: olu, id, query: { limit: '1', cursor } });
    expect(second.items.map(({ packageId }) => packageId)).toEqual(['PK2']);
  });

  it('is refused where it cannot be meant, each fault by its name', async () => {
    const body = { name: 'Fees', effectiveDate: '2026-04-01', reason: 'As decided' };
    const refusal = async (more: object) =>
      (await desk.api.refusal('proposeUplift', { as: olu, body: { ...body, ...more } })).errors?.map(
        ({ rule }) => rule,
      );
    expect(await refusal({ rules: [] })).toEqual(['nothing-asked']);
    expect(await refusal({ rules: [{ match: {}, change: { percent: '500' } }] })).toEqual([
      'percent-out-of-sense',
    ]);
    expect(await refusal({ rules: [], ratesUploadId: 'nowhere' })).toEqual(['no-file-of-rates']);
    const farOff = { effectiveDate: '2199-12-01', rules: [{ match: {}, change: { percent: '5' } }] };
    expect(await refusal(farOff)).toEqual(['first-day-too-far']);
  });

  it('says which rule is for nothing, and is previewed anew when it is mended', async () => {
    const id = await desk.propose({
      rules: [{ match: { serviceType: 'nursing' }, change: { percent: '5' } }],
    });
    expect((await desk.read(id)).findings.map(({ rule }) => rule)).toEqual(['rule-matches-nothing']);
    const before = (await desk.read(id)).previewHash;
    const body = {
      ...{ name: 'Fees', effectiveDate: '2026-04-01', reason: 'Residential was meant' },
      rules: [{ match: { serviceType: 'residential' }, change: { percent: '5' } }],
    };
    const { state } = await desk.api.ask('editUplift', { as: olu, id, body });
    expect(state).toBe('draft');
    await desk.work(2);
    const after = await desk.read(id);
    expect(after).toMatchObject({ state: 'previewed', findings: [], totals: { changed: 3 } });
    expect(after.previewHash).not.toBe(before);
  });

  it('is listed, newest first', async () => {
    const { items } = await desk.api.ask('listUplifts', { as: ivy, query: { limit: '2' } });
    expect(items.map(({ upliftId }) => upliftId)).toEqual(['U000004', 'U000003']);
  });

  it('is held against the budget that is named, and against another once that is named with its reason', async () => {
    const id = await desk.propose({ budgetThisYearPence: 600_000 });
    const seen = await desk.read(id, amy);
    // Three packages of £35, £40 and £30 a week more, for 365 days.
    expect(seen.totals).toMatchObject({ thisYearPence: 547_500, fullYearPence: 547_500 });
    expect(seen.budgets).toMatchObject([{ of: 'this-year', budgetPence: 600_000, leftPence: 52_500 }]);
    const budgets = { budgetThisYearPence: null, budgetFullYearPence: 500_000 };
    const body = { ...seen.asked, ...budgets, reason: 'The budget was cut' };
    await desk.api.ask('editUplift', { as: olu, id, body });
    expect((await desk.read(id)).budgets).toEqual([]);
    await desk.work();
    const anew = await desk.read(id, amy);
    expect(anew).toMatchObject({
      ...{ state: 'previewed', previewHash: seen.previewHash, asked: budgets },
      budgets: [{ of: 'full-year', leftPence: -47_500 }],
    });
    expect(anew.history.map(({ reason }) => reason)).toContain('The budget was cut');
  });
});
