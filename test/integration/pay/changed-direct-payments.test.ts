import { describe, expect, it } from 'vitest';
import type { Step } from '../../../domain/pay/explanation.ts';
import { rowKinds } from '../../../domain/records/kinds.ts';
import { personOf, rowOf } from '../../support/a-council.ts';
import { type Someone } from '../../support/call-api.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';
import { recordsApi } from '../../support/records-api.ts';
import { recomputePence } from '../../support/recompute-line.ts';

const { olu, amy, ivy } = payUsers;
const sue: Someone = { user: 'sue.safeguarder', roles: ['audit-officer'] };
const week = { from: '2022-12-12', to: '2022-12-18', kind: 'hospital' };
const chair = { number: null, on: '2022-12-19', what: 'A shower chair', amountPence: 25_000 };

/** DP1, paid £84 a week from 5 December 2022, and the officers who change and pay it. */
async function council() {
  const desk = await payDesk();
  desk.at('2022-12-05T09:00:00.000Z');
  const facts = payCouncil(desk);
  await facts.base();
  const agree = (agreementId: string, more: Record<string, string> = {}) =>
    facts.record(
      'direct-payment-agreement',
      agreementId,
      rowOf(rowKinds['direct-payment-agreements'], {
        ...{ agreementId, frequency: 'weekly', startDate: '2022-12-05', personId: 'A1', weeklyBudget: '84' },
        ...{ payeeName: 'A Marlow', sortCode: '000000', accountNumber: '12345678', ...more },
      }),
    );
  await agree('DP1');
  const records = recordsApi(desk);
  const suspend = (items: unknown[], version: number | null, id = 'DP1') =>
    records.ask('putAgreementSuspensions', { as: olu, id, body: { items, version, reason } });
  const payOnce = (items: unknown[], version: number | null, id = 'DP1') =>
    records.ask('putOneOffs', { as: olu, id, body: { items, version, reason } });

  async function begin(throughDate: string, more: Record<string, unknown> = {}): Promise<string> {
    const body = { kind: 'direct-payments', throughDate, ...more };
    const { payRunId } = await desk.api.ask('startPayRun', { as: olu, body });
    await desk.work();
    return payRunId;
  }
  async function linesOf(id: string) {
    const { items } = await desk.api.ask('listPayRunLines', { as: ivy, id, query: { limit: '200' } });
    for (const line of items) expect(recomputePence(line.explanation as Step[])).toBe(line.amountPence);
    return items.map(({ kind, from, to, amountPence }) => [kind, from, to, amountPence]);
  }
  async function pay(throughDate: string): Promise<(string | number)[][]> {
    const id = await begin(throughDate);
    const lines = await linesOf(id);
    if (lines.length > 0) {
      await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
      const { linesHash } = await desk.api.ask('readPayRun', { as: ivy, id });
      await desk.api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
      desk.at(`${throughDate}T09:00:00.000Z`);
      await desk.api.ask('issuePayRun', { as: olu, id, body: { reason } });
      await desk.work();
    } else await desk.api.ask('cancelPayRun', { as: olu, id, body: { reason } });
    expect(await desk.api.ask('recomputePayRun', { as: ivy, id })).toMatchObject({ identical: true });
    return lines;
  }
  return { desk, facts, records, agree, suspend, payOnce, begin, linesOf, pay };
}

describe('a direct payment that is suspended after it was paid', () => {
  it('gives back with the next run what was paid for those days, and says what changed', async () => {
    const { desk, suspend, pay } = await council();
    expect(await pay('2022-12-18')).toEqual([['entitlement', '2022-12-05', '2022-12-18', 16_800]]);
    expect(await suspend([week], null)).toEqual({ version: 1, unchanged: false, findings: [] });
    expect(await pay('2022-12-25')).toEqual([
      ['adjustment', '2022-12-05', '2022-12-18', -8_400],
      ['entitlement', '2022-12-19', '2022-12-25', 8_400],
    ]);
    const { items } = await desk.api.ask('listPackageLines', { as: ivy, id: 'DP1', query: {} });
    const adjusted = items.find(({ kind }) => kind === 'adjustment');
    expect(adjusted?.explanation.at(-1)).toMatchObject({
      step: 'changed',
      facts: [{ kind: 'agreement-changes', id: 'DP1', version: 1 }],
    });
    expect(await pay('2022-12-25')).toEqual([]);
  });

  it('makes a run that was reckoned before it one that has to be begun anew', async () => {
    const { desk, suspend, begin } = await council();
    const id = await begin('2022-12-18');
    await suspend([week], null);
    await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await desk.api.ask('readPayRun', { as: ivy, id });
    const body = { linesHash, reason };
    const { status, detail } = await desk.api.refusal('approvePayRun', { as: amy, id, body });
    expect([status, detail]).toEqual([409, expect.stringContaining('Facts of DP1')]);
  });

  it('is thought in a preview before it is recorded', async () => {
    const { begin, linesOf, pay } = await council();
    await pay('2022-12-18');
    const thought = [
      { path: '/direct-payments/DP1/suspensions', body: { items: [week], reason } },
      { path: '/direct-payments/DP1/one-offs', body: { items: [chair], reason } },
    ];
    const preview = await begin('2022-12-25', { preview: true, hypothetical: thought });
    expect(await linesOf(preview)).toEqual([
      ['adjustment', '2022-12-05', '2022-12-18', -8_400],
      ['entitlement', '2022-12-19', '2022-12-25', 8_400],
      ['one-off', '2022-12-19', '2022-12-19', 25_000],
    ]);
  });
});

describe('a one-off', () => {
  it('is paid with the run that pays its day, once, and put right by what it comes to then', async () => {
    const { payOnce, pay } = await council();
    await payOnce([chair], null);
    expect(await pay('2022-12-18')).toEqual([['entitlement', '2022-12-05', '2022-12-18', 16_800]]);
    expect(await pay('2022-12-25')).toEqual([
      ['entitlement', '2022-12-19', '2022-12-25', 8_400],
      ['one-off', '2022-12-19', '2022-12-19', 25_000],
    ]);
    expect(await pay('2022-12-25')).toEqual([]);
    await payOnce([{ ...chair, number: 1, amountPence: 20_000 }], 1);
    expect(await pay('2022-12-31')).toEqual([
      ['entitlement', '2022-12-26', '2022-12-31', 7_200],
      ['adjustment', '2022-12-19', '2022-12-19', -5_000],
    ]);
  });
});

describe('what is changed of an agreement by hand', () => {
  it('is shown with who entered it and why, both parts beside each other', async () => {
    const { records, suspend, payOnce } = await council();
    const read = () => records.ask('readAgreementChanges', { as: ivy, id: 'DP1' });
    expect(await read()).toMatchObject({
      ...{ agreementId: 'DP1', startDate: '2022-12-05', endDate: null, version: null, recordedBy: null },
      ...{ suspensions: [], oneOffs: [] },
    });
    await suspend([week], null);
    await payOnce([chair], 1);
    expect(await read()).toMatchObject({
      ...{ suspensions: [week], oneOffs: [{ ...chair, number: 1 }], version: 2 },
      ...{ recordedBy: 'olu.officer', reason },
    });
  });

  it('is recorded once, by whoever read it last', async () => {
    const { records, suspend, payOnce } = await council();
    await payOnce([chair], null);
    expect(await payOnce([chair], null)).toEqual({ version: 1, unchanged: true, findings: [] });
    const late = await records.refusal('putAgreementSuspensions', {
      ...{ as: olu, id: 'DP1', body: { items: [week], version: null, reason } },
    });
    expect([late.status, late.detail]).toEqual([409, expect.stringMatching(/^Somebody else suspended/)]);
    const both = await Promise.all(
      ['hospital', 'papers missing'].map((kind) =>
        records.send('PUT', '/v1/direct-payments/DP1/suspensions', {
          as: olu,
          body: { items: [{ ...week, kind }], version: 1, reason },
        }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await suspend([], 2);
  });

  it('is refused with every error named where it cannot be true', async () => {
    const { facts, records, agree } = await council();
    await agree('DP2', { endDate: '2022-12-31' });
    await facts.record('opening-position', 'paid-to:DP2', {
      ...rowOf(rowKinds['opening-positions'], { kind: 'paid-to', id: 'DP2', date: '2022-12-11' }),
    });
    const refused = async (name: 'putAgreementSuspensions' | 'putOneOffs', items: unknown[]) => {
      const body = { items, version: null, reason };
      const { status, errors } = await records.refusal(name, { as: olu, id: 'DP2', body });
      return [status, errors?.map(({ rule }) => rule)];
    };
    expect(await refused('putAgreementSuspensions', [{ ...week, to: null }, { ...week }])).toEqual([
      422,
      ['suspension-outside-agreement', 'suspensions-overlap'],
    ]);
    const at = (on: string, amountPence = 100) => ({ ...chair, on, amountPence });
    expect(await refused('putOneOffs', [at('2023-01-01'), at('2022-12-11'), at('2022-12-12', 0)])).toEqual([
      422,
      ['one-off-outside-agreement', 'one-off-before-first-day', 'one-off-not-above-nothing'],
    ]);
  });

  it('of a person whose record is closed is as if it were not there, and providers never see it', async () => {
    const { facts, records, agree } = await council();
    await facts.record('person', 'SEC', personOf({ personId: 'SEC', restricted: 'sue.safeguarder' }));
    await agree('DPS', { personId: 'SEC' });
    const body = { items: [week], version: null, reason };
    expect((await records.refusal('readAgreementChanges', { as: ivy, id: 'DPS' })).status).toBe(404);
    expect((await records.refusal('putAgreementSuspensions', { as: olu, id: 'DPS', body })).status).toBe(404);
    expect(
      (await records.refusal('putOneOffs', { as: olu, id: 'none', body: { ...body, items: [] } })).status,
    ).toBe(404);
    expect((await records.ask('putAgreementSuspensions', { as: sue, id: 'DPS', body })).version).toBe(1);
    expect((await records.refusal('readAgreementChanges', { as: payUsers.pat, id: 'DP1' })).status).toBe(403);
  });
});
