import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../../domain/calendar.ts';
import { pence } from '../../../../domain/money.ts';
import { possibleDuplicates, type BilledInvoice } from '../../../../domain/pay/run/billed-invoice.ts';

const day = calendarDate;
const candidate = {
  invoiceNumber: '1234',
  invoiceDate: day('2026-05-03'),
  amountPence: pence(12_000),
  personId: null,
};
const keyed = (invoiceNumber: string, date: string, more: Partial<BilledInvoice> = {}): BilledInvoice => ({
  invoiceNumber,
  invoiceDate: day(date),
  amountPence: pence(12_000),
  personId: null,
  found: { kind: 'keyed', invoiceId: 'MI1' },
  ...more,
});
const because = (known: BilledInvoice, asked: Partial<typeof candidate> = {}) =>
  possibleDuplicates({ ...candidate, ...asked }, [known]).map((each) => each.because)[0] ?? [];

describe('an invoice that may have been billed before', () => {
  it.each([
    ['30 days before', keyed('A', '2026-04-03'), ['date-near']],
    ['30 days after', keyed('A', '2026-06-02'), ['date-near']],
    ['31 days before, with quite another number', keyed('A', '2026-04-02'), []],
    ['long before, with two digits swapped', keyed('1243', '2024-04-02'), ['number-alike']],
    ['long before, with a digit too many', keyed('12334', '2024-04-02'), ['number-alike']],
    ['the same day, with another digit', keyed('1224', '2026-05-03'), ['number-alike', 'date-near']],
    ['long before, with a higher number', keyed('1254', '2024-04-02'), ['number-alike']],
    ['long after, with a lower number', keyed('1224', '2026-09-02'), ['number-alike']],
  ])('is one over the same amount dated %s', (_what, known, expected) => {
    expect(because(known)).toEqual(expected);
  });

  it.each([
    ['earlier with the number before', keyed('1233', '2026-03-03')],
    ['later with the number after', keyed('1235', '2026-07-03')],
    ['dated the same over another amount', keyed('1243', '2026-05-03', { amountPence: pence(12_001) })],
    ['under the very number, which is refused and not guessed', keyed('12-34', '2026-05-03')],
  ])('is not one of a series or of another kind: %s', (_what, known) => {
    expect(because(known)).toEqual([]);
  });

  it('is not one for another person, unless its number is alike too', () => {
    expect(because(keyed('A', '2026-05-03', { personId: 'U1' }))).toEqual(['date-near']);
    expect(because(keyed('A', '2026-05-03'), { personId: 'U2' as never })).toEqual(['date-near']);
    const ofU1 = (number: string) => keyed(number, '2026-05-03', { personId: 'U1' });
    expect(because(ofU1('A'), { personId: 'U1' as never })).toEqual(['date-near']);
    expect(because(ofU1('A'), { personId: 'U2' as never })).toEqual([]);
    expect(because(ofU1('1243'), { personId: 'U2' as never })).toEqual(['number-alike']);
  });

  it('comes after those that are likelier: alike in number and date, then nearer in date', () => {
    const found = possibleDuplicates(candidate, [
      keyed('FAR', '2026-04-13'),
      keyed('NEAR', '2026-05-04'),
      keyed('1243', '2024-05-04'),
      keyed('1224', '2026-05-10'),
    ]);
    expect(found.map(({ invoiceNumber }) => invoiceNumber)).toEqual(['1224', 'NEAR', 'FAR', '1243']);
  });
});
