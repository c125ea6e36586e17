import { describe, expect, it } from 'vitest';
import { readOfx } from '../../../functions/files/statements/read-ofx.ts';
import { ofx1, ofx2, ofxRows } from '../../support/statements/ofx-text.ts';
import { readWhole, refusedWhereCut, rulesOf, sumOf } from '../../support/statements/read-whole.ts';

const row = (fields: Record<string, string>) => ({ rows: [{ ...ofxRows[0], ...fields }] });
const without = (name: string) => ({
  rows: [Object.fromEntries(Object.entries(ofxRows[0]!).filter(([field]) => field !== name))],
});

describe.each([
  ['OFX 1, in which values have no end', ofx1],
  ['OFX 2, in XML', ofx2],
])('A statement in %s', (_, ofx) => {
  it('is read with its account, period, closing balance and transactions', () => {
    const file = readWhole(readOfx(ofx()));
    expect(file).toMatchObject({ format: 'ofx', layout: null, notes: [] });
    expect(file.statements).toEqual([
      {
        account: { sortCode: '200000', accountNumber: '12345678', iban: null, name: null },
        currency: 'GBP',
        period: { from: '2025-06-01', to: '2025-06-30', isStated: true },
        opening: null,
        closing: { date: '2025-06-30', amountPence: 36_750, isStated: true },
        transactions: [
          {
            ...{ date: '2025-06-02', text: 'LARKSHIRE COUNCIL DIRECT PAYMENT', amountPence: 40_000 },
            ...{
              balancePence: null,
              kind: 'CREDIT',
              reference: null,
              place: { line: expect.any(Number) as number },
            },
          },
          {
            ...{ date: '2025-06-13', text: 'M&S CARE', amountPence: -12_050 },
            ...{
              balancePence: null,
              kind: 'DEBIT',
              reference: 'INV 7',
              place: { line: expect.any(Number) as number },
            },
          },
          {
            ...{ date: '2025-06-14', text: 'CHEQUE 17', amountPence: -1200 },
            ...{
              balancePence: null,
              kind: 'CHECK',
              reference: '000017',
              place: { line: expect.any(Number) as number },
            },
          },
        ],
      },
    ]);
  });

  it('says the line of each transaction', () => {
    const text = ofx();
    const lines = text.split('\n').flatMap((line, index) => (line === '<STMTTRN>' ? [index + 1] : []));
    const [statement] = readWhole(readOfx(text)).statements;
    expect(statement?.transactions.map(({ place }) => place.line)).toEqual(lines);
  });

  it('may have empty values', () => {
    const empty = { ...ofxRows[0], FITID: '', CHECKNUM: '', REFNUM: '', MEMO: '' };
    const [statement] = readWhole(readOfx(ofx({ rows: [empty, ...ofxRows.slice(1)] }))).statements;
    expect(statement?.transactions).toMatchObject([
      { text: 'LARKSHIRE COUNCIL', reference: null },
      { amountPence: -12_050 },
      { amountPence: -1200 },
    ]);
  });

  it('that is cut short anywhere is refused', () => {
    const text = ofx().trimEnd();
    expect(refusedWhereCut(text, readOfx)).toBe(Math.ceil(text.length / 97));
    expect(readOfx(text.slice(0, -20))).toMatchObject({ ok: false, rule: 'file-cut-short' });
  });
});

describe('An OFX file', () => {
  it('may all stand in one line, in small letters, with comments and attributes', () => {
    const text = ofx1().slice(ofx1().indexOf('<OFX>')).replaceAll('\n', '');
    const [oneLine] = readWhole(readOfx(text)).statements;
    const strange = ofx2()
      .replaceAll(/<\/?\w+>/g, (tag) => tag.toLowerCase())
      .replace('<stmtrs>', '<!-- <STMTTRN> --><stmtrs lang="en">');
    const [small] = readWhole(readOfx(strange)).statements;
    expect([oneLine, small].map((statement) => sumOf(statement!))).toEqual([26_750, 26_750]);
  });

  it.each([
    ['-11,76', -1176],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['+7', 700],
    ['10.500', 1050],
  ])('may write an amount as %s', (written, pence) => {
    const [statement] = readWhole(readOfx(ofx1(row({ TRNAMT: written })))).statements;
    expect(statement?.transactions[0]?.amountPence).toBe(pence);
  });

  it.each([
    ['&amp;pound;5 &#163;5 &#xA3;5 &pound;5 &bogus; &#9999999;', '&pound;5 £5 £5 £5 &bogus; &#9999999;'],
    ['A < B', 'A < B'],
    ['<![CDATA[PAID <B>TWICE</B>]]>', 'PAID <B>TWICE</B>'],
  ])('may write %s in a text', (written, text) => {
    const [statement] = readWhole(readOfx(ofx1(row({ NAME: '', MEMO: written })))).statements;
    expect(statement?.transactions[0]?.text).toBe(text);
  });

  it('may write an empty value as one tag', () => {
    const text = ofx2().replace('<MEMO>DIRECT PAYMENT</MEMO>', '<MEMO/><CHECKNUM />');
    const [statement] = readWhole(readOfx(text)).statements;
    expect(statement?.transactions[0]).toMatchObject({ text: 'LARKSHIRE COUNCIL', reference: null });
  });

  it.each([
    ['a sort code and number', '<BANKID>601613<ACCTID>31926819<ACCTTYPE>CHECKING', '60161331926819'],
    ['an IBAN', '<BANKID>AIBK<ACCTID>IE29AIBK93115212345678<ACCTTYPE>CHECKING', 'IE29AIBK93115212345678'],
    ['a number alone, which many banks have', '<ACCTID>31926819', undefined],
  ])('knows the account that the money went to by %s', (_, account, otherAccount) => {
    const text = ofx1().replace('</STMTTRN>', `<BANKACCTTO>${account}</BANKACCTTO></STMTTRN>`);
    expect(readWhole(readOfx(text)).statements[0]?.transactions[0]?.otherAccount).toBe(otherAccount);
  });

  it('names whom the money went to where a payee stands instead of a name', () => {
    const payees = ['<PAYEE><NAME>A CARER<CITY>LARK</PAYEE>', '<PAYEE>A CARER'];
    for (const payee of payees) {
      const [statement] = readWhole(readOfx(ofx1().replace('<NAME>LARKSHIRE COUNCIL', payee))).statements;
      expect(statement?.transactions[0]?.text).toBe('A CARER DIRECT PAYMENT');
    }
  });

  it('knows an IBAN, and a sort code within the account', () => {
    const accountOf = (ACCTID: string) =>
      readWhole(readOfx(ofx1({ fields: { BANKID: 'LARKBANK', ACCTID } }))).statements[0]?.account;
    expect(accountOf('GB33 BUKB 2020 1555 5555 55')).toMatchObject({
      ...{ iban: 'GB33BUKB20201555555555', sortCode: '202015', accountNumber: '55555555' },
    });
    expect(accountOf('20000012345678')).toMatchObject({ sortCode: '200000', accountNumber: '12345678' });
    const elsewhere = ['20000012345678', 'DE89370400440532013000'].map(
      (ACCTID) => readWhole(readOfx(ofx1({ fields: { BANKID: '99-99-99', ACCTID } }))).statements[0]?.account,
    );
    expect(elsewhere).toMatchObject([{ sortCode: '200000' }, { sortCode: null }]);
    expect(accountOf('****5678')).toMatchObject({ sortCode: null, accountNumber: '****5678' });
  });

  it('takes the end of the period for a balance without a day, and no balance from an empty one', () => {
    const closingOf = (fields: { BALAMT?: string; DTASOF?: string }) =>
      readWhole(readOfx(ofx1({ fields }))).statements[0]?.closing;
    expect(closingOf({ DTASOF: '00000000' })).toMatchObject({ date: '2025-06-30', amountPence: 36_750 });
    expect(closingOf({ BALAMT: ' ' })).toBeNull();
  });

  it('has the period of its transactions where a program writes the first day of 1970', () => {
    const text = ofx1().replace('<DTSTART>20250601', '<DTSTART>19700101');
    expect(readWhole(readOfx(text)).statements[0]?.period).toEqual({
      ...{ from: '2025-06-02', to: '2025-06-14', isStated: false },
    });
  });

  it('is told where it is in another currency, or says none', () => {
    expect(rulesOf(readWhole(readOfx(ofx1({ fields: { CURDEF: 'EUR' } }))))).toEqual(['currency-not-pounds']);
    expect(rulesOf(readWhole(readOfx(ofx1({ fields: { CURDEF: '' } }))))).toEqual(['currency-assumed']);
    const beside = ofx2({ fields: { CURDEF: '' } }).replace(
      '</STMTTRN>',
      '<CURRENCY><CURSYM>aud</CURSYM></CURRENCY></STMTTRN>',
    );
    expect(readOfx(beside)).toMatchObject({ ok: true, value: { statements: [{ currency: 'AUD' }] } });
  });

  it('gives a statement for each account, of banks and of cards', () => {
    const both =
      ofx1().replace('</OFX>', '') +
      ofx2()
        .slice(ofx2().indexOf('<BANKMSGSRSV1>'))
        .replaceAll('STMTRS>', 'CCSTMTRS>')
        .replaceAll('BANKACCTFROM', 'CCACCTFROM')
        .replace('12345678', '87654321');
    const file = readWhole(readOfx(both));
    expect(file.statements.map((statement) => [statement.account.accountNumber, sumOf(statement)])).toEqual([
      ['12345678', 26_750],
      ['87654321', 26_750],
    ]);
    expect(rulesOf(file)).toEqual(['several-accounts']);
  });

  it('may hold as many transactions as a year of a busy account', () => {
    const rows = Array.from({ length: 25_000 }, () => ofxRows[2]!);
    const [statement] = readWhole(readOfx(ofx2({ rows }))).statements;
    expect(sumOf(statement!)).toBe(25_000 * -1200);
  });

  it('leaves out what is pending or of investments, and counts it', () => {
    const more =
      '<BANKTRANLISTP><STMTTRNP><TRNAMT>-5</STMTTRNP><STMTTRNP><TRNAMT>-6</STMTTRNP></BANKTRANLISTP>\n';
    const invested = '<INVSTMTRS><INVBANKTRAN><STMTTRN><TRNAMT>9</STMTTRN></INVBANKTRAN></INVSTMTRS></OFX>';
    const file = readWhole(readOfx(ofx1({ more }).replace('</OFX>', invested)));
    expect(file.notes.map(({ message }) => message)).toEqual([
      '2 pending transactions were left out.',
      '1 statement of investments was left out.',
    ]);
    expect(sumOf(file.statements[0]!)).toBe(26_750);
  });
});

describe('An OFX file is refused', () => {
  it.each([
    ['with a day that does not exist', row({ DTPOSTED: '20250231' }), 'row-unreadable'],
    ['with a day that is missing', without('DTPOSTED'), 'row-unreadable'],
    ['with an amount that is missing', without('TRNAMT'), 'row-unreadable'],
    ['with an amount that is none', row({ TRNAMT: '$120' }), 'row-unreadable'],
    ['with a part of a penny', row({ TRNAMT: '1.005' }), 'amount-not-whole-pence'],
    ['with a balance that is none', { fields: { BALAMT: 'much' } }, 'row-unreadable'],
    ['with a text that never ends', row({ MEMO: 'x'.repeat(20_001) }), 'line-too-long'],
  ])('%s', (_, told, rule) => {
    const reading = readOfx(ofx1(told));
    expect(reading).toMatchObject({ ok: false, rule, place: { line: expect.any(Number) as number } });
    expect(reading.ok ? '' : reading.message).toMatch(/ine \d+/);
  });

  it.each([
    ['that holds no OFX', 'OFXHEADER:100\n', 'file-not-a-statement'],
    ['that holds no statement', '<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>', 'no-statement-in-file'],
    ['of investments', '<OFX><INVSTMTRS></INVSTMTRS></OFX>', 'statement-of-investments'],
    ['that defines its own markup', '<OFX><!DOCTYPE x [<!ENTITY a "b">]></OFX>', 'doctype-refused'],
    ['that nests too deep', `<OFX>${'<A>'.repeat(60)}`, 'nested-too-deep'],
    ['whose transaction has no end', ofx1().replace('</STMTTRN>', ''), 'file-damaged'],
    [
      'whose transactions belong to no account',
      ofx1().replace('</OFX>', '<STMTTRN></STMTTRN></OFX>'),
      'file-damaged',
    ],
    [
      'with an amount in another currency than the account',
      ofx1().replace('</STMTTRN>', '<CURRENCY><CURSYM>USD</CURRENCY></STMTTRN>'),
      'row-unreadable',
    ],
    ['that ends within a comment', `${ofx1().trimEnd().slice(0, -6)}<!-- `, 'file-cut-short'],
    ['that ends within a text', `${ofx1().trimEnd().slice(0, -6)}<![CDATA[`, 'file-cut-short'],
  ])('%s', (_, text, rule) => {
    expect(readOfx(text)).toMatchObject({ ok: false, rule });
  });

  it('with what the bank says went wrong', () => {
    const status = (more: string) =>
      `<OFX><STMTTRNRS><STATUS><CODE>2000<SEVERITY>ERROR${more}</STATUS></STMTTRNRS></OFX>`;
    expect([status('<MESSAGE>Try  later'), status('')].map((text) => readOfx(text))).toMatchObject([
      {
        rule: 'bank-reported-error',
        message: expect.stringContaining('an error of the bank: “Try later”.') as string,
      },
      {
        rule: 'bank-reported-error',
        message: expect.stringContaining('an error of the bank. Ask') as string,
      },
    ]);
  });

  it('with more transactions than a file may hold', () => {
    const rows = '<STMTTRN></STMTTRN>'.repeat(200_001);
    expect(readOfx(ofx1().replace('<STMTTRN>', `${rows}<STMTTRN>`))).toMatchObject({
      rule: 'too-many-transactions',
    });
  });
});

describe('An OFX file made to hang a reader', () => {
  it.each([
    ['one tag of 34 letters that is not closed', `<OFX><${'A'.repeat(34)}`],
    ['one tag that never ends', `<OFX><${'A'.repeat(1_000_000)}`],
    ['tags that are not closed', `<OFX>${'<A'.repeat(500_000)}`],
    ['nothing but openings', '<OFX>' + '<'.repeat(1_000_000)],
    ['comments that are not closed', '<OFX>' + '<!--'.repeat(200_000)],
    ['values that are not closed', '<OFX><STMTRS>' + '<A>1'.repeat(200_000)],
    ['endings of nothing', '<OFX>' + '</A>'.repeat(200_000)],
    ['blanks in a tag', `<OFX>${`<A${' '.repeat(190)}`.repeat(2000)}`],
  ])('is refused: %s', (_, text) => {
    expect(readOfx(text)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^[A-Z].*\.$/) as string,
    });
  });
});
