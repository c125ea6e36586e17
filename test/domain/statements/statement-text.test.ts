import { describe, expect, it } from 'vitest';
import { readStatementAmount } from '../../../domain/statements/statement-amount.ts';
import { decideDateOrder, readStatementDate } from '../../../domain/statements/statement-date.ts';

describe('an amount on a bank statement', () => {
  it.each([
    ['1,234.56', 123_456],
    ['1234567.00', 123_456_700],
    ['£30.00', 3000],
    ['2000', 200_000],
    ['-12.34', -1234],
    ['−12.34', -1234],
    ['+£5.00', 500],
    ['-£52.00', -5200],
    ['£-52.00', -5200],
    ['- £ 52.00', -5200],
    ['12.00-', -1200],
    ['12.00+', 1200],
    ['(1,000.50)', -100_050],
    ['(£12.00)', -1200],
    ['12.00 CR', 1200],
    ['12.00DR', -1200],
    ['£45.10 od', -4510],
    ['20.00 D', -2000],
    ['.5', 50],
    ['-.50', -50],
    ['500.', 50_000],
    ['10.5000', 1050],
    ['0.00', 0],
    ['-0.00', 0],
    ['00000000000007.38', 738],
    [' 7.10\u00a0', 710],
  ])('%s is read', (text, expected) => {
    expect(readStatementAmount(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['1.005', 'amount-not-whole-pence'],
    ['12.3400001', 'amount-not-whole-pence'],
    ['', 'number-missing'],
    ['-', 'number-missing'],
    ['.', 'number-not-plain'],
    ['1.2.3', 'number-not-plain'],
    ['12,34', 'number-comma-misplaced'],
    ['1e3', 'amount-not-plain'],
    ['twelve', 'amount-not-plain'],
    ['EUR 12.00', 'amount-not-plain'],
    ['££12.00', 'amount-not-plain'],
    ['--12.00', 'amount-not-plain'],
    ['-12.00-', 'amount-not-plain'],
    ['-12.00 DR', 'amount-not-plain'],
    ['(-12.00)', 'amount-not-plain'],
    ['(12.00', 'amount-not-plain'],
    ['12.00)', 'amount-not-plain'],
    ['1 234.00', 'amount-not-plain'],
    ['400000000.01', 'amount-too-large'],
    ['99999999999999999999.00', 'number-too-large'],
    [' '.repeat(100), 'amount-not-plain'],
  ])('%s is refused by name', (text, rule) => {
    expect(readStatementAmount(text)).toMatchObject({ ok: false, rule });
  });

  it('is said to be no whole number of pence in a sentence', () => {
    expect(readStatementAmount('-1.005')).toMatchObject({
      message:
        '“-1.005” is not a whole number of pence: an amount in pounds has two decimals, as in 1234.50.',
    });
  });
});

describe('a date on a bank statement', () => {
  it.each([
    ['13/06/2025', 'dmy', '2025-06-13'],
    ['05/06/2025', 'dmy', '2025-06-05'],
    ['05/06/2025', 'mdy', '2025-05-06'],
    ['6/13/25', 'mdy', '2025-06-13'],
    ['31.12.98', 'dmy', '1998-12-31'],
    ["1/ 2'24", 'dmy', '2024-02-01'],
    ["1/ 2'24", 'mdy', '2024-01-02'],
    ["31/12' 5", 'dmy', '2005-12-31'],
    ['13-06-2025', 'dmy', '2025-06-13'],
    ['13 Jun 2025', 'dmy', '2025-06-13'],
    ['13-JUN-25', 'mdy', '2025-06-13'],
    ['1st Sept 2025', 'ymd', '2025-09-01'],
    ['20 January 2022', 'dmy', '2022-01-20'],
    ['Jun 3, 2021', 'dmy', '2021-06-03'],
    ['2018-02-25 12:34:56 +0000', 'ymd', '2018-02-25'],
    ['2018-02-25T12:34:56.123Z', 'dmy', '2018-02-25'],
    ['2018-02-25 9:05:00', 'ymd', '2018-02-25'],
    ['25/02/2018 12:34', 'dmy', '2018-02-25'],
    ['25/02/2018 02:34 pm', 'dmy', '2018-02-25'],
    ['2018/2/5', 'ymd', '2018-02-05'],
    ['20180225', 'dmy', '2018-02-25'],
    ['  13/06/2025  ', 'dmy', '2025-06-13'],
  ] as const)('%s, read as %s, is %s', (text, order, expected) => {
    expect(readStatementDate(text, order)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['', 'date-missing'],
    ['  ', 'date-missing'],
    ['soon', 'date-not-plain'],
    ['13 Foo 2025', 'date-not-plain'],
    ['Foo 13, 2025', 'date-not-plain'],
    ['13/06', 'date-not-plain'],
    ['13/06/2025 and more', 'date-not-plain'],
    ['1'.repeat(5000), 'date-not-plain'],
    ['06/13/2025', 'date-not-in-calendar'],
    ['31/02/2025', 'date-not-in-calendar'],
    ['00/01/2025', 'date-not-in-calendar'],
    ['0001-01-01', 'date-out-of-range'],
  ])('%s is refused by name', (text, rule) => {
    expect(readStatementDate(text, 'dmy')).toMatchObject({ ok: false, rule });
  });

  it('with a month that does not exist is refused with the order that the file has', () => {
    expect(
      ['dmy', 'mdy', 'ymd'].map((order) => readStatementDate('32/13/2025', order as 'dmy')),
    ).toMatchObject([
      { message: '“32/13/2025” has no month: in this file the day comes first.' },
      { message: '“32/13/2025” has no month: in this file the month comes first.' },
      { message: '“32/13/2025” has no month: in this file the year comes first.' },
    ]);
  });
});

describe('the order of day and month in a file', () => {
  it('is the day first where one date can be read no other way', () => {
    expect(decideDateOrder(['05/06/2025', '13/06/2025', '14/06/2025'])).toMatchObject({
      order: 'dmy',
      note: {
        rule: 'date-order-decided',
        severity: 'information',
        message: 'Dates in this file are read with the day first: “13/06/2025” can be read no other way.',
      },
    });
  });

  it('is the month first where one date can be read no other way', () => {
    expect(decideDateOrder(['05/06/2025 10:00', '06/13/2025 10:00', '06/14/2025'])).toMatchObject({
      order: 'mdy',
      note: { rule: 'date-order-decided', value: '06/13/2025' },
    });
  });

  it('is the British one where both fit, and the file is said to show nothing', () => {
    expect(decideDateOrder(['05/05/2025', '05/06/2025', '07/06/2025'])).toMatchObject({
      order: 'dmy',
      note: { rule: 'date-order-assumed', severity: 'warning', value: '05/06/2025' },
    });
  });

  it('is the day first where dates contradict each other, so that one of them is refused', () => {
    expect(decideDateOrder(['13/06/2025', '06/13/2025'])).toMatchObject({ order: 'dmy' });
  });

  it.each([
    ['the year comes first', ['2025-05-06', '20250507'], 'ymd'],
    ['months have names', ['5 Jun 2025', ''], 'dmy'],
    ['turning dates round changes none', ['05/05/2025', '6/6/25'], 'dmy'],
  ])('needs no word where %s', (_, texts, order) => {
    expect(decideDateOrder(texts)).toEqual({ order, note: null });
  });
});
