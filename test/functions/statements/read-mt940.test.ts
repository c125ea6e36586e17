import { describe, expect, it } from 'vitest';
import { readMt940 } from '../../../functions/files/statements/read-mt940.ts';
import { mt940, mt940Lines, mt940With } from '../../support/statements/mt940-text.ts';
import { readWhole, refusedWhereCut, rulesOf, sumOf } from '../../support/statements/read-whole.ts';

const [opens, closes] = [':60F:C250601GBP100,00', ':62F:C250630GBP367,50'];
const statementsOf = (text: string) => readWhole(readMt940(text)).statements;
const transactionOf = (...lines: string[]) =>
  statementsOf(mt940([':20:X', ':25:12345678', opens, ...lines, closes]))[0]?.transactions[0];

describe('A statement in MT940', () => {
  it('is read with its account, balances and transactions, and adds up', () => {
    const file = readWhole(readMt940(mt940()));
    expect(file).toMatchObject({ format: 'mt940', layout: null, notes: [] });
    expect(file.statements).toEqual([
      {
        account: {
          sortCode: '202015',
          accountNumber: '55555555',
          iban: 'GB33BUKB20201555555555',
          name: null,
        },
        currency: 'GBP',
        period: { from: '2025-06-02', to: '2025-06-14', isStated: false },
        opening: { date: '2025-06-01', amountPence: 10_000, isStated: true },
        closing: { date: '2025-06-30', amountPence: 36_750, isStated: true },
        transactions: [
          {
            ...{ date: '2025-06-02', text: 'LARKSHIRE COUNCIL DIRECT PAYMENT', amountPence: 40_000 },
            ...{ balancePence: null, kind: 'NTRF', reference: 'DP JUNE', place: { line: 5 } },
          },
          {
            ...{ date: '2025-06-13', text: 'M&S CARE', amountPence: -12_050 },
            ...{ balancePence: null, kind: 'NDDT', reference: 'BANK2', place: { line: 8 } },
          },
          {
            ...{ date: '2025-06-14', text: 'CHEQUE 17', amountPence: -1200 },
            ...{ balancePence: null, kind: 'NCHK', reference: '000017', place: { line: 10 } },
          },
        ],
      },
    ]);
  });

  it.each([
    [
      'within SWIFT’s blocks',
      `{1:F01LARKGB2LAXXX0000000000}{2:I940LARKGB2LXXXXN}{4:\r\n${mt940(mt940Lines.slice(0, -1))}-}{5:{MAC:1}}\r\n`,
    ],
    ['whose block begins in the line of its first field', `{1:F01}{2:I940}{4:${mt940()}`],
    ['behind what a bank writes first', `LARKGB2L\r\n940\r\nLARKGB2L\r\n:940:\r\n${mt940()}`],
    ['with a byte order mark', `\uFEFF${mt940()}`],
    ['without its last line end', mt940().trimEnd()],
    ['without its last hyphen', mt940(mt940Lines.slice(0, -1))],
    ['whose balance at the end has no currency', mt940With({ [closes]: ':62F:C250630367,50' })],
    ['that has a line of more than one page', mt940With({ [closes]: ':62M:C250630GBP367,50' })],
  ])('is read %s', (_, text) => {
    const file = readWhole(readMt940(text));
    expect(file.statements.map(sumOf)).toEqual([26_750]);
    expect(file.notes).toEqual([]);
  });

  it.each([
    [':61:250613C500,NTRFNONREF', 50_000],
    [':61:250613C0,5NTRF', 50],
    [':61:2506130613DP000000000001,62NTRF1//2', -162],
    [':61:2506130613RC7,00NTRF', -700],
    [':61:2506130613RD7,00NTRF', 700],
    [':61:2506130613CR7,00NTRF', 700],
    [':61:250613    DD212,39NMSCNONREF//', -21_239],
    [':61:250613DF2402,00S   X', -240_200],
    [':61:250613D7', -700],
  ])('has %s in it as %d pence', (line, pence) => {
    expect(transactionOf(line)?.amountPence).toBe(pence);
  });

  it('may break a line after the mark', () => {
    expect(transactionOf(':61:2506130613CR', '30,00N062NONREF', ':', ':86:HELLO')).toMatchObject({
      amountPence: 3000,
      text: 'HELLO :',
    });
  });

  it.each([
    ['the day of entry', '2506140616', '2025-06-16'],
    ['the day of value where there is no other', '250614', '2025-06-14'],
    ['a day of entry in the next year', '2412310102', '2025-01-02'],
    ['a day of entry in the year before', '2501021231', '2024-12-31'],
    ['the last of February for the 30th that banks count interest to', '250230', '2025-02-28'],
    ['and in a leap year', '2402280230', '2024-02-29'],
    ['a day of the last century', '980613', '1998-06-13'],
  ])('takes %s', (_, days, date) => {
    expect(transactionOf(`:61:${days}D1,00NTRF`)?.date).toBe(date);
  });

  it('takes the customer’s reference, else the bank’s, else none', () => {
    const references = ['NTRFINV 7//B1', 'NTRFNONREF//B1', 'NTRFNONREF', 'NTRFNONREF//NONREF', 'NTRF'].map(
      (end) => transactionOf(`:61:250613D1,00${end}`)?.reference,
    );
    expect(references).toEqual(['INV 7', 'B1', null, null, null]);
  });

  it('reads the text of German banks without their codes, and several lines of text as one', () => {
    expect(transactionOf(':61:250613D1,00NTRF', ':86:166?00GUTSCHRIFT?20EREF+1', '2?32A CARER')?.text).toBe(
      'GUTSCHRIFT EREF+1 2 A CARER',
    );
    expect(transactionOf(':61:250613D1,00NTRF', ':86:ONE', ':86:TWO')?.text).toBe('ONE TWO');
    expect(transactionOf(':61:250613D1,00NTRF', ':86:AT T16', ':26:37 HOURS', '-5 DEGREES')?.text).toBe(
      'AT T16 :26:37 HOURS -5 DEGREES',
    );
    expect(transactionOf(':61:250613D1,00NTRF', ':NS:15X', ':86:HELLO')?.text).toBe('HELLO');
  });

  it.each([
    [':86:166?20WAGES?30601613?3131926819?32A CARER', '60161331926819'],
    [':86:166?20WAGES?30AIBKIE2D?31IE29AIBK93115212345678?32A CARER', 'IE29AIBK93115212345678'],
    [':86:/TRTP/SEPA/IBAN/GB29NWBK60161331926819/BIC/NWBKGB2L/NAME/A CARER', '60161331926819'],
    [':86:/CNTP/NL69ABNA0123456789/ABNANL2A/A CARER///', 'NL69ABNA0123456789'],
    [':86:166?20WAGES?3131926819?32A CARER', undefined],
    [':86:WAGES 31926819', undefined],
  ])('knows the account at the other side of %s', (details, otherAccount) => {
    expect(transactionOf(':61:250613D1,00NTRF', details)?.otherAccount).toBe(otherAccount);
  });

  it('does not take what is said of the whole statement for the text of its last transaction', () => {
    const text = mt940([':20:X', ':25:1', opens, ':61:250613C267,50NTRF', closes, ':86:THANK YOU']);
    expect(statementsOf(text)[0]?.transactions[0]?.text).toBe('');
  });

  it.each([
    ['200000/12345678', { sortCode: '200000', accountNumber: '12345678' }],
    ['20000012345678', { sortCode: '200000', accountNumber: '12345678' }],
    ['12345678', { sortCode: null, accountNumber: '12345678' }],
    ['51210600/9223382012GBP', { sortCode: null, accountNumber: '51210600/9223382012' }],
  ])('knows the account %s', (account, expected) => {
    const text = mt940With({ ':25:GB33BUKB20201555555555': `:25:${account}` });
    expect(statementsOf(text)[0]?.account).toMatchObject(expected);
  });

  it('may be overdrawn, and open on no day', () => {
    const text = mt940([
      ':20:X',
      ':25:1',
      ':60F:C000000GBP0,00',
      ':61:250613D5,00NTRF',
      ':62F:D250613GBP5,00',
    ]);
    expect(statementsOf(text)[0]).toMatchObject({
      opening: { date: '2025-06-13', amountPence: 0 },
      closing: { amountPence: -500 },
    });
    const never = mt940([':20:X', ':25:1', ':60F:C000000GBP0,00', ':62F:C000000GBP0,00']);
    expect(statementsOf(never)[0]).toMatchObject({ opening: null, closing: null, transactions: [] });
  });

  it('is one statement where the days of an account follow from each other', () => {
    const next = [
      ':20:X',
      ':25:GB33BUKB20201555555555',
      ':60F:C250701GBP367,50',
      ':61:250701D7,50NTRF',
      ':62F:C250701GBP360,00',
      '-',
    ];
    const unnamed = [':60F:C250702GBP360,00', ':61:250702D60,00NTRF', ':62F:C250702GBP300,00', '-'];
    const file = readWhole(readMt940(mt940() + mt940([...next.slice(0, -1), ...unnamed])));
    expect(file.statements).toMatchObject([
      {
        account: { accountNumber: '55555555' },
        opening: { amountPence: 10_000 },
        closing: { amountPence: 30_000 },
      },
    ]);
    expect(file.notes).toEqual([]);
  });

  it('is told where a day between is missing, and where there is another account', () => {
    const later = [':20:X', ':25:GB33BUKB20201555555555', ':60F:C250710GBP1,00', ':62F:C250710GBP1,00', '-'];
    const other = [':20:X', ':60F:C250701GBP1,00', ':62F:C250701GBP1,00', '-'];
    expect(rulesOf(readWhole(readMt940(mt940() + mt940(later) + mt940(other))))).toEqual([
      'statement-missing-between',
      'several-accounts',
    ]);
  });

  it('is told that it does not add up where a transaction is missing', () => {
    const notes = readWhole(readMt940(mt940With({ [mt940Lines[7]!]: null, [mt940Lines[8]!]: null }))).notes;
    expect(notes).toMatchObject([
      { rule: 'balance-does-not-add-up', message: expect.stringContaining('£120.50 too little') as string },
    ]);
  });

  it('may be an interim report, which says that it proves nothing', () => {
    const report = mt940([
      ':20:X',
      ':25:12345678',
      ':34F:GBPD0,00',
      ':34F:GBPC0,00',
      ':13D:2506131730+0000',
      ':61:250613D0,42MCI0NONREF',
      ':90D:1GBP0,42',
      '-',
    ]);
    const file = readWhole(readMt940(report));
    expect(file.statements).toMatchObject([
      { currency: 'GBP', opening: null, closing: null, transactions: [{ amountPence: -42 }] },
    ]);
    expect(rulesOf(file)).toEqual(['interim-report']);
  });

  it('that is cut short before its closing balance is refused', () => {
    const text = mt940();
    expect(refusedWhereCut(text, readMt940, 1)).toBe(text.indexOf(closes) + ':62F:C250630GBP3'.length);
  });

  it('that is cut within its closing balance does not add up', () => {
    const text = mt940();
    for (
      let end = text.indexOf(closes) + ':62F:C250630GBP3'.length;
      end < text.indexOf(closes) + closes.length - 1;
      end += 1
    ) {
      expect(rulesOf(readWhole(readMt940(text.slice(0, end))))).toContain('balance-does-not-add-up');
    }
  });
});

describe('An MT940 file is refused', () => {
  it.each([
    ['without an opening balance', { [opens]: null }, 'balance-missing', 1],
    ['without a closing balance', { [closes]: null }, 'balance-missing', 1],
    ['with a balance that is none', { [opens]: ':60F:C250601GBPmuch' }, 'row-unreadable', 4],
    ['whose opening balance has no currency', { [opens]: ':60F:C250601100,00' }, 'row-unreadable', 4],
    ['whose balances have two currencies', { [closes]: ':62F:C250630EUR367,50' }, 'row-unreadable', 12],
    [
      'with a transaction that is none',
      { ':61:250613D120,5NDDTNONREF//BANK2': ':61:250613X120,5' },
      'row-unreadable',
      8,
    ],
    [
      'with a day that does not exist',
      { ':61:250613D120,5NDDTNONREF//BANK2': ':61:250631D120,5' },
      'row-unreadable',
      8,
    ],
    [
      'with a part of a penny',
      { ':61:250613D120,5NDDTNONREF//BANK2': ':61:250613D120,505' },
      'amount-not-whole-pence',
      8,
    ],
    [
      'with a text that never ends',
      { ':86:M&S CARE': `:86:${Array(30).fill('x'.repeat(800)).join('\r\n')}` },
      'line-too-long',
      8,
    ],
    [
      'with a field that never ends',
      { ':86:M&S CARE': ':86:\r\n'.padEnd(1000, 'x\r\n') },
      'line-too-long',
      9,
    ],
    ['with a line that never ends', { ':86:M&S CARE': `:86:${'x'.repeat(20_000)}` }, 'line-too-long', 9],
  ])('%s', (_, changes, rule, line) => {
    expect(readMt940(mt940With(changes))).toMatchObject({ ok: false, rule, place: { line } });
  });

  it.each([
    ['that is empty', '', 'no-statement-in-file'],
    ['that names an account and says nothing of it', ':20:X\r\n:25:1\r\n', 'no-statement-in-file'],
    [
      'with more transactions than a file may hold',
      mt940([':20:X', opens, ...Array<string>(200_001).fill(':61:250613D1,00'), closes]),
      'too-many-transactions',
    ],
  ])('%s', (_, text, rule) => {
    expect(readMt940(text)).toMatchObject({ ok: false, rule });
  });
});
