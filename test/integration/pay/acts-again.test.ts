import { expect, it } from 'vitest';
import { answerDesk } from '../../support/answer-desk.ts';
import { reason } from '../../support/pay-council.ts';
import { payUsers } from '../../support/pay-desk.ts';

const { olu, ivy } = payUsers;

// The test’s API does every request as if its answer had never been kept: as after a death between the two.
it('a payment made outside is kept once, however often its request is done', async () => {
  const desk = await answerDesk();
  const body = {
    payee: 'P001',
    amountPence: 50_000,
    method: 'chaps',
    paidOn: '2022-12-19',
    reference: 'CH-1',
    reason,
  };
  const pay = () => desk.api.ask('payOutside', { as: olu, key: 'K1', body });
  const first = await pay();
  expect(await pay()).toEqual(first);
  await desk.issue('2022-12-07');
  expect(await pay()).toEqual(first);
  expect(await desk.account('P001')).toMatchObject({ paidAheadPence: 0, unsettledPence: 20_000 });
  const other = { as: olu, key: 'K1', body: { ...body, amountPence: 1 } };
  expect(await desk.api.refusal('payOutside', other)).toMatchObject({ status: 409 });
  const next = await desk.api.ask('payOutside', { as: olu, key: 'K2', body });
  expect(next).not.toEqual(first);
});

it('an expense is recorded once, however often its request is done', async () => {
  const desk = await answerDesk();
  const body = { packageId: 'PK1', kind: 'mileage', date: '2022-12-02', amountPence: 1_250, reason };
  const spend = () => desk.api.ask('recordExpense', { as: olu, key: 'K1', body });
  const first = await spend();
  expect(await spend()).toEqual(first);
  const run = await desk.issue('2022-12-07');
  const { items } = await desk.api.ask('listPayRunLines', { as: ivy, id: run, query: {} });
  expect(items.filter(({ kind }) => kind === 'expense').map(({ amountPence }) => amountPence)).toEqual([
    1_250,
  ]);
  const other = { as: olu, key: 'K1', body: { ...body, amountPence: 1 } };
  expect(await desk.api.refusal('recordExpense', other)).toMatchObject({ status: 409 });
});
