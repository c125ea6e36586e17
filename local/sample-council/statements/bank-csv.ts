import { csvRecord } from '../csv.ts';
import { isoOf, ukDateOf } from '../days.ts';
import { utf8WithMark, windows1252 } from '../encodings.ts';
import { pounds, poundsWithCommas } from '../pounds.ts';
import { closingPence, inOrder, type StatementFormat } from './statement.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/*
 * The layouts are those real users' tools read, quirks included: a trailing comma in a heading, an apostrophe before a sort
 * code, blank first lines, spaces after commas, a preamble, no heading at all.
 */
export const lloyds: StatementFormat = {
  ...csv('lloyds'),
  isNewestFirst: true,
  hasAccount: true,
  write: (statement) =>
    text([
      'Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance,\n',
      ...inOrder(statement, true).map(({ movement: { day, type, text: words, pence }, balance }) =>
        csvRecord([
          ukDateOf(day),
          type,
          `'${statement.account.sortCode}`,
          statement.account.accountNumber,
          words,
          pence < 0 ? bare(-pence) : '',
          pence < 0 ? '' : bare(pence),
          bare(balance),
        ]),
      ),
    ]),
};

export const barclays: StatementFormat = {
  ...csv('barclays'),
  isNewestFirst: true,
  hasAccount: true,
  hasBalances: false,
  write: (statement) =>
    text([
      'Number,Date,Account,Amount,Subcategory,Memo\n',
      ...inOrder(statement, true).map(({ movement: { day, text: words, pence } }) =>
        csvRecord([
          '',
          ukDateOf(day),
          `${statement.account.sortCode} ${statement.account.accountNumber}`,
          pounds(pence),
          pence < 0 ? 'Payment' : 'Counter Credit',
          `${words.slice(0, 18).padEnd(18)}\t${words.slice(18)}`,
        ]),
      ),
      ',,,,,\n',
    ]),
};

export const natwest: StatementFormat = {
  ...csv('natwest'),
  isNewestFirst: true,
  hasAccount: true,
  write: (statement) =>
    text([
      '\nDate, Type, Description, Value, Balance, Account Name, Account Number\n',
      ...inOrder(statement, true).map(
        ({ movement: { day, type, text: words, pence }, balance }) =>
          `${csvRecord([wordDate(day), { DD: 'D/D', SO: 'S/O', FPI: 'BAC', FPO: 'DPC', DEB: 'POS', CPT: 'C/L', CHG: 'CHG', INT: 'INT' }[type], `'${words}`, pounds(pence), pounds(balance), `'${statement.account.name.replace(/[^ -~]/g, '')}`, `'${statement.account.sortCode.replaceAll('-', '')}-${statement.account.accountNumber}`], { lineEnd: '' })},\n`,
      ),
    ]),
};

export const nationwide: StatementFormat = {
  ...csv('nationwide'),
  write: (statement) => {
    const closing = `£${pounds(closingPence(statement))}`;
    const rows = [
      ['Account Name:', `FlexDirect ****${statement.account.accountNumber.slice(-5)}`],
      ['Account Balance:', closing],
      ['Available Balance: ', closing],
    ].map(quoted);
    const heading = quoted(['Date', 'Transaction type', 'Description', 'Paid out', 'Paid in', 'Balance']);
    const types = {
      DD: 'Direct debit',
      SO: 'Standing order',
      FPI: 'Bank credit',
      FPO: 'Payment to',
      DEB: 'Visa purchase',
      CPT: 'ATM Withdrawal',
      CHG: 'Fee',
      INT: 'Interest added',
    };
    const lines = inOrder(statement, false).map(({ movement: { day, type, text: words, pence }, balance }) =>
      quoted([
        wordDate(day),
        types[type],
        words,
        pence < 0 ? `£${pounds(-pence)}` : '',
        pence < 0 ? '' : `£${pounds(pence)}`,
        `£${pounds(balance)}`,
      ]),
    );
    return windows1252([...rows, '\r\n', heading, ...lines].join(''));
  },
};

export const hsbc: StatementFormat = {
  ...csv('hsbc'),
  isNewestFirst: true,
  hasBalances: false,
  write: (statement) =>
    utf8WithMark(
      inOrder(statement, true)
        .map(({ movement: { day, type, text: words, pence } }) =>
          csvRecord([
            ukDateOf(day),
            `${words.padEnd(24)}${type === 'FPI' ? 'CR' : type}`,
            poundsWithCommas(pence),
          ]),
        )
        .join(''),
    ),
};

export const santander: StatementFormat = {
  ...csv('santander-midata'),
  isNewestFirst: true,
  write: (statement) =>
    windows1252(
      [
        'Date;Type;Merchant/Description;Debit/Credit;Balance;\r\n',
        ...inOrder(statement, true).map(
          ({ movement: { day, type, text: words, pence }, balance }) =>
            `${ukDateOf(day)};${type};${words};${pence < 0 ? '-' : '+'}£${pounds(Math.abs(pence))};${balance < 0 ? '-' : '+'}£${pounds(Math.abs(balance))};\r\n`,
        ),
        '\r\n',
        `Arranged overdraft limit;${ukDateOf(statement.to)};+£0.00;\r\n`,
      ].join(''),
    ),
};

const MONZO =
  'Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In,Balance,Balance currency\n';

export const monzo: StatementFormat = {
  ...csv('monzo'),
  write: (statement) =>
    text([
      MONZO,
      ...inOrder(statement, false).map(({ movement: { day, type, text: words, pence }, balance }, place) => {
        const amount = pounds(pence);
        const id = `tx_0000${statement.account.accountNumber}${String(place).padStart(4, '0')}`;
        const sides = pence < 0 ? [amount, ''] : ['', amount];
        return csvRecord([
          id,
          ukDateOf(day),
          '09:15:00',
          type === 'DEB' ? 'Card payment' : 'Faster payment',
          title(words),
          type === 'DEB' ? '🛒' : '',
          pence < 0 ? 'Bills' : 'Income',
          amount,
          'GBP',
          amount,
          'GBP',
          '',
          '',
          '',
          words,
          '',
          ...sides,
          pounds(balance),
          'GBP',
        ]);
      }),
    ]),
};

export const starling: StatementFormat = {
  ...csv('starling'),
  write: (statement) =>
    text([
      'Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes\n',
      csvRecord([
        ukDateOf(statement.from),
        'Opening Balance',
        '',
        '',
        '',
        pounds(statement.openingPence),
        '',
        '',
      ]),
      ...inOrder(statement, false).map(({ movement: { day, text: words, pence }, balance }) =>
        csvRecord([
          ukDateOf(day),
          title(words),
          words,
          pence < 0 ? 'FASTER PAYMENT' : 'BACS',
          pounds(pence),
          pounds(balance),
          pence < 0 ? 'PAYMENTS' : 'INCOME',
          '',
        ]),
      ),
    ]),
};

function csv(name: string): Omit<StatementFormat, 'write'> {
  return {
    name,
    extension: 'csv',
    isNewestFirst: false,
    hasBalances: true,
    hasPeriod: false,
    hasAccount: false,
  };
}

function text(parts: readonly string[]): Buffer {
  return Buffer.from(parts.join(''));
}

/** Lloyds leaves whole pounds without decimals. */
function bare(pence: number): string {
  return pounds(pence).replace(/\.00$/, '');
}

function quoted(fields: readonly string[]): string {
  return `${fields.map((field) => `"${field}"`).join(',')}\r\n`;
}

function wordDate(day: number): string {
  const [year = '', month = '', date = ''] = isoOf(day).split('-');
  return `${date} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

function title(words: string): string {
  return words.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
