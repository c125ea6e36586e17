import { describe, expect, it } from 'vitest';
import { acknowledgements, answerDesk, type AnswerDesk } from '../../support/answer-desk.ts';
import { payUsers } from '../../support/pay-desk.ts';
import { reason } from '../../support/pay-council.ts';

const { olu, amy, abe, ivy } = payUsers;

/** £700 paid by the ledger to P001 for the first week, unless said otherwise, and rejected: it came back. */
async function rejected(
  rate = '700',
): Promise<{ desk: AnswerDesk; run: string; payment: string; holdId: string }> {
  const desk = await answerDesk();
  await desk.council.provider('P001', {
    ...{ settlementRoute: 'ledger', supplierNumber: 'S-1', supplierSite: 'MAIN', companyCode: 'LC' },
  });
  await desk.council.package('PK1', { rate });
  const run = await desk.issue('2022-12-07');
  const payment = `${run}-00001`;
  await desk.drop(
    'ledger-responses/ack.csv',
    acknowledgements(`acknowledgement,${payment},rejected,Supplier site is closed,21/12/2022`),
  );
  desk.at('2022-12-22T09:00:00.000Z');
  const [hold] = await desk.holds();
  return { desk, run, payment, holdId: hold?.holdId ?? '' };
}

const release = ({ api }: AnswerDesk, id: string) =>
  api.ask('releaseHold', { as: olu, id, body: { reason } });
const begin = async (desk: AnswerDesk, body: Record<string, unknown> = {}) => {
  const { payRunId } = await desk.api.ask('startPayRun', {
    as: olu,
    body: { kind: 'providers', throughDate: '2022-12-14', ...body },
  });
  await desk.work();
  return payRunId;
};
const filesOf = async ({ api }: AnswerDesk, id: string) =>
  (await api.ask('listPayRunFiles', { as: ivy, id })).items.map(({ name }) => name);

describe('a payment that came back', () => {
  it('is not sent while its payee is held, and whole with the next run once the hold is released', async () => {
    const { desk, payment, holdId } = await rejected();
    const held = await begin(desk);
    expect(await desk.run(held)).toMatchObject({ resendPence: 0, resends: [], heldPence: 70_000 });
    await desk.api.ask('cancelPayRun', { as: olu, id: held, body: { reason } });
    await release(desk, holdId);
    const id = await desk.issue('2022-12-14');
    expect(await desk.run(id)).toMatchObject({
      ...{ state: 'issued', paymentPence: 70_000, resendPence: 70_000 },
      resends: [{ paymentId: payment, amountPence: 70_000, attempt: 2 }],
    });
    expect(await desk.payment(payment)).toMatchObject({ status: 'sent', attempt: 2, returnedOn: null });
    expect(await filesOf(desk, id)).toEqual(
      expect.arrayContaining([expect.stringContaining(payment), expect.stringContaining(`${id}-00001`)]),
    );
    expect(await desk.account('P001')).toMatchObject({ balancePence: 0, unsettledPence: 140_000 });
    const { 'payments-in-transit': inTransit } = await desk.ledger.trialBalance();
    expect(inTransit).toBe(-140_000);
    const { entries } = await desk.account('P001');
    const own = entries.filter((entry) => entry.paymentId === payment).map(({ description }) => description);
    expect(own.map((text) => text.split(' ').at(-1))).toEqual(['sent', 'returned', 'sent', 'issued']);
  });

  it('is sent by a run of nothing else, once, however often the messages come', async () => {
    const { desk, run, payment, holdId } = await rejected();
    await release(desk, holdId);
    const id = await begin(desk, { throughDate: '2022-12-07' });
    await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash, totalPence, paymentPence } = await desk.run(id);
    expect([totalPence, paymentPence]).toEqual([0, 0]);
    await desk.api.ask('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    await desk.api.ask('issuePayRun', { as: olu, id, body: { reason } });
    await desk.workTwice();
    expect(await desk.payment(payment)).toMatchObject({ status: 'sent', attempt: 2 });
    expect(await desk.account('P001')).toMatchObject({ balancePence: 0, unsettledPence: 70_000 });
    await desk.drop(
      'ledger-responses/ack-2.csv',
      acknowledgements(`acknowledgement,${payment},accepted,,22/12/2022`),
    );
    expect(await desk.run(run)).toMatchObject({ state: 'acknowledged' });
  });

  it('makes an approval wait: what it leaves to send again was not in what the approver saw', async () => {
    const { desk, holdId } = await rejected();
    const id = await begin(desk, { throughDate: '2022-12-07' });
    await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await desk.run(id);
    await release(desk, holdId);
    const refused = await desk.api.refusal('approvePayRun', { as: amy, id, body: { linesHash, reason } });
    expect(refused).toMatchObject({ status: 409 });
    await desk.work();
    expect(await desk.run(id)).toMatchObject({ state: 'ready', resendPence: 70_000 });
  });

  it('counts towards what an approver may approve', async () => {
    const { desk, holdId } = await rejected('60000');
    await release(desk, holdId);
    const id = await begin(desk, { throughDate: '2022-12-07' });
    await desk.api.ask('submitPayRun', { as: olu, id, body: { reason } });
    const { linesHash } = await desk.run(id);
    const refused = await desk.api.refusal('approvePayRun', { as: abe, id, body: { linesHash, reason } });
    expect(refused).toMatchObject({ status: 403, errors: [{ rule: 'over-limit' }] });
  });

  it('for want of bank details is kept again while they are missing, and sent once they are there', async () => {
    const desk = await answerDesk();
    await desk.council.provider('P001', { sortCode: '', accountNumber: '' });
    const run = await desk.issue('2022-12-07');
    const [first] = await desk.holds();
    await release(desk, first?.holdId ?? '');
    const second = await desk.issue('2022-12-07');
    expect(await desk.run(second)).toMatchObject({ resendPence: 70_000 });
    const [again] = await desk.holds();
    expect(again?.holdId).not.toBe(first?.holdId);
    expect(await desk.payment(`${run}-00001`)).toMatchObject({ status: 'returned', attempt: 2 });
    await desk.council.provider('P001');
    await release(desk, again?.holdId ?? '');
    await desk.issue('2022-12-07');
    expect(await desk.payment(`${run}-00001`)).toMatchObject({ status: 'sent', attempt: 3 });
    expect(await desk.account('P001')).toMatchObject({ balancePence: 0, unsettledPence: 70_000 });
  });
});

const outside = { amountPence: 50_000, method: 'chaps', paidOn: '2022-12-19', reference: 'CH-1', reason };

describe('a payment made outside', () => {
  it('comes off what the next run pays its payee, who reads so on the remittance', async () => {
    const desk = await answerDesk();
    const { paymentId } = await desk.api.ask('payOutside', { as: olu, body: { payee: 'P001', ...outside } });
    const id = await desk.issue('2022-12-07');
    expect(await desk.run(id)).toMatchObject({
      ...{ totalPence: 70_000, takenOffPence: 50_000, paymentPence: 20_000 },
      takenOff: [{ kind: 'outside-payment', id: paymentId, amountPence: 50_000 }],
    });
    const trace = await desk.api.ask('paymentTrace', { as: ivy, id: `${id}-00001` });
    expect(trace.payment.amountPence).toBe(20_000);
    expect(trace.lines.map(({ description, amountPence }) => [description, amountPence])).toEqual([
      ['Care, residential, PK1', 70_000],
      ['Already paid on 19 December 2022, CH-1', -50_000],
    ]);
    expect(await desk.account('P001')).toMatchObject({ balancePence: 0, owedPence: 0, paidAheadPence: 0 });
    const next = await desk.issue('2022-12-14');
    expect(await desk.run(next)).toMatchObject({ takenOffPence: 0, paymentPence: 70_000 });
  });

  it('that is more than is due leaves its rest to later runs, and no payment of nothing is made', async () => {
    const desk = await answerDesk();
    await desk.api.ask('payOutside', {
      as: olu,
      body: { payee: 'P001', ...outside, amountPence: 100_000 },
    });
    const id = await desk.issue('2022-12-07');
    expect(await desk.run(id)).toMatchObject({ takenOffPence: 70_000, paymentPence: 0 });
    expect(await desk.payment(`${id}-00001`)).toBeUndefined();
    expect(await desk.account('P001')).toMatchObject({ owedPence: 0, paidAheadPence: 30_000 });
    const next = await desk.issue('2022-12-14');
    expect(await desk.run(next)).toMatchObject({ takenOffPence: 30_000, paymentPence: 40_000 });
    const { advance, bank } = await desk.ledger.trialBalance();
    expect([advance, bank]).toEqual([0, -100_000]);
  });

  it('is left alone by a preview, by a cancelled run and by runs of another kind', async () => {
    const desk = await answerDesk();
    await desk.api.ask('payOutside', {
      as: olu,
      body: { payee: 'P001', ...outside, kind: 'manual' },
    });
    const other = await desk.issue('2022-12-07');
    expect(await desk.run(other)).toMatchObject({ takenOffPence: 0, paymentPence: 70_000 });
    await desk.api.ask('payOutside', { as: olu, body: { payee: 'P001', ...outside } });
    const preview = await begin(desk, { preview: true });
    expect(await desk.run(preview)).toMatchObject({ takenOffPence: 50_000, paymentPence: 20_000 });
    const cancelled = await begin(desk);
    await desk.api.ask('cancelPayRun', { as: olu, id: cancelled, body: { reason } });
    const id = await desk.issue('2022-12-14');
    expect(await desk.run(id)).toMatchObject({ takenOffPence: 50_000, paymentPence: 20_000 });
  });
});

/** £700 paid for the first week, of which £300 turns out to be too much: a recovery is proposed. */
async function overpaid(): Promise<{ desk: AnswerDesk; recoveryId: string }> {
  const desk = await answerDesk();
  await desk.issue('2022-12-07');
  await desk.council.package('PK1', { rate: '400' });
  await desk.issue('2022-12-07');
  const { items } = await desk.api.ask('listRecoveries', { as: ivy, query: { state: 'proposed' } });
  expect(items).toMatchObject([{ amountPence: 30_000, state: 'proposed' }]);
  return { desk, recoveryId: items[0]?.recoveryId ?? '' };
}
const stateOf = async ({ facts }: AnswerDesk, id: string) =>
  (await facts.currentFacts('recovery', [id])).get(id)?.body;

describe('an overpayment', () => {
  it('comes off later payments only once somebody approved it and the payee was told', async () => {
    const { desk, recoveryId: id } = await overpaid();
    const proposed = await desk.issue('2022-12-14');
    expect(await desk.run(proposed)).toMatchObject({ takenOffPence: 0, cancelledPence: 30_000 });
    expect(await stateOf(desk, id)).toMatchObject({ state: 'recovered' });
  });

  it('of care that ended comes off what other care of the payee is paid', async () => {
    const { desk, recoveryId: id } = await overpaid();
    await desk.council.package('PK1', { rate: '400', endDate: '2022-12-07' });
    await desk.council.package('PK2');
    await desk.api.ask('approveRecovery', { as: amy, id, body: { reason } });
    const early = await begin(desk);
    expect(await desk.run(early)).toMatchObject({ takenOffPence: 0, paymentPence: 140_000 });
    await desk.api.ask('cancelPayRun', { as: olu, id: early, body: { reason } });
    await desk.api.ask('notifyRecovery', { as: olu, id, body: { reason } });
    const run = await desk.issue('2022-12-07');
    expect(await desk.run(run)).toMatchObject({ takenOffPence: 30_000, paymentPence: 40_000 });
    expect(await stateOf(desk, id)).toMatchObject({ state: 'recovered' });
    expect(await desk.account('P001')).toMatchObject({ balancePence: 0, owedPence: 0 });
    // What came back is owed no more: care that is found to be due after all is paid in full.
    await desk.council.package('PK1', { rate: '700', endDate: '2022-12-07' });
    const later = await desk.issue('2022-12-07');
    expect(await desk.run(later)).toMatchObject({
      cancelledPence: 0,
      takenOffPence: 0,
      paymentPence: 30_000,
    });
    expect((await desk.ledger.trialBalance()).recoverable).toBe(0);
  });

  it('that lines of the same run make good is not taken off as well', async () => {
    const { desk, recoveryId: id } = await overpaid();
    await desk.council.package('PK2');
    await desk.api.ask('approveRecovery', { as: amy, id, body: { reason } });
    await desk.api.ask('notifyRecovery', { as: olu, id, body: { reason } });
    const run = await desk.issue('2022-12-09');
    // Two days at £400 a week of the strand itself cancel £114.29; the rest comes off what PK2 is paid.
    expect(await desk.run(run)).toMatchObject({ cancelledPence: 11_429, takenOffPence: 18_571 });
    expect(await stateOf(desk, id)).toMatchObject({
      ...{ state: 'recovered', cancelled: [{ amountPence: 11_429 }], takenOff: [{ amountPence: 18_571 }] },
    });
    expect((await desk.ledger.trialBalance()).recoverable).toBe(0);
  });

  it('is approved by somebody other than its maker, and not in any state', async () => {
    const { desk, recoveryId: id } = await overpaid();
    const early = await desk.api.refusal('notifyRecovery', { as: olu, id, body: { reason } });
    expect(early).toMatchObject({ status: 409, errors: [{ rule: 'wrong-state' }] });
    const own = await desk.api.refusal('approveRecovery', {
      as: { ...olu, roles: ['payments-officer', 'payments-approver'] },
      id,
      body: { reason },
    });
    expect(own).toMatchObject({ status: 403, errors: [{ rule: 'maker-is-checker' }] });
    await desk.api.ask('approveRecovery', { as: abe, id, body: { reason } });
    await desk.api.ask('disputeRecovery', { as: olu, id, body: { reason } });
    expect(await stateOf(desk, id)).toMatchObject({ state: 'disputed' });
    const none = await desk.api.refusal('approveRecovery', { as: amy, id: 'R9-1', body: { reason } });
    expect(none).toMatchObject({ status: 404 });
  });
});
