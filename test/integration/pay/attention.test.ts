import { expect, it } from 'vitest';
import { payCouncil, reason } from '../../support/pay-council.ts';
import { payDesk, payUsers } from '../../support/pay-desk.ts';
import { answerDesk, acknowledgements } from '../../support/answer-desk.ts';

const { olu, ivy, pat } = payUsers;

type Desk = Pick<Awaited<ReturnType<typeof payDesk>>, 'api' | 'work'>;

/** What an approver is told to look at of a run begun now: sentence by package. */
async function lookedAt(
  { api, work }: Desk,
  { rule, ...asked }: { rule: string; kind?: string; throughDate?: string },
) {
  const body = { kind: 'providers', throughDate: '2022-12-07', ...asked };
  const { payRunId: id } = await api.ask('startPayRun', { as: olu, body });
  await work();
  const { attention } = await api.ask('readPayRun', { as: ivy, id });
  const { items } = await api.ask('listPayRunLines', { as: ivy, id, query: { attention: rule } });
  await api.ask('cancelPayRun', { as: olu, id, body: { reason } });
  const sentences = items.map((line) => [
    line.packageId,
    line.attention.find((each) => each.rule === rule)?.message,
  ]);
  expect(attention.find((each) => each.rule === rule)?.packages ?? 0).toBe(sentences.length);
  return sentences;
}

it('A run says before it is approved whose payment details are missing, on paper invoices too', async () => {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  const rule = 'payee-details';
  expect(await lookedAt(desk, { rule })).toEqual([]);
  await council.provider('P001', { sortCode: '', accountNumber: '', accountName: '' });
  expect(await lookedAt(desk, { rule })).toEqual([['PK1', 'The payee has no bank details.']]);
  await council.provider('P001', { settlementRoute: 'ledger', supplierNumber: '' });
  const unknown = 'The ledger’s number of the payee is not known.';
  expect(await lookedAt(desk, { rule })).toEqual([['PK1', unknown]]);
  const { invoiceId } = await desk.api.ask('recordManualInvoice', {
    as: olu,
    body: {
      ...{ providerId: 'P001', invoiceNumber: 'INV-1', invoiceDate: '2022-12-02', reason },
      lines: [{ description: 'Assessment', amountPence: 12_345, from: '2022-12-01', to: '2022-12-01' }],
    },
  });
  expect(await lookedAt(desk, { rule, kind: 'manual' })).toEqual([[invoiceId, unknown]]);
});

it('A run names the orders that their provider says are wrong, though the council does not wait for an answer', async () => {
  const desk = await payDesk();
  const council = payCouncil(desk);
  await council.base();
  expect(await lookedAt(desk, { rule: 'not-agreed' })).toEqual([]);
  await desk.api.ask('rejectOrder', { as: pat, id: 'PK1', body: { reason: 'The rate is another' } });
  const wrong = 'The provider says that the order is wrong.';
  expect(await lookedAt(desk, { rule: 'not-agreed' })).toEqual([['PK1', wrong]]);
});

it('A run names payees whose payment came back in the last 90 days, once the money is free again', async () => {
  const desk = await answerDesk();
  await desk.council.provider('P001', {
    ...{ settlementRoute: 'ledger', supplierNumber: 'S1' },
    ...{ supplierSite: 'MAIN', companyCode: 'LC' },
  });
  const run = await desk.issue('2022-12-07');
  const rule = 'came-back';
  const next = { rule, throughDate: '2022-12-14' };
  expect(await lookedAt(desk, next)).toEqual([]);
  const answer = `acknowledgement,${run}-00001,rejected,Account closed,21/12/2022`;
  await desk.drop('ledger-responses/ack.csv', acknowledgements(answer));
  const sentence = 'A payment came back or could not be sent on 20 December 2022.';
  expect(await lookedAt(desk, next)).toEqual([['PK1', sentence]]);
  const [hold] = await desk.holds();
  await desk.api.ask('releaseHold', { as: olu, id: hold!.holdId, body: { reason } });
  desk.at('2023-03-20T09:00:00.000Z');
  expect(await lookedAt(desk, next)).toEqual([['PK1', sentence]]);
  desk.at('2023-03-21T09:00:00.000Z');
  expect(await lookedAt(desk, next)).toEqual([]);
});

it('A package without a rate is named before approval, paid nothing, and paid in full once it has one', async () => {
  const desk = await answerDesk();
  await desk.council.package('PK1', { rate: '' });
  const rule = 'price-gap';
  const without = await desk.issue('2022-12-07');
  const { attention, totalPence } = await desk.run(without);
  expect(totalPence).toBe(0);
  expect(attention.filter((each) => each.rule === rule)).toMatchObject([{ packages: 1 }]);
  await desk.council.package('PK1', { rate: '700' });
  expect(await desk.run(await desk.issue('2022-12-07'))).toMatchObject({ paymentPence: 70_000 });
});
