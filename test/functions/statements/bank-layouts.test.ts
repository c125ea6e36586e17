import { describe, expect, it } from 'vitest';
import * as files from '../../support/statements/bank-files.ts';
import { marchClosing, marchMovements, marchOpening, marchSum } from '../../support/statements/bank-files.ts';
import { rulesOf, sumOf } from '../../support/statements/read-whole.ts';
import { encode } from '../files/reading-tables.ts';
import { readFile, readOne, readText } from './reading-statements.ts';

const proved = [
  { bank: 'Lloyds, its headings ending with a comma', layout: 'lloyds', text: files.lloyds() },
  {
    bank: 'Lloyds, its headings without the comma',
    layout: 'lloyds',
    text: files.lloyds(marchMovements, { headingComma: false }),
  },
  { bank: 'NatWest, with blank lines in front', layout: 'natwest', text: files.natwest() },
  { bank: 'HSBC for businesses', layout: 'hsbc-business', text: files.hsbcBusiness() },
  { bank: 'First Direct', layout: 'first-direct', text: files.firstDirect() },
  { bank: 'Nationwide', layout: 'nationwide', text: files.nationwide() },
  { bank: 'Nationwide midata', layout: 'nationwide-midata', text: files.nationwideMidata() },
  { bank: 'Santander text', layout: 'santander-text', text: files.santanderText() },
  { bank: 'Santander midata', layout: 'santander-midata', text: files.santanderMidata() },
  { bank: 'Santander for businesses', layout: 'santander-business', text: files.santanderBusiness() },
  { bank: 'the Co-operative Bank', layout: 'co-operative', text: files.cooperative() },
  {
    bank: 'the Co-operative Bank for businesses',
    layout: 'co-operative-business',
    text: files.cooperativeBusiness(),
  },
  { bank: 'Metro Bank', layout: 'metro', text: files.metro() },
  { bank: 'Metro Bank of 2010', layout: 'metro-2010', text: files.metro2010() },
  { bank: 'Monzo', layout: 'monzo', text: files.monzo() },
  { bank: 'Starling', layout: 'starling', text: files.starling() },
  {
    bank: 'Starling, older and shorter',
    layout: 'starling',
    text: files.starling(marchMovements, { columns: 6 }),
  },
];

const unproved = [
  { bank: 'Barclays, with an empty row at its end', layout: 'barclays', text: files.barclays() },
  { bank: 'NatWest Bankline', layout: 'natwest-bankline', text: files.natwestBankline() },
  { bank: 'HSBC for people, which has no headings', layout: 'hsbc', text: files.hsbc() },
  { bank: 'First Direct cards', layout: 'first-direct-card', text: files.firstDirectCard() },
  { bank: 'Nationwide cards', layout: 'nationwide-card', text: files.nationwideCard() },
  {
    bank: 'Metro Bank, before it showed balances',
    layout: 'metro',
    text: files.metro(marchMovements, { hasBalance: false }),
  },
  {
    bank: 'Monzo with eighteen columns',
    layout: 'monzo',
    text: files.monzo(marchMovements, { columns: 18 }),
  },
  {
    bank: 'Monzo with sixteen columns',
    layout: 'monzo',
    text: files.monzo(marchMovements, { columns: 16 }),
  },
  { bank: 'Monzo of 2018', layout: 'monzo-2018', text: files.monzo2018() },
  { bank: 'Virgin Money cards', layout: 'virgin-card', text: files.virginCard() },
];

const march = marchMovements.map(({ on, pence }) => [on, pence]);

describe('A statement as the bank exports it', () => {
  it.each(proved)('of $bank is read whole and proves itself by its balances', async ({ layout, text }) => {
    const file = await readFile(text);
    const [statement] = file.statements;

    expect(file.layout).toBe(layout);
    expect(statement?.transactions.map(({ date, amountPence }) => [date, amountPence])).toEqual(march);
    expect(statement?.opening?.amountPence).toBe(marchOpening);
    expect(statement?.closing?.amountPence).toBe(marchClosing);
    expect(statement?.transactions[1]?.text).toContain('M PENROSE CARE WAGES');
    expect(statement?.currency).toBe('GBP');
    expect(file.notes.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });

  it.each(unproved)('of $bank is read whole, and has no balance to prove it', async ({ layout, text }) => {
    const file = await readFile(text);
    const [statement] = file.statements;

    expect(file.layout).toBe(layout);
    expect(statement?.transactions.map(({ date, amountPence }) => [date, amountPence])).toEqual(march);
    expect(sumOf(statement!)).toBe(marchSum);
    expect(statement?.opening).toBeNull();
    expect(statement?.closing).toBeNull();
    expect(statement?.transactions[1]?.text).toContain('M PENROSE CARE WAGES');
    expect(file.notes.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.each([...proved, ...unproved])(
    'of $bank reads the same in UTF-16 and with line ends of Windows',
    async ({ text }) => {
      const asWritten = await readFile(text);
      const plain = text.replace('\ufeff', '');

      expect(await readFile(encode(plain, 'utf-16le marked'))).toEqual(asWritten);
      expect(await readFile(text.replaceAll('\n', '\r\n'))).toEqual(asWritten);
    },
  );
});

describe('What a bank says of an account', () => {
  it('is its sort code and number, at Barclays in one column', async () => {
    const { account } = await readOne(files.barclays());
    expect(account).toMatchObject({ sortCode: '200000', accountNumber: '99887766' });
  });

  it('is its sort code and number, at Lloyds with an apostrophe before them', async () => {
    const { account, transactions } = await readOne(files.lloyds());
    expect(account).toMatchObject({ sortCode: '998874', accountNumber: '12345678' });
    expect(transactions[0]?.kind).toBe('BGC');
  });

  it('is its sort code, number and name at NatWest', async () => {
    const { account } = await readOne(files.natwest());
    expect(account).toEqual({
      sortCode: '601234',
      accountNumber: '12345678',
      iban: null,
      name: 'A FENWICK',
    });
  });

  it('stands above the headings at Nationwide, masked as it is', async () => {
    expect((await readOne(files.nationwide())).account).toMatchObject({
      name: 'Care money',
      accountNumber: '****12345',
    });
    expect((await readOne(files.nationwideMidata())).account.accountNumber).toBe('****12345');
  });

  it('stands above the transactions at Santander, with the period', async () => {
    const { account, period } = await readOne(files.santanderText());
    expect(account.accountNumber).toBe('XXXX XXXX XXXX 9876');
    expect(period).toEqual({ from: '2026-03-01', to: '2026-03-31', isStated: true });
  });
});

describe('Headings', () => {
  it.each([
    { what: 'fewer than the bank ever had', text: 'Date,Description,Amount\n01/03/2026,A,1.00\n' },
    {
      what: 'one more than the bank ever had',
      text: 'Date,Description,Amount,Balance,Fee\n01/03/2026,A,1.00,1.00,0\n',
    },
    {
      what: 'others of the same number',
      text: 'Date,Description,Amount (USD),Balance\n01/03/2026,A,1.00,1.00\n',
    },
    { what: 'none, and four columns', text: '01/03/2026,A,1.00,1.00\n' },
    { what: 'none, and no amount', text: '01/03/2026,A,B\n' },
    { what: 'none, and no text', text: '01/03/2026,,1.00\n' },
    { what: 'none, and a date of another form', text: '2026-03-01,A,1.00\n' },
  ])('are of no bank with $what', async ({ text }) => {
    expect(await readText(text)).toMatchObject({ ok: false, rule: 'layout-unknown' });
  });

  it('stand alone in a file that ends behind them', async () => {
    expect((await readFile(files.lloyds([]).trim())).layout).toBe('lloyds');
  });

  it('are found in any case, with or without spaces', async () => {
    const [headings = '', ...rows] = files.natwest().trimStart().split('\n');
    const text = [headings.toUpperCase().replaceAll(' ', ''), ...rows].join('\n');
    expect(sumOf(await readOne(text))).toBe(marchSum);
  });
});

describe('Pound signs of Nationwide', () => {
  it('may all be lost, as when a spreadsheet saved the file', async () => {
    expect(sumOf(await readOne(files.nationwide().replaceAll('£', '')))).toBe(marchSum);
    expect(sumOf(await readOne(files.nationwideMidata().replaceAll('£', '')))).toBe(marchSum);
  });
});

describe('Rows that are no movement of money', () => {
  it('are counted and left out: the overdraft limit under midata', async () => {
    const { notes } = await readFile(files.nationwideMidata());
    expect(notes.map(({ message }) => message)).toEqual(['1 row with the overdraft limit was left out.']);
  });

  it('are counted and left out: the empty row at the end of Barclays', async () => {
    const { notes } = await readFile(files.barclays());
    expect(notes.map(({ message }) => message)).toEqual(['1 empty row was left out.']);
  });

  it('are counted and left out: pending and reverted payments at Revolut', async () => {
    const { notes } = await readFile(files.revolut());
    expect(notes.map(({ message }) => message)).toEqual([
      '2 transactions that are pending were left out.',
      '1 transaction that was declined or taken back was left out.',
    ]);
  });

  it('are counted and left out: pending payments of a Virgin card', async () => {
    const { notes } = await readFile(files.virginCard());
    expect(notes.map(({ message }) => message)).toEqual(['1 transaction that is pending was left out.']);
  });

  it('say what was in the account at Starling', async () => {
    const { opening } = await readOne(files.starling());
    expect(opening).toEqual({ date: '2026-03-01', amountPence: marchOpening, isStated: true });
  });
});

describe('Fees of Revolut', () => {
  it.each([
    { separator: ',', text: files.revolut() },
    { separator: ';', text: files.revolut(marchMovements, { separator: ';' }) },
  ])('are taken off beside the amounts ($separator)', async ({ text }) => {
    const file = await readFile(text);
    const [statement] = file.statements;

    expect(file.layout).toBe('revolut');
    expect(sumOf(statement!)).toBe(marchSum - 50);
    expect(statement?.closing?.amountPence).toBe(marchClosing - 50);
    expect(statement?.account.name).toBe('Current');
    expect(rulesOf(file)).not.toContain('running-balance-broken');
  });

  it('in another currency are in the total, and not taken off again', async () => {
    const headings =
      'Date completed (UTC),ID,Type,Description,Reference,Payment currency,Amount,Total amount,Fee,Fee currency,Balance,Account';
    const row = '2026-03-02,r1,TRANSFER,Wages,,GBP,-50.00,-50.16,0.20,USD,49.84,Main';
    expect(sumOf(await readOne(`${headings}\n${row}\n`))).toBe(-5016);
  });

  it('are in the total of business accounts, whose columns change', async () => {
    const file = await readFile(files.revolutBusiness());
    const [statement] = file.statements;

    expect(file.layout).toBe('revolut-business');
    expect(sumOf(statement!)).toBe(marchSum - 50);
    expect(statement?.closing?.amountPence).toBe(marchClosing - 50);
    expect(file.notes).toEqual([]);
  });

  it('stand beside the account that business accounts paid', async () => {
    const headings =
      'Date completed (UTC),ID,Type,Description,Reference,Payment currency,Amount,Fee,Balance,Account,Beneficiary account number,Beneficiary sort code or routing number,Beneficiary IBAN';
    const row = (at: string) => `2026-03-02,r1,TRANSFER,Wages,,GBP,-50.00,0.20,49.80,Main,${at}`;
    const otherOf = async (at: string) =>
      (await readOne(`${headings}\n${row(at)}\n`)).transactions[0]?.otherAccount;
    expect(await otherOf('31926819,60-16-13,')).toBe('60161331926819');
    expect(await otherOf(',,IE29AIBK93115212345678')).toBe('IE29AIBK93115212345678');
    expect(await otherOf(',,')).toBeUndefined();
  });

  it('are taken off where a business file has no total, with or without a minus', async () => {
    const headings =
      'Date completed (UTC),ID,Type,State,Description,Reference,Payment currency,Amount,Fee,Balance,Account';
    const row = (fee: string) => `2026-03-02,r1,TRANSFER,COMPLETED,Wages,,GBP,-50.00,${fee},49.80,Main`;
    for (const fee of ['0.20', '-0.20']) {
      expect(sumOf(await readOne(`${headings}\n${row(fee)}\n`))).toBe(-5020);
    }
  });
});

describe('Text statements of Santander', () => {
  it('may name pounds behind amounts', async () => {
    const text = files.santanderText().replaceAll(/(\d\.\d\d)(?=\u00a0)/g, '$1 GBP');
    expect(sumOf(await readOne(text))).toBe(marchSum);
  });

  it('may have a period that cannot be read, which then follows from the transactions', async () => {
    const { period } = await readOne(files.santanderText().replace('01/03/2026', 'then'));
    expect(period).toEqual({ from: '2026-03-02', to: '2026-03-31', isStated: false });
  });
});

describe('Several accounts in one file', () => {
  it('are a statement each, and what is spent by card is money paid out', async () => {
    const file = await readFile(files.natwestWithCard());
    const [card, current] = file.statements;

    expect(file.statements).toHaveLength(2);
    expect(rulesOf(file)).toContain('several-accounts');
    expect(card?.account.accountNumber).toBe('543484******5254');
    expect(card?.transactions.map(({ text, amountPence }) => [text, amountPence])).toEqual([
      ['BRIGHT DAY CENTRE', -899],
      ['CASH FEE', -54],
      ['DIRECT DEBIT PAYMENT', 108_891],
    ]);
    expect(card?.closing).toEqual({ date: '2026-06-19', amountPence: -40_028, isStated: true });
    expect(current?.transactions.map(({ amountPence }) => amountPence)).toEqual([-108_891]);
    expect(current?.closing?.amountPence).toBe(91_109);
  });

  it('are a statement each where Revolut keeps another currency, which is said', async () => {
    const euros = files.revolut().replaceAll('GBP', 'EUR').split('\n').slice(1).join('\n');
    const file = await readFile(`${files.revolut()}${euros}`);

    expect(file.statements.map(({ currency }) => currency)).toEqual(['GBP', 'EUR']);
    expect(rulesOf(file)).toContain('currency-not-pounds');
  });

  it('name their currency in the headings at Starling', async () => {
    const file = await readFile(files.starling(marchMovements, { currency: 'EUR' }));

    expect(file.statements[0]?.currency).toBe('EUR');
    expect(rulesOf(file)).toContain('currency-not-pounds');
  });
});

describe('A comma that a bank forgot to quote', () => {
  it('stays in the text of the Co-operative Bank, and is said', async () => {
    const file = await readFile(files.cooperative().replace('HMRC PAYE', 'HMRC, CUMBERNAULD'));
    const [statement] = file.statements;

    expect(statement?.transactions[2]?.text).toBe('HMRC, CUMBERNAULD');
    expect(statement?.closing?.amountPence).toBe(marchClosing);
    expect(rulesOf(file)).toEqual(['text-with-comma-mended']);
  });

  it('does not move the mark of a Virgin card', async () => {
    const file = await readFile(files.virginCard().replace('BRIGHT DAY CENTRE', 'BRIGHT, DAY, CENTRE'));

    expect(sumOf(file.statements[0]!)).toBe(marchSum);
    expect(file.notes.map(({ rule }) => rule)).toContain('text-with-comma-mended');
  });

  it('refuses a file of a bank that does not forget it', async () => {
    const reading = await readText(files.lloyds().replace('HMRC PAYE', 'HMRC, CUMBERNAULD'));
    expect(reading).toMatchObject({ ok: false, rule: 'row-unreadable', place: { line: 4 } });
  });
});

describe('Layouts that are not known for certain', () => {
  it.each([files.natwestBankline(), files.firstDirectCard()])('say so', async (text) => {
    expect(rulesOf(await readFile(text))).toContain('layout-not-certain');
  });

  it('of Santander’s text files say that six hundred transactions may not be all', async () => {
    const many = Array.from({ length: 600 }, (_each, place) => ({
      on: '2026-03-02',
      text: `PAYMENT ${place}`,
      pence: -1,
    }));
    expect(rulesOf(await readFile(files.santanderText(many)))).toContain('file-may-be-capped');
    expect(rulesOf(await readFile(files.santanderText(many.slice(1))))).not.toContain('file-may-be-capped');
  });
});
