import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { rowKinds } from '../../../domain/records/kinds.ts';
import { settings } from '../../../domain/settings/settings.ts';
import { recomputePence } from '../../support/recompute-line.ts';
import type { Step } from '../../../domain/pay/explanation.ts';
import { rowOf } from '../../support/a-council.ts';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';

const { olu, amy, ivy } = payUsers;
const days = { lastAmendmentAfterDays: 3, finaliseAfterDays: 4, inBankAfterDays: 10 };

/** £84 a week from two homes, one paid by four weeks and one by the month, where every month is 365/84 weeks. */
async function council() {
  const desk = await payDesk();
  const facts = payCouncil(desk);
  await facts.base();
  const set = (name: string, value: unknown) =>
    facts.record('setting', name, {
      name,
      entries: [
        {
          effectiveFrom: calendarDate('2022-01-01'),
          value,
          proposedBy: 'ada.admin',
          approvedBy: 'art.admin',
        },
      ],
    });
  await set('days-in-month', 'equal-months');
  await set(
    'calendars',
    settings.calendars.schema.parse([
      { name: 'four-weekly', payGroups: ['FOUR'], period: 'four-weekly', firstDay: '2022-12-05', ...days },
      { name: 'monthly', period: 'calendar-month', ...days },
    ]),
  );
  await facts.provider('P002', { payGroup: 'FOUR' });
  const dated = { startDate: '2022-12-01', endDate: '', rate: '84' };
  await facts.package('PK1', dated);
  await facts.package('PK2', { ...dated, providerId: 'P002' });

  async function pay(
    body: Record<string, unknown> & { throughDate: string },
  ): Promise<[string, string, string, number][]> {
    const { payRunId: id } = await desk.api.ask('startPayRun', {
      as: olu,
      body: { kind: 'providers', ...body },
    });
    await desk.work();
    const { items } = await desk.api.ask('listPayRunLines', { as: ivy, id, query: { limit: '200' } });
    for (const line of items) expect(recomputePence(line.explanation as Step[])).toBe(line.amountPence);
    await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await desk.api.ask('readPayRun', { as: ivy, id });
    await desk.api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    // Payments are made within 30 days of their pay day.
    desk.at(`${body.throughDate}T09:00:00.000Z`);
    await desk.api.ask('issuePayRun', { as: olu, id, body: { reason } });
    await desk.work();
    expect(await desk.api.ask('recomputePayRun', { as: ivy, id })).toMatchObject({ identical: true });
    return items.map(({ packageId, from, to, amountPence }) => [packageId, from, to, amountPence]);
  }
  const agreement = (agreementId: string, frequency: string, startDate: string) =>
    facts.record(
      'direct-payment-agreement',
      agreementId,
      rowOf(rowKinds['direct-payment-agreements'], {
        ...{ agreementId, frequency, startDate, personId: 'A1', weeklyBudget: '84', payeeName: 'A Marlow' },
        ...{ sortCode: '000000', accountNumber: '12345678' },
      }),
    );
  return { desk, facts, pay, agreement };
}

describe('equal months', () => {
  it('hold for a home paid by the month only, and each calendar’s run pays its own homes', async () => {
    const { pay } = await council();
    expect(await pay({ throughDate: '2022-12-31', calendar: 'monthly' })).toEqual([
      ['PK1', '2022-12-01', '2022-12-31', 36_500],
    ]);
    expect(await pay({ throughDate: '2023-01-01', calendar: 'four-weekly' })).toEqual([
      ['PK2', '2022-12-01', '2022-12-04', 4_800],
      ['PK2', '2022-12-05', '2023-01-01', 33_600],
    ]);
    expect(await pay({ throughDate: '2023-01-31', calendar: 'monthly' })).toEqual([
      ['PK1', '2023-01-01', '2023-01-31', 36_500],
    ]);
    // By hand everybody is paid: two weeks at £84, and half of February’s 28 days.
    expect(await pay({ throughDate: '2023-02-14' })).toEqual([
      ['PK1', '2023-02-01', '2023-02-14', 18_250],
      ['PK2', '2023-01-02', '2023-02-14', 52_800],
    ]);
  });

  it('end for a home that moves to four weeks: what was paid is put right, with its record as the cause', async () => {
    const { desk, facts, pay } = await council();
    await pay({ throughDate: '2022-12-31', calendar: 'monthly' });
    await facts.provider('P001', { payGroup: 'FOUR' });
    // 31 days / 7 of £84 are £372.00.
    expect(await pay({ throughDate: '2022-12-31', calendar: 'monthly' })).toEqual([
      ['PK1', '2022-12-01', '2022-12-31', 700],
    ]);
    const { items } = await desk.api.ask('listPackageLines', { as: ivy, id: 'PK1', query: {} });
    expect(items.at(-1)?.explanation.at(-1)).toMatchObject({
      step: 'changed',
      facts: [{ kind: 'provider', id: 'P001', version: 2 }],
    });
  });
});

describe('a run of direct payments', () => {
  it('is booked to the ledger code of direct payments', async () => {
    const { desk, facts, pay, agreement } = await council();
    await facts.serviceType('direct-payment', { subjectiveCode: '42020' });
    await agreement('DP-FOUR', 'four-weekly', '2022-12-05');
    await pay({ kind: 'direct-payments', throughDate: '2023-01-01', calendar: 'four-weekly' });
    const { items } = await desk.ledger.entriesOf('agreement:DP-FOUR', { limit: 10 });
    const cost = items.flatMap(({ postings }) =>
      postings.filter(({ account }) => account === 'expenditure').map(({ coding }) => coding?.subjectiveCode),
    );
    expect(cost).toEqual(['42020']);
  });

  it('moves what was paid to another ledger code without any money, and says why', async () => {
    const { desk, facts, pay, agreement } = await council();
    await facts.serviceType('direct-payment', { subjectiveCode: '42020' });
    await agreement('DP-FOUR', 'four-weekly', '2022-12-05');
    const run = () => pay({ kind: 'direct-payments', throughDate: '2023-01-01', calendar: 'four-weekly' });
    await run();
    await facts.serviceType('direct-payment', { subjectiveCode: '42030' });
    expect((await run()).toSorted(([, , , a], [, , , b]) => a - b)).toEqual([
      ['DP-FOUR', '2022-12-05', '2023-01-01', -33_600],
      ['DP-FOUR', '2022-12-05', '2023-01-01', 33_600],
    ]);
    const [moved] = (await desk.ledger.entriesOf('pay-run:R000002', { limit: 10 })).items;
    expect(moved?.postings).toMatchObject([
      { account: 'expenditure', coding: { subjectiveCode: '42020' }, amountPence: -33_600 },
      { account: 'expenditure', coding: { subjectiveCode: '42030' }, amountPence: 33_600 },
    ]);
    const account = await desk.ledger.balancesOf('agreement:DP-FOUR');
    expect(account).toMatchObject({ creditor: 0, recoverable: 0, 'payments-in-transit': -33_600 });
    const lines = await desk.api.ask('listPackageLines', { as: ivy, id: 'DP-FOUR', query: {} });
    const reversed = lines.items.find(({ amountPence }) => amountPence < 0);
    expect(reversed?.explanation.at(-1)).toMatchObject({
      step: 'changed',
      facts: [{ kind: 'service-type', id: 'direct-payment', version: 2 }],
    });
  });

  it('pays each agreement in advance on its own dates', async () => {
    const { pay, agreement } = await council();
    await agreement('DP-FOUR', 'four-weekly', '2022-12-05');
    await agreement('DP-MONTH', 'monthly', '2022-12-05');
    await agreement('DP-QUARTER', 'quarterly', '2022-12-05');
    const run = (throughDate: string) =>
      pay({ kind: 'direct-payments', throughDate, calendar: 'four-weekly' });
    expect(await run('2023-01-01')).toEqual([
      ['DP-FOUR', '2022-12-05', '2023-01-01', 33_600],
      ['DP-MONTH', '2022-12-05', '2022-12-31', 31_790],
      ['DP-MONTH', '2023-01-01', '2023-01-31', 36_500],
      // 27 days of December, January, February and four days of March, in equal months.
      ['DP-QUARTER', '2022-12-05', '2023-03-04', 109_500],
    ]);
    expect(await run('2023-01-29')).toEqual([['DP-FOUR', '2023-01-02', '2023-01-29', 33_600]]);
    expect(await run('2023-02-26')).toEqual([
      ['DP-FOUR', '2023-01-30', '2023-02-26', 33_600],
      ['DP-MONTH', '2023-02-01', '2023-02-28', 36_500],
    ]);
    expect((await run('2023-03-26')).map(([id, from, to]) => [id, from, to])).toEqual([
      ['DP-FOUR', '2023-02-27', '2023-03-26'],
      ['DP-MONTH', '2023-03-01', '2023-03-31'],
      ['DP-QUARTER', '2023-03-05', '2023-06-04'],
    ]);
  });
});
