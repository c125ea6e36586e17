import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate, instant } from '../../../../domain/calendar.ts';
import { pence } from '../../../../domain/money.ts';
import { bacsStandard18 } from '../../../../functions/files/payments/bank/bacs-standard-18.ts';
import {
  aLine,
  aPayment,
  bankOf,
  inputOf,
  nextPayDay,
  outputs,
  outputsWith,
  reasonsOf,
  textOf,
} from './some-payments.ts';

/** Positions as documentation of Standard 18 counts them: from 1, both ends included. */
const at = (line: string, from: number, to: number) => line.slice(from - 1, to);
const linesOf = (result: ReturnType<typeof bacsStandard18>) => textOf(result).split('\r\n').slice(0, -1);
const recordsOf = (lines: string[]) => lines.slice(4, -3);
const penceOf = (record: string) => Number(at(record, 36, 46));
const sumOf = (records: string[]) => records.reduce((sum, record) => sum + penceOf(record), 0);

const two = [
  aPayment(1),
  aPayment(2, {
    lines: [aLine(100_000), aLine(-30_000)],
    payee: bankOf({ accountName: 'Siân & Łukasz Ołdakowski–Smith' }),
  }),
];

describe('a file to Bacs for one day', () => {
  const lines = linesOf(bacsStandard18(inputOf(two)));

  it('has labels of 80 characters round records of 100', () => {
    expect(lines.map((line) => [line.slice(0, 4), line.length])).toEqual([
      ['VOL1', 80],
      ['HDR1', 80],
      ['HDR2', 80],
      ['UHL1', 80],
      ['0899', 100],
      ['0899', 100],
      ['0000', 100],
      ['EOF1', 80],
      ['EOF2', 80],
      ['UTL1', 80],
    ]);
  });

  it('is labelled with our service user number and its days: 20 November is day 324, processed on day 327', () => {
    const [vol = '', hdr1 = '', hdr2 = '', uhl = ''] = lines;
    expect([at(vol, 5, 10), at(vol, 42, 47), at(vol, 80, 80)]).toEqual(['324001', '000001', '1']);
    expect(hdr1).toBe(
      'HDR1A000001S  1000001324001' + '00010001' + '      ' + ' 26324' + ' 26334' + ' '.repeat(27),
    );
    expect(hdr2).toBe('HDR2F0200000100' + ' '.repeat(65));
    expect(uhl).toBe('UHL1 26327999999    000000001 DAILY  ' + ' '.repeat(43));
  });

  it('closes with the labels it began with', () => {
    const [, hdr1 = '', hdr2 = ''] = lines;
    expect(lines.slice(-3, -1)).toEqual([hdr1.replace('HDR1', 'EOF1'), hdr2.replace('HDR2', 'EOF2')]);
  });

  it('credits each payee, with the name cut to the 18 characters of the standard', () => {
    const [first = '', second = ''] = recordsOf(lines);
    expect([at(first, 1, 6), at(first, 7, 14), at(first, 15, 15), at(first, 16, 17)]).toEqual([
      '089999',
      '66374958',
      '0',
      '99',
    ]);
    expect([at(first, 18, 23), at(first, 24, 31), at(first, 32, 35)]).toEqual(['000000', '00000001', '    ']);
    expect([at(first, 36, 46), at(first, 47, 64), at(first, 65, 82), at(first, 83, 100)]).toEqual([
      '00000085317',
      'LARKSHIRE COUNCIL ',
      'R000123-00001     ',
      'BEECHWOOD HOUSE LT',
    ]);
    expect([at(second, 36, 46), at(second, 83, 100)]).toEqual(['00000070000', 'SIAN & LUKASZ OLDA']);
  });

  it('debits our own account with their sum by one contra, and counts both', () => {
    const contra = recordsOf(lines).at(-1) ?? '';
    expect(contra).toBe(
      '00000000000001' +
        '0' +
        '17' +
        '00000000000001' +
        '    ' +
        '00000155317' +
        'LARKSHIRE COUNCIL ' +
        'CONTRA            ' +
        'LARKSHIRE COUNCIL ',
    );
    expect(lines.at(-1)).toBe(
      'UTL1' + '0000000155317' + '0000000155317' + '0000001' + '0000002' + ' '.repeat(36),
    );
  });
});

describe('a file to Bacs for several days', () => {
  const late = aPayment(3, { payOn: nextPayDay, lines: [aLine(1)] });
  const lines = linesOf(bacsStandard18(inputOf([late, ...two])));

  it('says the processing day of each record and has a contra for each day', () => {
    const records = recordsOf(lines);
    expect(
      records.map((record) => [record.length, at(record, 16, 17), penceOf(record), at(record, 101, 106)]),
    ).toEqual([
      [106, '99', 85_317, ' 26327'],
      [106, '99', 70_000, ' 26327'],
      [106, '17', 155_317, ' 26327'],
      [106, '99', 1, ' 26328'],
      [106, '17', 1, ' 26328'],
    ]);
  });

  it('is labelled as such', () => {
    expect([lines[2], lines[3]]).toEqual([
      'HDR2F0200000106' + ' '.repeat(65),
      'UHL1      999999    000000004 MULTI  ' + ' '.repeat(43),
    ]);
    expect(at(lines[1] ?? '', 48, 53)).toBe(' 26335');
    expect(lines.at(-1)).toBe(
      'UTL1' + '0000000155318' + '0000000155318' + '0000002' + '0000003' + ' '.repeat(36),
    );
  });

  it('names the record length that the bank asks for', () => {
    const bacs = { ...outputs.bacs, multiDayRecordLength: '00100' };
    const file = linesOf(bacsStandard18(inputOf([late, ...two], outputsWith({ bacs }))));
    expect(file[2]).toBe('HDR2F0200000100' + ' '.repeat(65));
  });
});

describe('a payee of a Bacs file', () => {
  it.each([
    [
      'at a building society is found by the roll number',
      { rollNumber: 'D/1234567-89' },
      65,
      82,
      'D/1234567-89      ',
    ],
    ['with an account number of seven digits has it filled', { accountNumber: '6374958' }, 7, 14, '06374958'],
    [
      'with nine digits has the first in the sort code',
      { accountNumber: '166374958' },
      1,
      14,
      '08999166374958',
    ],
    ['with an apostrophe has a space there', { accountName: 'O’Neill Care' }, 83, 100, 'O NEILL CARE      '],
    ['with a comma has a space there', { accountName: 'Smith, Jones' }, 83, 100, 'SMITH JONES       '],
  ])('%s', (_, bank, from, to, expected) => {
    const [record = ''] = recordsOf(linesOf(bacsStandard18(inputOf([aPayment(1, { payee: bankOf(bank) })]))));
    expect(at(record, from, to)).toBe(expected);
  });
});

describe('a file to Bacs is refused, and nothing written', () => {
  const most = 99_999_999_999;
  it.each([
    ['without a payment', [], 'nothing-to-pay', 'There is no payment to write into a file.'],
    [
      'for a payment of nothing',
      [aPayment(1, { lines: [aLine(5), aLine(-5)] })],
      'payment-not-above-nothing',
      'Payment R000123-00001 is £0.00: only an amount above nothing can be paid.',
    ],
    [
      'for a payment below nothing',
      [aPayment(1, { lines: [aLine(-5)] })],
      'payment-not-above-nothing',
      'Payment R000123-00001 is −£0.05: only an amount above nothing can be paid.',
    ],
    [
      'for a payee without a bank account',
      [aPayment(1, { payee: { bank: null } })],
      'no-bank-details',
      'Payment R000123-00001 has no bank account to go to.',
    ],
    [
      'for an account number of five digits',
      [aPayment(1, { payee: bankOf({ accountNumber: '12345' }) })],
      'account-number-form',
      'Payment R000123-00001 has no account to go to: An account number is six to ten digits.',
    ],
    [
      'for an amount wider than its field',
      [aPayment(1, { lines: [aLine(most + 1)] })],
      'amount-over-field',
      'Payment R000123-00001 is £1,000,000,000.00: Bacs has room for £999,999,999.99.',
    ],
    [
      'for a sum of a day wider than its field',
      [aPayment(1, { lines: [aLine(most)] }), aPayment(2)],
      'contra-over-field',
      'The payments of a day come to £1,000,000,853.16; a contra has room for £999,999,999.99. Split the run.',
    ],
    [
      'for a name that has no Latin letters',
      [aPayment(1, { payee: bankOf({ accountName: 'Сергей Ltd' }) })],
      'name-not-writable',
      'Payment R000123-00001 has a payee whose name Bacs cannot write.',
    ],
    [
      'for a name of signs only',
      [aPayment(1, { payee: bankOf({ accountName: '***' }) })],
      'name-not-writable',
      'Payment R000123-00001 has a payee whose name Bacs cannot write.',
    ],
    [
      'for a roll number that does not fit',
      [aPayment(1, { payee: bankOf({ rollNumber: '1234567890123456789' }) })],
      'roll-number-not-writable',
      'Payment R000123-00001 has a roll number that does not fit in 18 characters of Bacs.',
    ],
    [
      'for a payee of the ledger',
      [aPayment(1, { payee: { route: 'ledger' } })],
      'not-paid-by-bacs',
      'Payment R000123-00001 goes by ledger and bacs, not by Bacs.',
    ],
    [
      'for a cheque',
      [aPayment(1, { payee: { method: 'cheque' } })],
      'not-paid-by-bacs',
      'Payment R000123-00001 goes by bacs and cheque, not by Bacs.',
    ],
    [
      'for a day on which Bacs does not pay',
      [aPayment(1, { payOn: calendarDate('2026-11-29') })],
      'entry-not-on-working-day',
      'Payment R000123-00001 cannot be dated: Bacs pays on working days only, and 29 November 2026 is a Sunday.',
    ],
    [
      'when it is too late',
      [aPayment(1, { payOn: calendarDate('2026-11-23') })],
      'too-late-for-bacs',
      'Payment R000123-00001 is to be in the bank on 23 November 2026, for which Bacs had to have it by 19 November 2026.',
    ],
    [
      'when it is too early',
      [aPayment(1, { payOn: calendarDate('2026-12-23') })],
      'too-early-for-bacs',
      'Payment R000123-00001 would be processed on 22 December 2026, more than 30 days ahead.',
    ],
  ])('%s', (_, payments, rule, message) => {
    expect(reasonsOf(bacsStandard18(inputOf(payments)))).toContainEqual([rule, message]);
  });

  it('not for the most that a record has room for', () => {
    const [record = ''] = recordsOf(
      linesOf(bacsStandard18(inputOf([aPayment(1, { lines: [aLine(most)] })]))),
    );
    expect(at(record, 36, 46)).toBe('99999999999');
  });

  it('with every reason at once', () => {
    const payments = [aPayment(1, { payee: { bank: null } }), aPayment(2, { payee: { method: 'card' } })];
    expect(reasonsOf(bacsStandard18(inputOf(payments))).map(([rule]) => rule)).toEqual([
      'no-bank-details',
      'not-paid-by-bacs',
    ]);
  });

  it('is never written where a payment is not the sum of its lines', () => {
    const wrong = { ...aPayment(1), amountPence: pence(85_318) };
    expect(() => bacsStandard18(inputOf([wrong]))).toThrow('payment R000123-00001 is the sum of its lines');
  });

  it('is never written with a payment twice, or with payments of two runs', () => {
    expect(() => bacsStandard18(inputOf([aPayment(1), aPayment(1)]))).toThrow(
      'a payment stands in a file once',
    );
    const other = { ...aPayment(2), payRunId: 'R000124' };
    expect(() => bacsStandard18(inputOf([aPayment(1), other]))).toThrow(
      'the payments of a file are of one run',
    );
  });
});

describe('whatever is paid', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 90_000_000 }), { minLength: 1, maxLength: 40 });
  const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

  it('the credits, the contras and the totals of the file are the sum of the payments', () => {
    fc.assert(
      fc.property(amounts, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (all, isLater) => {
        const payments = all.map((amount, index) =>
          aPayment(index + 1, {
            lines: [aLine(amount)],
            ...(isLater[index] === true ? { payOn: nextPayDay } : {}),
          }),
        );
        const lines = linesOf(bacsStandard18(inputOf(payments)));
        const sum = all.reduce((total, amount) => total + amount, 0);
        const ofCode = (code: string) => recordsOf(lines).filter((record) => at(record, 16, 17) === code);
        const trailer = lines.at(-1) ?? '';
        expect([sumOf(ofCode('99')), sumOf(ofCode('17'))]).toEqual([sum, sum]);
        expect([Number(at(trailer, 5, 17)), Number(at(trailer, 18, 30))]).toEqual([sum, sum]);
        expect([Number(at(trailer, 31, 37)), Number(at(trailer, 38, 44))]).toEqual([
          ofCode('17').length,
          payments.length,
        ]);
      }),
    );
  });

  it('names are written in the characters of Bacs or refused', () => {
    fc.assert(
      fc.property(names, (accountName) => {
        const result = bacsStandard18(inputOf([aPayment(1, { payee: bankOf({ accountName }) })]));
        if (result.outcome === 'refused') {
          expect(result.reasons.map(({ rule }) => rule)).toEqual(['name-not-writable']);
          return;
        }
        for (const line of linesOf(result)) expect(line).toMatch(/^[A-Z0-9 .&/-]+$/);
        expect(at(linesOf(result)[4] ?? '', 83, 100)).toMatch(/[A-Z0-9]/);
      }),
    );
  });

  it('the same payments give the same bytes, and another file number another serial', () => {
    const [first, again] = [bacsStandard18(inputOf(two)), bacsStandard18(inputOf(two))];
    expect(textOf(again)).toBe(textOf(first));
    const next = bacsStandard18({ ...inputOf(two), fileNumber: 2 });
    expect(textOf(next).slice(0, 10)).toBe('VOL1324002');
  });

  it('the day of making is the day in London', () => {
    const justAfterMidnight = instant('2026-06-30T23:30:00Z');
    const payment = aPayment(1, { payOn: calendarDate('2026-07-03') });
    const file = bacsStandard18({ ...inputOf([payment]), madeAt: justAfterMidnight });
    expect(textOf(file).slice(4, 7)).toBe('182');
  });
});
