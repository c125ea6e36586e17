import { describe, expect, it } from 'vitest';
import { readCamt } from '../../../functions/files/statements/read-camt.ts';
import { camt, camtBalance, camtEntries, camtStatement } from '../../support/statements/camt-text.ts';
import { readWhole, refusedWhereCut, rulesOf, sumOf } from '../../support/statements/read-whole.ts';

const [first, second, third] = camtEntries;
const statementOf = (text: string) => readWhole(readCamt(text)).statements[0]!;
const withEntry = (fields: Record<string, string>) =>
  camt(camtStatement({ entries: [{ ...first!, ...fields }], head: '' }));

describe('A statement in CAMT.053', () => {
  it('is read with its account, balances and entries, and adds up', () => {
    const text = camt();
    const lines = text.split('\n').flatMap((line, index) => (line.startsWith('<Ntry>') ? [index + 1] : []));
    const file = readWhole(readCamt(text));
    expect(file).toMatchObject({ format: 'camt053', layout: null, notes: [] });
    expect(file.statements).toEqual([
      {
        account: {
          sortCode: '202015',
          accountNumber: '55555555',
          iban: 'GB33BUKB20201555555555',
          name: 'A Holder',
        },
        currency: 'GBP',
        period: { from: '2025-06-02', to: '2025-06-14', isStated: false },
        opening: { date: '2025-06-01', amountPence: 10_000, isStated: true },
        closing: { date: '2025-06-30', amountPence: 36_750, isStated: true },
        transactions: [
          {
            ...{ date: '2025-06-02', text: 'LARKSHIRE COUNCIL DIRECT PAYMENT', amountPence: 40_000 },
            ...{
              balancePence: null,
              kind: 'PMNT-RCDT-ESCT',
              reference: 'DP JUNE',
              place: { line: lines[0] },
            },
          },
          {
            ...{ date: '2025-06-13', text: 'M&S CARE INV 7', amountPence: -12_050 },
            ...{ balancePence: null, kind: 'DDT', reference: 'BANK2', place: { line: lines[1] } },
          },
          {
            ...{ date: '2025-06-14', text: 'CHEQUE 17', amountPence: -1200 },
            ...{ balancePence: null, kind: null, reference: null, place: { line: lines[2] } },
          },
        ],
      },
    ]);
  });

  it.each([
    ['without a namespace', (text: string) => text.replace(/ xmlns="[^"]*"/, '')],
    [
      'with prefixes',
      (text: string) => text.replaceAll(/<(\/?)(\w)/g, '<$1n:$2').replace('xmlns=', 'xmlns:n='),
    ],
    [
      'within an envelope',
      (text: string) => `<Envelope><Body>${text.slice(text.indexOf('<Document'))}</Body></Envelope>`,
    ],
    [
      'with the newer way to say that an entry is booked',
      (text: string) => text.replaceAll('<Sts>BOOK</Sts>', '<Sts><Cd>BOOK</Cd></Sts>'),
    ],
    [
      'that does not say whether entries are booked',
      (text: string) => text.replaceAll('<Sts>BOOK</Sts>', ''),
    ],
    ['that opens with what the day before closed with', (text: string) => text.replace('OPBD', 'PRCD')],
    ['with days of value alone', (text: string) => text.replaceAll('BookgDt', 'ValDt')],
  ])('is read %s', (_, change) => {
    const text = camt();
    expect(change(text)).not.toBe(text);
    const file = readWhole(readCamt(change(text)));
    expect(file.statements.map(sumOf)).toEqual([26_750]);
    expect(file.notes).toEqual([]);
  });

  it('has the period that it states', () => {
    const head = (from: string, to: string) => camt(camtStatement({ head: `<FrToDt>${from}${to}</FrToDt>` }));
    expect(
      statementOf(head('<FrDtTm>2025-06-01T00:00:00Z</FrDtTm>', '<ToDtTm>2025-06-30T23:59:59Z</ToDtTm>'))
        .period,
    ).toEqual({
      ...{ from: '2025-06-01', to: '2025-06-30', isStated: true },
    });
    expect(statementOf(head('<FrDt>2025-06-01</FrDt>', '<ToDt>2025-06-30</ToDt>')).period).toMatchObject({
      isStated: true,
    });
    expect(statementOf(head('<FrDt>2025-06-30</FrDt>', '<ToDt>2025-06-01</ToDt>')).period).toMatchObject({
      isStated: false,
    });
  });

  it('may be overdrawn', () => {
    const head =
      camtBalance('OPBD', '5.00', '2025-06-01', 'DBIT') +
      camtBalance('CLAV', '9.00', '2025-06-30') +
      camtBalance('CLBD', '5.00', '2025-06-30', 'DBIT');
    expect(statementOf(camt(camtStatement({ entries: [], head })))).toMatchObject({
      ...{ opening: { amountPence: -500 }, closing: { amountPence: -500 }, transactions: [], period: null },
    });
  });

  it('takes its currency from the account, else from its balances and entries', () => {
    const account = '<Id><Othr><Id>12345678</Id></Othr></Id>';
    const currencyOf = (told: Parameters<typeof camtStatement>[0]) =>
      statementOf(camt(camtStatement(told))).currency;
    expect(currencyOf({ account })).toBe('GBP');
    expect(currencyOf({ account, currency: 'EUR', head: '' })).toBe('EUR');
    expect(currencyOf({ account, entries: [], head: '' })).toBe('GBP');
    expect(rulesOf(readWhole(readCamt(camt(camtStatement({ account, currency: 'EUR', head: '' })))))).toEqual(
      ['currency-not-pounds'],
    );
  });

  it('knows an account by its number, and says none where there is none', () => {
    const account = (text: string) => statementOf(camt(camtStatement({ account: text }))).account;
    expect(account('<Id><Othr><Id>20000012345678</Id></Othr></Id><Nm>Care</Nm>')).toEqual({
      sortCode: '200000',
      accountNumber: '12345678',
      iban: null,
      name: 'Care',
    });
    expect(account('')).toEqual({ sortCode: null, accountNumber: null, iban: null, name: null });
    expect(statementOf(camt().replaceAll(/<Acct>.*<\/Acct>/g, '')).account).toEqual({
      sortCode: null,
      accountNumber: null,
      iban: null,
      name: null,
    });
  });

  it('leaves out what is not booked yet, and counts it', () => {
    const pending = { ...first!, status: '<Sts>PDNG</Sts>' };
    const future = { ...first!, status: '<Sts><Cd>FUTR</Cd></Sts>' };
    const messageOf = (...entries: (typeof pending)[]) =>
      readWhole(readCamt(camt(camtStatement({ entries: [...camtEntries, ...entries] })))).notes;
    expect(messageOf(pending)).toMatchObject([
      { rule: 'rows-left-out', message: '1 transaction that is not booked yet was left out.' },
    ]);
    expect(messageOf(pending, future)).toMatchObject([
      { message: '2 transactions that are not booked yet were left out.' },
    ]);
  });

  it('keeps a batch as the one movement it was, named after its first payments', () => {
    const more = `<NtryDtls>${['A', 'B', 'C', 'D'].map((name) => `<TxDtls><Amt Ccy="GBP">1</Amt><RltdPties><Cdtr><Nm>${name}</Nm></Cdtr></RltdPties><AddtlTxInf>wages</AddtlTxInf></TxDtls>`).join('')}</NtryDtls><NtryRef>N1</NtryRef>`;
    expect(statementOf(camt(camtStatement({ entries: [{ ...third!, more }] }))).transactions).toMatchObject([
      { text: 'A wages B C', amountPence: -1200, reference: 'N1' },
    ]);
  });

  it.each([
    ['an IBAN of this country', '<IBAN>GB29 NWBK 6016 1331 9268 19</IBAN>', '60161331926819'],
    ['an IBAN of another', '<IBAN>IE29AIBK93115212345678</IBAN>', 'IE29AIBK93115212345678'],
    ['a sort code and number', '<Othr><Id>60161331926819</Id></Othr>', '60161331926819'],
    ['a number alone, which many banks have', '<Othr><Id>31926819</Id></Othr>', undefined],
  ])('knows the account at the other side by %s', (_, id, otherAccount) => {
    const payment = (role: string, inner: string) =>
      `<NtryDtls><TxDtls><RltdPties><${role}><Id>${inner}</Id></${role}></RltdPties></TxDtls></NtryDtls>`;
    const otherOf = (more: string, direction = 'DBIT') =>
      statementOf(camt(camtStatement({ entries: [{ ...third!, direction, more }] }))).transactions[0]
        ?.otherAccount;
    expect(otherOf(payment('CdtrAcct', id))).toBe(otherAccount);
    expect(otherOf(payment('DbtrAcct', id), 'CRDT')).toBe(otherAccount);
    expect(otherOf(payment('DbtrAcct', id))).toBeUndefined();
    expect(otherOf(payment('CdtrAcct', id).repeat(2))).toBeUndefined();
  });

  it('is one statement where the days of an account follow from each other', () => {
    const head = camtBalance('OPBD', '367.50', '2025-07-01') + camtBalance('CLBD', '355.50', '2025-07-01');
    const july = camtStatement({ head, entries: [{ ...third!, day: '<Dt>2025-07-01</Dt>' }] });
    const file = readWhole(readCamt(camt(camtStatement(), july)));
    expect(file.statements).toMatchObject([
      { opening: { amountPence: 10_000 }, closing: { amountPence: 35_550 } },
    ]);
    expect(file.notes).toEqual([]);
  });

  it('is told that it does not add up where an entry is missing', () => {
    expect(rulesOf(readWhole(readCamt(camt(camtStatement({ entries: [first!, third!] })))))).toEqual([
      'balance-does-not-add-up',
    ]);
  });

  it('that is cut short anywhere is refused', () => {
    const text = camt().trimEnd();
    expect(refusedWhereCut(text, readCamt, 7)).toBe(Math.ceil(text.length / 7));
  });
});

describe('A CAMT.053 file is refused', () => {
  it.each([
    ['with an amount that is none', withEntry({ amount: '12..34' }), 'row-unreadable'],
    ['with a sign before an amount', withEntry({ amount: '-12.34' }), 'row-unreadable'],
    ['with a part of a penny', withEntry({ amount: '12.34001' }), 'amount-not-whole-pence'],
    ['with a direction that is none', withEntry({ direction: 'BOTH' }), 'row-unreadable'],
    ['with a day that does not exist', withEntry({ day: '<Dt>2025-02-30</Dt>' }), 'row-unreadable'],
    ['with an empty day', withEntry({ day: '' }), 'row-unreadable'],
    ['with no day at all', withEntry({}).replaceAll('BookgDt', 'OtherDt'), 'row-unreadable'],
    ['with no amount', withEntry({}).replace(/<Amt Ccy="GBP">400.00<\/Amt>/, ''), 'row-unreadable'],
    [
      'with an amount in another currency',
      camt(camtStatement({ currency: 'EUR', head: '' })),
      'row-unreadable',
    ],
    ['with a balance of no day', camt().replace('<Dt><Dt>2025-06-01</Dt></Dt>', ''), 'row-unreadable'],
    [
      'with a text that never ends',
      withEntry({ more: `<AddtlNtryInf>${'x'.repeat(20_001)}</AddtlNtryInf>` }),
      'line-too-long',
    ],
    ['with its own entities', '<!DOCTYPE x [<!ENTITY a "9.99">]><Document>&a;</Document>', 'doctype-refused'],
    ['that nests too deep', '<a>'.repeat(60), 'nested-too-deep'],
    ['that nests a million deep', '<a>'.repeat(1_000_000), 'nested-too-deep'],
    ['that is no XML', 'Date,Amount', 'file-damaged'],
  ])('%s', (_, text, rule) => {
    const reading = readCamt(text);
    expect(reading).toMatchObject({ ok: false, rule, place: { line: expect.any(Number) as number } });
    expect(reading.ok ? '' : reading.message).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ['that holds nothing', '<Document/>', 'no-statement-in-file', 'no CAMT.053 statement'],
    [
      'of a report within a day',
      '<Document><BkToCstmrAcctRpt/></Document>',
      'message-not-a-statement',
      'CAMT.052',
    ],
    ['of a notice', '<Document><BkToCstmrDbtCdtNtfctn/></Document>', 'message-not-a-statement', 'CAMT.054'],
    ['of an order to pay', '<Document><CstmrCdtTrfInitn/></Document>', 'message-not-a-statement', 'PAIN.001'],
    [
      'with more entries than a file may hold',
      camt(`<Stmt>${'<Ntry><Sts>PDNG</Sts></Ntry>'.repeat(200_001)}</Stmt>`),
      'too-many-transactions',
      '200,000',
    ],
  ])('%s', (_, text, rule, words) => {
    expect(readCamt(text)).toMatchObject({
      ok: false,
      rule,
      message: expect.stringContaining(words) as string,
    });
  });

  it('with what it is, not with an amount that a document type put in', () => {
    expect(readCamt(camt().replace('<Document', '<!DOCTYPE Document><Document'))).toMatchObject({
      rule: 'doctype-refused',
    });
    expect(second?.amount).toBe('120.50000');
  });
});
