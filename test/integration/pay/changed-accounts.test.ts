import { beforeAll, describe, expect, it } from 'vitest';
import { importExtract } from '../../../functions/import-extract/import-extract.ts';
import { accountDesk } from '../../support/account-desk.ts';
import { payUsers } from '../../support/pay-desk.ts';
import { reason } from '../../support/pay-council.ts';

const { olu } = payUsers;
const desk = await accountDesk();

/** No sort code of a bank begins with 00, so no check exists for them; the others are of the published examples. */
const FIRST = { sortCode: '00-91-10', accountNumber: '12345678' };
const OTHER = { sortCode: '00-91-11', accountNumber: '12345678' };
const VALID = { sortCode: '08-99-99', accountNumber: '66374958' };
const WRONG = { sortCode: '08-99-99', accountNumber: '66374959' };
type Account = typeof FIRST;

const csv = (rows: Record<string, string>[]) =>
  [Object.keys(rows[0] ?? {}).join(','), ...rows.map((row) => Object.values(row).join(',')), ''].join('\n');
const providerRow = (providerId: string, account: Partial<Account>, more: Record<string, string> = {}) => ({
  ...{ providerId, name: `Home ${providerId}`, settlementRoute: 'bacs' },
  ...{ sortCode: '', accountNumber: '', accountName: `HOME ${providerId}`, ...account, ...more },
});
const agreementRow = (agreementId: string, account: Partial<Account>, more: Record<string, string> = {}) => ({
  ...{ agreementId, personId: 'A1', payeeName: 'Edith Marlow', frequency: 'four-weekly' },
  ...{ startDate: '2026-04-06', weeklyBudget: '100', sortCode: '', accountNumber: '', ...account, ...more },
});

beforeAll(async () => {
  await desk.drop('people/p.csv', 'personId,name,dateOfBirth\nA1,Edith Marlow,1941-05-06\n');
});

/** The two kinds of payee, and the ways in which each may be restated. */
const kinds = [
  {
    payee: 'a provider',
    prefix: 'providers',
    row: providerRow,
    heldOn: (id: string) => ({ providerId: id }),
    put: (id: string, row: object) => desk.records.ask('putProvider', { as: olu, id, body: row }),
    refuse: (id: string, row: object) => desk.records.refusal('putProvider', { as: olu, id, body: row }),
  },
  {
    payee: 'a direct payment',
    prefix: 'direct-payment-agreements',
    row: agreementRow,
    heldOn: (id: string) => ({ packageId: id }),
    put: (id: string, row: object) => desk.records.ask('putAgreement', { as: olu, id, body: row }),
    refuse: (id: string, row: object) => desk.records.refusal('putAgreement', { as: olu, id, body: row }),
  },
];

describe.each(kinds)('the account of $payee', ({ prefix, row, heldOn, put, refuse }) => {
  const id = (text: string) => `${prefix.slice(0, 1).toUpperCase()}-${text}`;
  const drop = (...rows: Record<string, string>[]) => desk.drop(`${prefix}/${rows.length}.csv`, csv(rows));
  const holdsOn = async (payee: string) => {
    const on = JSON.stringify(heldOn(payee));
    return (await desk.active()).filter((hold) => JSON.stringify(hold.on) === on);
  };
  const byHand = (payee: string, account: Partial<Account>, more: Record<string, string> = {}) =>
    put(payee, { ...row(payee, account, more), reason });

  it('is held by nothing when an extract brings it first', async () => {
    const { upload } = await drop(row(id('FIRST'), FIRST), row(id('NONE'), {}));
    expect(upload.counts.accepted).toBe(2);
    await drop(row(id('NONE'), FIRST));
    await byHand(id('HAND'), FIRST);
    for (const payee of ['FIRST', 'NONE', 'HAND']) expect(await holdsOn(id(payee))).toEqual([]);
  });

  it('is held from the moment an extract changes it, once however often the file is delivered', async () => {
    await drop(row(id('FILE'), FIRST));
    const event = await desk.put(`${prefix}/changed.csv`, csv([row(id('FILE'), OTHER)]), `${prefix}-changed`);
    await Promise.all([importExtract(event, desk.deps), importExtract(event, desk.deps)]);
    await importExtract(event, desk.deps);
    expect((await desk.read(`${prefix}-changed`)).lines).toMatchObject([{ state: 'accepted', version: 2 }]);
    expect(await holdsOn(id('FILE'))).toMatchObject([
      {
        category: 'bank-details-changed',
        placedBy: 'inbox',
        reason: 'The file changed.csv changed the bank details in line 2.',
      },
    ]);
  });

  it('is held from the moment a person changes it on the record', async () => {
    await byHand(id('PUT'), FIRST);
    const { findings } = await byHand(id('PUT'), VALID);
    expect(findings).toMatchObject([{ severity: 'warning', rule: 'bank-details-changed' }]);
    expect(await byHand(id('PUT'), VALID)).toMatchObject({ unchanged: true });
    expect(await holdsOn(id('PUT'))).toMatchObject([{ placedBy: 'olu.officer', reason }]);
    await byHand(id('PUT'), OTHER);
    expect(await holdsOn(id('PUT'))).toHaveLength(2);
  });

  it('is held when its roll number changes, and when the name on it does', async () => {
    await byHand(id('ROLL'), FIRST);
    await byHand(id('ROLL'), FIRST, { rollNumber: 'R-17' });
    expect(await holdsOn(id('ROLL'))).toHaveLength(1);
    const name = prefix === 'providers' ? 'accountName' : 'payeeName';
    await byHand(id('NAME'), FIRST);
    await byHand(id('NAME'), FIRST, { [name]: 'Somebody Else' });
    expect(await holdsOn(id('NAME'))).toHaveLength(1);
  });

  it('is the same however its numbers are written', async () => {
    await drop(row(id('SAME'), { sortCode: '00-91-10', accountNumber: '01234567' }));
    await drop(row(id('SAME'), { sortCode: '00 91 10', accountNumber: '1234567' }));
    await byHand(id('SAME'), { sortCode: '009110', accountNumber: '0123 4567' });
    expect(await holdsOn(id('SAME'))).toEqual([]);
  });

  it('is changed also by who takes it away first and gives another then', async () => {
    await byHand(id('EMPTY'), FIRST);
    await byHand(id('EMPTY'), {});
    expect(await holdsOn(id('EMPTY'))).toEqual([]);
    await byHand(id('EMPTY'), FIRST);
    expect(await holdsOn(id('EMPTY'))).toEqual([]);
    await byHand(id('EMPTY'), {});
    await byHand(id('EMPTY'), OTHER);
    expect(await holdsOn(id('EMPTY'))).toHaveLength(1);
  });

  it('that fails the modulus check is refused, by hand and where an extract changes a known one', async () => {
    expect(await refuse(id('WRONG'), { ...row(id('WRONG'), WRONG), reason })).toMatchObject({
      status: 422,
      errors: [{ field: 'accountNumber', rule: 'modulus-check' }],
    });
    await drop(row(id('WRONG'), FIRST));
    const { findings, lines } = await drop(row(id('WRONG'), WRONG));
    expect(lines).toMatchObject([{ state: 'refused' }]);
    expect(findings[0]).toMatchObject({ line: 2, field: 'accountNumber', rule: 'modulus-check' });
    expect(await holdsOn(id('WRONG'))).toEqual([]);
  });

  it('that fails the modulus check is said but let in with a first extract, and stands in no other change’s way', async () => {
    const { findings, lines } = await drop(row(id('OLD'), WRONG));
    expect(lines).toMatchObject([{ state: 'accepted' }]);
    expect(findings).toMatchObject([{ severity: 'warning', rule: 'modulus-check' }]);
    const other = prefix === 'providers' ? { address: '1 Mill Lane' } : { planItems: 'Swimming' };
    const changed = await byHand(id('OLD'), WRONG, other);
    expect(changed).toMatchObject({ unchanged: false, findings: [{ rule: 'modulus-check' }] });
  });

  it('stays whole under the hand that changed a part of it', async () => {
    await drop(row(id('HALF'), FIRST));
    await byHand(id('HALF'), { ...FIRST, accountNumber: '12345679' });
    const { findings } = await drop(row(id('HALF'), OTHER));
    expect(findings.map(({ rule }) => rule)).toContain('hand-change-kept');
    expect(await holdsOn(id('HALF'))).toHaveLength(1);
  });
});

describe('the hold of a changed account', () => {
  const { amy } = payUsers;
  const call = { calledBackOn: '2026-11-22', numberHeldSince: '2020-01-01', reason };
  const holdOf = async (id: string) =>
    (await desk.active()).filter(({ on }) => JSON.stringify(on).includes(`"${id}"`));
  const opening = (...ids: string[]) =>
    desk.drop(
      'opening-positions/o.csv',
      csv(
        ids.map((id) => ({
          kind: 'hold',
          id,
          date: '2026-10-01',
          amount: '',
          detail: 'Bank details changed',
        })),
      ),
    );
  /** A provider and a direct payment, each with a first account. */
  async function known(name: string) {
    const ids = { provider: `P-${name}`, agreement: `D-${name}` };
    await desk.drop('providers/k.csv', csv([providerRow(ids.provider, FIRST)]));
    await desk.drop('direct-payment-agreements/k.csv', csv([agreementRow(ids.agreement, FIRST)]));
    return ids;
  }
  const verifiers = [
    { whose: 'a provider', payee: 'provider', verify: 'verifyBankDetails' },
    { whose: 'a direct payment', payee: 'agreement', verify: 'verifyAgreementBankDetails' },
  ] as const;

  it.each(verifiers)(
    'of $whose is let go by another person’s call back alone, and names whom to call',
    async ({ payee, verify }) => {
      const ids = await known(`CALL-${payee}`);
      const id = ids[payee];
      const change =
        payee === 'provider'
          ? ({ route: 'putProvider', row: providerRow } as const)
          : ({ route: 'putAgreement', row: agreementRow } as const);
      await desk.records.ask(change.route, { as: olu, id, body: { ...change.row(id, OTHER), reason } });
      const [hold] = await holdOf(id);
      expect(hold?.payee).toEqual({ kind: payee, id });
      const release = { id: hold?.holdId ?? '', body: { reason } };
      expect(await desk.pay.refusal('releaseHold', { as: amy, ...release })).toMatchObject({ status: 409 });
      expect(await desk.pay.refusal(verify, { as: olu, id, body: call })).toMatchObject({ status: 403 });
      for (const [field, day] of [
        ['numberHeldSince', '2026-11-22'],
        ['calledBackOn', '2026-11-21'],
        ['calledBackOn', '2026-11-23'],
      ] as const) {
        const refused = await desk.pay.refusal(verify, { as: amy, id, body: { ...call, [field]: day } });
        expect(refused).toMatchObject({ status: 422, errors: [{ field }] });
      }
      expect(await desk.pay.ask(verify, { as: amy, id, body: call })).toEqual({
        holdId: hold?.holdId,
        state: 'released',
      });
      expect(await holdOf(id)).toEqual([]);
      expect(await desk.pay.refusal(verify, { as: amy, id, body: call })).toMatchObject({ status: 409 });
    },
  );

  it('is kept from everyone who changed the account since', async () => {
    const { agreement: id } = await known('TWO');
    const change = (as: typeof olu | typeof amy, account: Account) =>
      desk.records.ask('putAgreement', { as, id, body: { ...agreementRow(id, account), reason } });
    await change(olu, OTHER);
    await change(amy, VALID);
    for (const as of [olu, amy])
      expect(await desk.pay.refusal('verifyAgreementBankDetails', { as, id, body: call })).toMatchObject({
        status: 403,
      });
    const { abe } = payUsers;
    await desk.pay.ask('verifyAgreementBankDetails', { as: abe, id, body: call });
    expect(await holdOf(id)).toEqual([]);
  });

  it.each(verifiers)(
    'that the old system had on $whose is let go by a call back alone',
    async ({ payee, verify }) => {
      const id = (await known(`OLD-${payee}`))[payee];
      await opening(id);
      expect(await holdOf(id)).toMatchObject([{ holdId: `opening-${id}`, payee: { kind: payee, id } }]);
      const release = { as: amy, id: `opening-${id}`, body: { reason } };
      expect(await desk.pay.refusal('releaseHold', release)).toMatchObject({ status: 409 });
      expect(await holdOf(id)).toHaveLength(1);
      await desk.pay.ask(verify, { as: amy, id, body: call });
      expect(await holdOf(id)).toEqual([]);
    },
  );

  it('that the old system had on a person is let go by the call back about their direct payment', async () => {
    await desk.drop('people/o.csv', 'personId,name,dateOfBirth\nOLD-1,Ned Osgood,1941-05-06\n');
    await desk.drop(
      'direct-payment-agreements/o.csv',
      csv([agreementRow('D-OF-OLD-1', FIRST, { personId: 'OLD-1' })]),
    );
    await opening('OLD-1');
    const release = { as: amy, id: 'opening-OLD-1', body: { reason } };
    expect(await desk.pay.refusal('releaseHold', release)).toMatchObject({ status: 409 });
    await desk.pay.ask('verifyAgreementBankDetails', { as: amy, id: 'D-OF-OLD-1', body: call });
    expect(await holdOf('OLD-1')).toEqual([]);
  });

  it('is let go by another person where nobody’s account could be called back about', async () => {
    await desk.drop('people/n.csv', 'personId,name,dateOfBirth\nNONE-1,Ada Pell,1941-05-06\n');
    const { holdId } = await desk.pay.ask('placeHold', {
      as: olu,
      body: { category: 'bank details changed', personId: 'NONE-1', reason },
    });
    expect((await holdOf('NONE-1')).map(({ payee }) => payee)).toEqual([null]);
    expect(await desk.pay.refusal('releaseHold', { as: olu, id: holdId, body: { reason } })).toMatchObject({
      status: 403,
    });
    await desk.pay.ask('releaseHold', { as: amy, id: holdId, body: { reason } });
    expect(await holdOf('NONE-1')).toEqual([]);
  });

  it('of a direct payment that is kept from who calls, or not there, is not there either', async () => {
    await desk.drop(
      'people/s.csv',
      'personId,name,dateOfBirth,restricted\nSECRET,Iris Quill,1941-05-06,sue.safeguarder\n',
    );
    await desk.drop(
      'direct-payment-agreements/s.csv',
      csv([agreementRow('D-SECRET', FIRST, { personId: 'SECRET' })]),
    );
    for (const id of ['D-SECRET', 'D-NOWHERE'])
      expect(await desk.pay.refusal('verifyAgreementBankDetails', { as: amy, id, body: call })).toMatchObject(
        { status: 404 },
      );
  });
});
