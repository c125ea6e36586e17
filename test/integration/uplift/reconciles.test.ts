import { expect, it } from 'vitest';
import { payUsers } from '../../support/pay-desk.ts';
import { openedFiles, sum } from '../../support/opened-files.ts';
import { reason } from '../../support/pay-council.ts';
import { upliftDesk } from '../../support/uplift-desk.ts';

const { olu, amy, ivy } = payUsers;
const desk = await upliftDesk();
const { council, pay } = desk;

/** A run from its request until its payments are made: what it paid, by its lines and by its file to the bank. */
async function paid(throughDate: string) {
  const begun = { kind: 'providers', throughDate, scope: { providerId: 'P001' } };
  const { payRunId: id } = await pay.api.ask('startPayRun', { as: olu, body: begun });
  await pay.work();
  await pay.api.ask('submitPayRun', { as: olu, id, body: { reason } });
  const { linesHash, totalPence = 0 } = await pay.api.ask('readPayRun', { as: ivy, id });
  await pay.api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
  await pay.api.ask('issuePayRun', { as: olu, id, body: { reason } });
  await pay.work();
  const { items } = await pay.api.ask('listPayRunLines', { as: ivy, id });
  const { bankPence } = await openedFiles(pay, id);
  return { totalPence, bankPence, lines: items.map(({ amountPence }) => amountPence) };
}

/** What the ledger says was sent, over all payees and to the one there is; a file nobody answered leaves it in transit. */
async function sentByLedger(): Promise<[total: number, toPayee: number]> {
  const [total, ofPayee] = await Promise.all([
    pay.ledger.trialBalance(),
    pay.ledger.balancesOf('provider:P001'),
  ]);
  return [0 - total['payments-in-transit'], 0 - ofPayee['payments-in-transit']];
}

it('an uplift backdated across 31 March is paid as arrears by the next run: uplift, lines, ledger and files agree', async () => {
  await council.provider('P001');
  await council.serviceType('residential');
  await council.person('A1');
  await council.person('A2');
  const days = { startDate: '2026-02-02', endDate: '' };
  await council.package('PK1', days);
  await council.package('PK2', { ...days, personId: 'A2', rate: '810.55', endDate: '2026-04-12' });
  desk.at('2026-04-27T09:00:00.000Z');
  const first = await paid('2026-04-26');

  const id = await desk.approved({
    ...{ effectiveDate: '2026-03-02', rules: [{ match: {}, change: { percent: '4.2' } }] },
  });
  await desk.apply(id);
  await desk.work();
  const uplift = await desk.read(id);
  expect(uplift).toMatchObject({ state: 'verified', differences: 0 });
  const { earlierYearsPence, arrearsPence } = uplift.totals!;
  expect(earlierYearsPence).toBeGreaterThan(0);

  expect(sum(first.lines)).toBe(first.totalPence);
  expect(first.bankPence).toBe(first.totalPence);
  expect(await sentByLedger()).toEqual([first.totalPence, first.totalPence]);

  const second = await paid('2026-04-26');
  expect(second.totalPence).toBe(arrearsPence);
  expect(sum(second.lines)).toBe(arrearsPence);
  expect(second.bankPence).toBe(arrearsPence);
  const both = first.totalPence + arrearsPence;
  expect(await sentByLedger()).toEqual([both, both]);
  const { expenditure } = await pay.ledger.trialBalance();
  expect(expenditure).toBe(both);
  const { payments } = await pay.api.ask('providerAccount', { as: ivy, id: 'P001' });
  expect(sum(payments.map(({ amountPence }) => amountPence))).toBe(both);
  const third = await paid('2026-04-26');
  expect(third).toEqual({ totalPence: 0, bankPence: 0, lines: [] });
});
