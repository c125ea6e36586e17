import { describe, expect, it } from 'vitest';
import {
  acknowledgements,
  answerDesk,
  returnedCredits,
  settlements,
  type AnswerDesk,
} from '../../support/answer-desk.ts';

/** A run of two providers whom the ledger pays £700 each. */
async function paidByLedger(): Promise<{ desk: AnswerDesk; run: string; first: string; second: string }> {
  const desk = await answerDesk();
  for (const id of ['P001', 'P002'])
    await desk.council.provider(id, {
      settlementRoute: 'ledger',
      supplierNumber: `S-${id}`,
      supplierSite: 'MAIN',
      companyCode: 'LC',
    });
  await desk.council.package('PK2', { providerId: 'P002' });
  const run = await desk.issue('2022-12-07');
  return { desk, run, first: `${run}-00001`, second: `${run}-00002` };
}

const settled = (payment: string, pounds = '700.00') =>
  `careledger,${payment},S1,28/12/2022,${pounds},29/12/2022,PY1,D,`;

describe('what the ledger answers', () => {
  it('takes each payment from sent to acknowledged to settled, and the run with them', async () => {
    const { desk, run, first, second } = await paidByLedger();
    const taken = await desk.drop(
      'ledger-responses/ack.csv',
      acknowledgements(
        `acknowledgement,${first},accepted,,28/12/2022`,
        `acknowledgement,${second},accepted,,28/12/2022`,
      ),
    );
    expect(taken.upload).toMatchObject({ state: 'accepted', counts: { rows: 2, accepted: 2, refused: 0 } });
    expect(taken.lines).toMatchObject([
      { state: 'accepted', subjectId: first, version: 2 },
      { subjectId: second },
    ]);
    expect(await desk.run(run)).toMatchObject({ state: 'acknowledged' });
    await desk.drop('ledger-responses/set-1.csv', settlements('700.00', settled(first)));
    expect(await desk.payment(first)).toMatchObject({ status: 'settled' });
    expect(await desk.run(run)).toMatchObject({ state: 'acknowledged' });
    await desk.drop('ledger-responses/set-2.csv', settlements('700.00', settled(second)));
    expect(await desk.run(run)).toMatchObject({ state: 'settled' });
    const { bank, 'payments-in-transit': inTransit } = await desk.ledger.trialBalance();
    expect([bank, inTransit]).toEqual([-140_000, 0]);
    expect(await desk.openWork()).toEqual([]);
  });

  it('may settle a payment that nobody acknowledged, and the late acknowledgement changes nothing', async () => {
    const { desk, run, first } = await paidByLedger();
    await desk.drop('ledger-responses/set.csv', settlements('700.00', settled(first)));
    const late = await desk.drop(
      'ledger-responses/ack.csv',
      acknowledgements(`acknowledgement,${first},accepted,,28/12/2022`),
    );
    expect(late.upload).toMatchObject({ state: 'accepted', counts: { accepted: 0, unchanged: 1 } });
    expect(await desk.payment(first)).toMatchObject({ status: 'settled' });
    expect(await desk.run(run)).toMatchObject({ state: 'issued' });
  });

  it('names a payment that is not ours: the line is refused and a person is asked, and the others go in', async () => {
    const { desk, first } = await paidByLedger();
    const { upload, lines, findings } = await desk.drop(
      'ledger-responses/ack.csv',
      acknowledgements(
        `acknowledgement,${first},accepted,,28/12/2022`,
        'acknowledgement,R999999-00001,accepted,,28/12/2022',
      ),
    );
    expect(upload).toMatchObject({ state: 'part-accepted', counts: { accepted: 1, refused: 1 } });
    expect(lines[1]).toMatchObject({ state: 'refused', rules: ['payment-unknown'], subjectId: null });
    expect(findings).toMatchObject([{ line: 3, rule: 'payment-unknown', value: 'R999999-00001' }]);
    const titles = (await desk.openWork()).map(({ title }) => title);
    expect(titles).toContainEqual(expect.stringContaining('No payment of ours is called R999999-00001'));
  });

  it('settles another amount than we sent: the payment stays as it is and a person is asked', async () => {
    const { desk, first } = await paidByLedger();
    const { upload, findings } = await desk.drop(
      'ledger-responses/set.csv',
      settlements('699.00', settled(first, '699.00')),
    );
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'no-row-taken' } });
    expect(findings).toMatchObject([{ rule: 'amount-differs' }]);
    expect(await desk.payment(first)).toMatchObject({ status: 'sent', amountPence: 70_000 });
    expect(await desk.account('P001')).toMatchObject({ unsettledPence: 70_000, balancePence: 0 });
    expect((await desk.openWork()).map(({ area, risk }) => [area, risk])).toContainEqual([
      'payments',
      'high',
    ]);
  });

  it('rejects a payment: it is due again, and its payee is held with the reason', async () => {
    const { desk, run, first } = await paidByLedger();
    await desk.drop(
      'ledger-responses/ack.csv',
      acknowledgements(`acknowledgement,${first},rejected,Supplier site is closed,28/12/2022`),
    );
    expect(await desk.payment(first)).toMatchObject({ status: 'returned', returnedOn: '2022-12-28' });
    expect(await desk.account('P001')).toMatchObject({ unsettledPence: 0, balancePence: 70_000 });
    expect(await desk.holds()).toMatchObject([
      { category: 'ledger-rejection', on: { providerId: 'P001' }, reason: 'Supplier site is closed' },
    ]);
    expect(await desk.run(run)).toMatchObject({ state: 'issued' });
    expect((await desk.openWork()).map(({ title }) => title)).toContainEqual(
      expect.stringContaining(`Payment ${first} over £700.00 came back and is held`),
    );
  });

  it('is taken once: the same bytes again are a duplicate and change nothing', async () => {
    const { desk, first } = await paidByLedger();
    const content = acknowledgements(`acknowledgement,${first},rejected,Closed,28/12/2022`);
    const once = await desk.drop('ledger-responses/one.csv', content);
    const ledger = await desk.ledger.trialBalance();
    const twice = await desk.drop('ledger-responses/two.csv', content);
    expect(twice.upload).toMatchObject({ state: 'duplicate', duplicateOf: once.upload.uploadId });
    expect(await desk.facts.versionsOf('payment', first)).toHaveLength(2);
    expect(await desk.holds()).toHaveLength(1);
    expect(await desk.ledger.trialBalance()).toEqual(ledger);
  });

  it('says the same in another file: nothing is booked or held twice', async () => {
    const { desk, first } = await paidByLedger();
    for (const [name, words] of [
      ['one', 'Closed'],
      ['two', 'Closed again'],
    ])
      await desk.drop(
        `ledger-responses/${name}.csv`,
        acknowledgements(`acknowledgement,${first},rejected,${words},28/12/2022`),
      );
    expect(await desk.facts.versionsOf('payment', first)).toHaveLength(2);
    expect(await desk.holds()).toHaveLength(1);
    expect(await desk.account('P001')).toMatchObject({ balancePence: 70_000 });
  });

  it.each([
    ['lines', '#TOTAL,3,700.00', 'quarantined', 'control-total-wrong'],
    ['pounds', '#TOTAL,1,701.00', 'quarantined', 'control-total-wrong'],
  ])('is quarantined whole when its total of %s is wrong', async (_what, total, state, rule) => {
    const { desk, first } = await paidByLedger();
    const content = settlements('700.00', settled(first)).replace(/#TOTAL.*/, total);
    const { upload } = await desk.drop('ledger-responses/set.csv', content);
    expect(upload).toMatchObject({ state, problem: { rule }, counts: { accepted: 0 } });
    expect(await desk.payment(first)).toMatchObject({ status: 'sent' });
    expect((await desk.openWork()).map(({ area }) => area)).toContain('imports');
  });

  it.each([
    ['has other headings', 'a,b,c\n1,2,3\n', 'response-form-unknown'],
    ['has no rows', 'type,payment,status,message,date\n', 'no-rows'],
  ])('is rejected when it %s', async (_what, content, rule) => {
    const desk = await answerDesk();
    const { upload } = await desk.drop('ledger-responses/file.csv', content);
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule } });
  });

  it('takes the lines that can be read and says which cannot', async () => {
    const { desk, first, second } = await paidByLedger();
    const { upload, lines } = await desk.drop(
      'ledger-responses/ack.csv',
      acknowledgements(
        `acknowledgement,${first},accepted,,28/12/2022`,
        `acknowledgement,${second},perhaps,,28/12/2022`,
      ),
    );
    expect(upload).toMatchObject({ state: 'part-accepted', counts: { rows: 2, accepted: 1, refused: 1 } });
    expect(lines.map(({ line, state }) => [line, state])).toEqual([
      [2, 'accepted'],
      [3, 'refused'],
    ]);
  });
});

describe('what Bacs reports', () => {
  async function paidByBacs() {
    const desk = await answerDesk();
    const run = await desk.issue('2022-12-07');
    return { desk, run, payment: `${run}-00001` };
  }

  it('returns a credit: the money is due again and held, however often it is said', async () => {
    const { desk, payment } = await paidByBacs();
    for (const name of ['a', 'b']) {
      const words = `ACCOUNT CLOSED ${name}`;
      const report = returnedCredits([{ ref: payment, code: 'B', pounds: '700.00', words }], {
        total: '700.00',
      });
      const { upload } = await desk.drop(`bacs-reports/arucs-${name}.xml`, report);
      expect(upload.state).toBe('accepted');
    }
    expect(await desk.payment(payment)).toMatchObject({ status: 'returned', returnedOn: '2022-12-29' });
    expect(await desk.holds()).toMatchObject([{ category: 'ledger-rejection', reason: 'ACCOUNT CLOSED a' }]);
    expect(await desk.account('P001')).toMatchObject({ balancePence: 70_000, unsettledPence: 0 });
  });

  it('says that the payee has died: the hold says so too', async () => {
    const { desk, payment } = await paidByBacs();
    const report = returnedCredits([{ ref: payment, code: '2', pounds: '700.00' }], { total: '700.00' });
    await desk.drop('bacs-reports/arucs.xml', report);
    expect(await desk.holds()).toMatchObject([{ category: 'deceased', on: { providerId: 'P001' } }]);
  });

  it('is quarantined when its items do not come to its total', async () => {
    const { desk, payment } = await paidByBacs();
    const report = returnedCredits([{ ref: payment, code: 'B', pounds: '700.00' }], { total: '800.00' });
    const { upload } = await desk.drop('bacs-reports/arucs.xml', report);
    expect(upload).toMatchObject({ state: 'quarantined', problem: { rule: 'control-total-wrong' } });
    expect(await desk.payment(payment)).toMatchObject({ status: 'sent' });
  });

  it('is rejected when it was written to another service user', async () => {
    const { desk, payment } = await paidByBacs();
    const items = [{ ref: payment, code: 'B', pounds: '700.00' }];
    const report = returnedCredits(items, { total: '700.00', user: '123456' });
    const { upload } = await desk.drop('bacs-reports/arucs.xml', report);
    expect(upload).toMatchObject({ state: 'rejected', problem: { rule: 'service-user-other' } });
    expect(await desk.payment(payment)).toMatchObject({ status: 'sent' });
  });
});
