import { beforeAll, describe, expect, it } from 'vitest';
import { rowKinds } from '../../../domain/records/kinds.ts';
import { rowOf } from '../../support/a-council.ts';
import { accountsApi, accountUsers } from '../../support/accounts-api.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { max, mia } = accountUsers;
const { olu, amy, ivy } = payUsers;
const desk = await payDesk();
const council = payCouncil(desk);
const api = accountsApi({ table: desk.table, buckets: desk.buckets.client, clock: desk.clock });

/** £250 a week from 5 December 2022 into an account of M001, unless said otherwise. */
const agree = (agreementId: string, fields: Record<string, string> = {}) =>
  council.record(
    'direct-payment-agreement',
    agreementId,
    rowOf(rowKinds['direct-payment-agreements'], {
      ...{ agreementId, personId: 'A1', payeeName: 'Managed Accounts CIC', frequency: 'four-weekly' },
      ...{ startDate: '2022-12-05', weeklyBudget: '250.00', sortCode: '000000', accountNumber: '12345678' },
      ...{ accountType: 'managed', accountProviderId: 'M001', returnFrequency: 'quarterly', ...fields },
    }),
  );

async function pay(throughDate: string): Promise<string> {
  const body = { kind: 'direct-payments', throughDate };
  const { payRunId: id } = await desk.api.ask('startPayRun', { as: olu, body });
  await desk.work();
  await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
  const { linesHash } = await desk.api.ask('readPayRun', { as: ivy, id });
  await desk.api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
  await desk.api.ask('issuePayRun', { as: olu, id, body: { reason } });
  await desk.work();
  return id;
}

const schedules = async (as: typeof max | typeof mia) =>
  (await api.ask('listSchedules', { as, query: { from: '2022-01-01' } })).items;
const read = (as: typeof max | typeof mia, id: string) => api.ask('readSchedule', { as, id });

let first = '';
let second = '';

beforeAll(async () => {
  await council.serviceType('direct-payment');
  await council.person('A1', { name: 'Edith Marlow' });
  await council.person('A2', { name: 'Iris Quill', restricted: 'yes' });
  await agree('DP1');
  await agree('DP2', { personId: 'A2', weeklyContribution: '40.00' });
  await agree('DP3', { accountProviderId: 'M002' });
  await agree('DP4', { accountType: 'own', accountProviderId: '' });
  first = await pay('2023-01-01');
  desk.at('2023-01-03T09:00:00.000Z');
  await agree('DP1', { weeklyBudget: '300.00' });
  await agree('DP3', { accountProviderId: 'M001' });
  await agree('DP5', { startDate: '2023-01-16' });
  second = await pay('2023-01-29');
}, 60_000);

describe('the bulk schedules of an account provider', () => {
  it('are one for each run, each the sum of the payments for its clients and of nobody else’s', async () => {
    const items = await schedules(max);
    expect(items.map(({ scheduleId, clients, totalPence }) => [scheduleId, clients, totalPence])).toEqual([
      [second, 4, 4 * 300_00 + 4 * 50_00 + 4 * 210_00 + 4 * 250_00 + 2 * 250_00],
      [first, 2, 4 * 250_00 + 4 * 210_00],
    ]);
    for (const { scheduleId, totalPence, returnedPence } of items) {
      const { items: rows } = await read(max, scheduleId);
      expect(rows.reduce((sum, { amountPence }) => sum + amountPence, 0)).toBe(totalPence + returnedPence);
      for (const row of rows) {
        const { grossPence, contributionPence, oneOffPence, otherPence, amountPence, lines } = row;
        expect(grossPence + contributionPence + oneOffPence + otherPence).toBe(amountPence);
        expect(lines.reduce((sum, line) => sum + line.amountPence, 0)).toBe(amountPence);
      }
    }
  });

  it('say of each client what was paid for which days, and why it differs from the last time', async () => {
    const { items } = await read(max, second);
    expect(
      items.map(({ agreementId, grossPence, contributionPence, otherPence, period, why }) => ({
        ...{ agreementId, grossPence, contributionPence, otherPence, period, why },
      })),
    ).toEqual([
      {
        ...{ agreementId: 'DP1', grossPence: 1200_00, contributionPence: 0, otherPence: 200_00 },
        period: { from: '2023-01-02', to: '2023-01-29' },
        why: expect.stringMatching(
          /^£400\.00 more than on .*: the budget is £1,200\.00 for 28 days, last time £1,000\.00 for 28 days; corrections of earlier payments come to £200\.00, last time £0\.00\.$/,
        ) as unknown,
      },
      {
        ...{ agreementId: 'DP2', grossPence: 1000_00, contributionPence: -160_00, otherPence: 0 },
        period: { from: '2023-01-02', to: '2023-01-29' },
        why: expect.stringMatching(/^The same as on .*2023\.$|^The same as on .*2022\.$/) as unknown,
      },
      {
        ...{ agreementId: 'DP3', grossPence: 1000_00, contributionPence: 0, otherPence: 0 },
        period: { from: '2023-01-02', to: '2023-01-29' },
        why: 'The first payment for this client.',
      },
      {
        ...{ agreementId: 'DP5', grossPence: 500_00, contributionPence: 0, otherPence: 0 },
        period: { from: '2023-01-16', to: '2023-01-29' },
        why: 'The first payment for this client.',
      },
    ]);
  });

  it('name no restricted person, whose money is told by the agreement all the same', async () => {
    const { items } = await read(max, first);
    expect(items.map(({ agreementId, personName }) => [agreementId, personName])).toEqual([
      ['DP1', 'Edith Marlow'],
      ['DP2', null],
    ]);
    expect(JSON.stringify(items)).not.toContain('Quill');
  });

  it('keep what was paid while another held the money with that other', async () => {
    expect((await schedules(mia)).map(({ scheduleId, clients }) => [scheduleId, clients])).toEqual([
      [first, 1],
    ]);
    const { items } = await read(mia, first);
    expect(items.map(({ agreementId }) => agreementId)).toEqual(['DP3']);
    expect((await api.refusal('readSchedule', { as: mia, id: second })).status).toBe(404);
  });

  it('are no run’s in which nothing was paid to it, and none that does not exist', async () => {
    const unknown = await api.refusal('readSchedule', { as: max, id: 'R999999' });
    const others = await api.refusal('readSchedule', { as: mia, id: second });
    expect([unknown.status, unknown.detail]).toEqual([others.status, others.detail]);
  });

  it('go a year back unless more is asked for, and say when money comes next', async () => {
    const now = await api.ask('listSchedules', { as: max });
    expect(now.items).toHaveLength(2);
    const later = await api.ask('listSchedules', { as: max, query: { from: '2030-01-01' } });
    expect(later.items).toEqual([]);
    expect(later.nextPayment?.inBankOn).toMatch(/^2023-/);
  });

  it('count a payment that came back apart, until it is sent again', async () => {
    const { items } = await read(max, first);
    const { paymentId } = items[0]!;
    const seen = (await desk.facts.currentFacts('payment', [paymentId])).get(paymentId)!;
    await council.record('payment', paymentId, {
      ...seen.body,
      ...{ status: 'returned', returnedOn: seen.body.sentOn },
    });
    const [, back] = await schedules(max);
    expect(back).toMatchObject({ totalPence: 840_00, returnedPence: 1000_00 });
    expect((await read(max, first)).items.map(({ isReturned }) => isReturned)).toEqual([true, false]);
  });

  it('show a payment that was made outside a run by itself', async () => {
    await desk.api.ask('payOutside', {
      as: olu,
      body: {
        ...{ payee: 'agreement:DP1', amountPence: 75_00, method: 'faster-payment', paidOn: '2023-01-03' },
        ...{ reference: 'FP 1', reason },
      },
    });
    const outside = (await schedules(max)).find(({ totalPence }) => totalPence === 75_00)!;
    const { items } = await read(max, outside.scheduleId);
    expect(items).toMatchObject([{ agreementId: 'DP1', amountPence: 75_00, otherPence: 75_00, lines: [] }]);
  });
});
