import { describe, expect, it } from 'vitest';
import { readQif } from '../../../functions/files/statements/read-qif.ts';
import { qif, qifRecords } from '../../support/statements/qif-text.ts';
import { readWhole, refusedWhereCut, rulesOf, sumOf } from '../../support/statements/read-whole.ts';

const dated = (...days: string[]) => qif(days.map((day, index) => [`D${day}`, `T${index + 1}.00`]));
const only = (text: string) => {
  const file = readWhole(readQif(text));
  expect(file.statements).toHaveLength(1);
  return file.statements[0]!;
};

describe('A statement in QIF', () => {
  it('is read with its transactions, in pounds and without balances', () => {
    const file = readWhole(readQif(qif()));
    expect(file).toMatchObject({ format: 'qif', layout: null });
    expect(rulesOf(file)).toEqual(['date-order-decided']);
    expect(file.statements).toEqual([
      {
        account: { sortCode: null, accountNumber: null, iban: null, name: null },
        currency: 'GBP',
        period: { from: '2025-06-02', to: '2025-06-14', isStated: false },
        opening: null,
        closing: null,
        transactions: [
          {
            ...{ date: '2025-06-02', text: 'LARKSHIRE COUNCIL DIRECT PAYMENT', amountPence: 40_000 },
            ...{ balancePence: null, kind: null, reference: null, place: { line: 2 } },
          },
          {
            ...{ date: '2025-06-13', text: 'M&S CARE', amountPence: -112_050 },
            ...{ balancePence: null, kind: null, reference: 'INV 7', place: { line: 7 } },
          },
          {
            ...{ date: '2025-06-14', text: 'CHEMIST', amountPence: -1200 },
            ...{ balancePence: null, kind: 'DEB', reference: null, place: { line: 13 } },
          },
        ],
      },
    ]);
  });

  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['those of an old Macintosh', (text: string) => text.replaceAll('\n', '\r')],
    ['blank lines everywhere', (text: string) => text.replaceAll('\n', '\n\n \n')],
    [
      'small letters',
      (text: string) =>
        text.replace('!Type:Bank', '!type:bank').replaceAll(/^[DTPMN]/gm, (letter) => letter.toLowerCase()),
    ],
    ['Quicken’s options first', (text: string) => `!Option:AutoSwitch\n!Clear:AutoSwitch\n${text}`],
    [
      'lists of other things',
      (text: string) => `!Type:Cat\nNHealth\nD1\nD2\n^\n!Type:Memorized\nKC\nT-5.00\n^\n${text}`,
    ],
  ])('may have %s', (_, change) => {
    expect(sumOf(only(change(qif())))).toBe(-73_250);
  });

  it.each(['!Type:Bank', '!Type:Cash', '!Type:CCard', '!Type:Oth A', '!Type:Oth L'])(
    'may begin with %s',
    (type) => {
      expect(sumOf(only(qif(qifRecords, [type])))).toBe(-73_250);
    },
  );

  it('reads Quicken’s days with the day first, and says that nothing shows it', () => {
    const file = readWhole(readQif(dated("1/ 2'24", "2/ 2'24")));
    expect(file.statements[0]?.transactions.map(({ date }) => date)).toEqual(['2024-02-01', '2024-02-02']);
    expect(rulesOf(file)).toEqual(['date-order-assumed']);
  });

  it('reads its days with the month first where one shows it', () => {
    const file = readWhole(readQif(dated('02/01/2024', '02/13/2024')));
    expect(file.statements[0]?.transactions.map(({ date }) => date)).toEqual(['2024-02-01', '2024-02-13']);
    expect(rulesOf(file)).toEqual(['date-order-decided']);
  });

  it('is turned where its newest transaction is first', () => {
    const dates = only(dated('14/06/2025', '13/06/2025', '02/06/2025')).transactions.map(({ date }) => date);
    expect(dates).toEqual(['2025-06-02', '2025-06-13', '2025-06-14']);
  });

  it('opens with the balance that Quicken writes as its first record, which moved no money', () => {
    const opening = ['D01/06/2025', 'T1,000.00', 'POpening Balance', 'L[Care account]'];
    const statement = only(qif([opening, ...qifRecords]));
    expect(statement).toMatchObject({
      account: { name: 'Care account' },
      opening: { date: '2025-06-01', amountPence: 100_000, isStated: true },
    });
    expect(sumOf(statement)).toBe(-73_250);
    const unnamed = only(qif([opening.slice(0, 3), ...qifRecords]));
    expect(unnamed).toMatchObject({ account: { name: null }, opening: { amountPence: 100_000 } });
  });

  it('gives a statement for each account, put together from all its parts', () => {
    const account = (name: string) => ['!Account', `N${name}`, 'TBank', '^', '!Type:Bank'];
    const text =
      qif(qifRecords, account('20-00-00 12345678')) +
      qif(qifRecords, account('Savings')) +
      qif([['D15/06/2025', 'T1']], account('20-00-00 12345678')) +
      qif([['D16/06/2025', 'T2']], ['!Account', 'TBank', '^', '!Type:Cash']);
    const file = readWhole(readQif(text));
    expect(file.statements.map((statement) => [statement.account, sumOf(statement)])).toEqual([
      [{ sortCode: '200000', accountNumber: '12345678', iban: null, name: '20-00-00 12345678' }, -73_150],
      [{ sortCode: null, accountNumber: null, iban: null, name: 'Savings' }, -73_250],
      [{ sortCode: null, accountNumber: null, iban: null, name: null }, 200],
    ]);
    expect(rulesOf(file)).toEqual(['date-order-decided', 'several-accounts']);
  });

  it('leaves out what is of investments, and counts it', () => {
    const invested = (...records: string[][]) =>
      readWhole(readQif(qif() + qif(records, ['!Type:Invst']))).notes.at(-1)?.message;
    expect(invested(['D1/6/25', 'T5'])).toBe('1 movement of investments was left out.');
    expect(invested(['D1/6/25'], ['D2/6/25'])).toBe('2 movements of investments were left out.');
  });

  it('that ends without an end mark is read, and said perhaps to be cut short', () => {
    const file = readWhole(readQif(qif().trimEnd().slice(0, -1)));
    expect(file.notes.at(-1)).toMatchObject({ rule: 'file-may-be-cut-short', severity: 'warning', line: 13 });
    expect(sumOf(file.statements[0]!)).toBe(-73_250);
  });

  it('that is cut short anywhere is refused or told, unless it is cut after a transaction', () => {
    const text = qif();
    for (let end = 0; end < text.length - 1; end += 1) {
      const cut = text.slice(0, end);
      const reading = readQif(cut);
      const isTold = reading.ok && rulesOf(reading.value).includes('file-may-be-cut-short');
      expect(!reading.ok || isTold || cut.trimEnd().endsWith('^') || cut.trimEnd() === '!Type:Bank').toBe(
        true,
      );
    }
    expect(refusedWhereCut(text, readQif)).toBeGreaterThan(0);
  });
});

describe('A QIF file is refused', () => {
  it.each([
    ['without a day', qif([['T5.00']]), 'row-unreadable', 2],
    ['without an amount', qif([['D13/06/2025', 'PNOBODY']]), 'row-unreadable', 2],
    ['with a day that does not exist', dated('13/06/2025', '31/02/2025'), 'row-unreadable', 5],
    ['with an amount that is none', qif([['D13/06/2025', 'Tfive']]), 'row-unreadable', 2],
    ['with a comma that parts no thousands', qif([['D13/06/2025', 'T12,34']]), 'row-unreadable', 2],
    ['with a part of a penny', qif([['D13/06/2025', 'T1.005']]), 'amount-not-whole-pence', 2],
    ['with two amounts that differ', qif([['D13/06/2025', 'T1.00', 'U2.00']]), 'row-unreadable', 2],
    [
      'with two transactions joined',
      qif([['D13/06/2025', 'T1.00', 'D14/06/2025', 'T2.00']]),
      'row-unreadable',
      4,
    ],
    ['with a part that is not known', qif(qifRecords, ['!Type:Bets']), 'part-unknown', 1],
    [
      'with a part that begins within a transaction',
      '!Type:Bank\nD13/06/2025\n!Type:Cash\n',
      'row-unreadable',
      3,
    ],
    [
      'with transactions of an account whose part was not begun',
      qif(qifRecords, ['!Account', 'NCare', '^']),
      'row-unreadable',
      4,
    ],
    ['with a line that never ends', `!Type:Bank\nP${'x'.repeat(20_000)}\n`, 'line-too-long', 2],
  ])('%s', (_, text, rule, line) => {
    expect(readQif(text)).toMatchObject({ ok: false, rule, place: { line } });
  });

  it.each([
    ['that is empty', '', 'file-not-a-statement'],
    ['that is something else', 'Date,Amount\n', 'file-not-a-statement'],
    ['that has only options', '!Option:AutoSwitch\n', 'file-not-a-statement'],
    ['of investments', qif([['D13/06/2025', 'T5']], ['!Type:Invst']), 'statement-of-investments'],
    ['of lists', qif([['NHealth']], ['!Type:Cat']), 'no-statement-in-file'],
    [
      'with more transactions than a file may hold',
      `!Type:Bank\n${'D1\n^\n'.repeat(200_001)}`,
      'too-many-transactions',
    ],
  ])('%s', (_, text, rule) => {
    expect(readQif(text)).toMatchObject({ ok: false, rule });
  });
});
