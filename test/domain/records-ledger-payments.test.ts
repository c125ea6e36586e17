import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { calendarDate } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import { plainNumber, slipBetween } from '../../domain/records/invoice-number.ts';
import { ledgerHistoryRows } from '../../domain/records/kinds.ts';
import { payeesOf, type LedgerPayment } from '../../domain/records/ledger-payment.ts';

const today = calendarDate('2026-06-15');
const aPayment = (more: Partial<LedgerPayment> = {}): LedgerPayment => ({
  reference: '5100012345',
  supplierNumber: '700123',
  providerId: null,
  invoiceNumber: 'INV-7',
  invoiceDate: calendarDate('2026-05-01'),
  amountPence: pence(12_000),
  paidOn: null,
  description: null,
  ...more,
});

describe('an invoice number', () => {
  it.each([
    ['inv 007/1', 'INV0071'],
    ['000123', '123'],
    [' s12/118 ', 'S12118'],
    ['ＩＮＶ７', 'INV7'],
    ['000', '0'],
    ['Ÿ-1', 'Ÿ1'],
    ['—/.', ''],
  ])('is compared without what copying adds: %s is %s', (text, plain) => {
    expect(plainNumber(text)).toBe(plain);
  });

  it('stays the same when it is compared once more', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(plainNumber(plainNumber(text))).toBe(plainNumber(text));
      }),
    );
  });

  it.each([
    ['INV-007', 'INV-7', 'zeros'],
    ['10-007', '10/7', 'zeros'],
    ['1234', '1243', 'swapped'],
    ['21', '12', 'swapped'],
    ['1234', '12234', 'one-more'],
    ['1234', '123', 'one-more'],
    ['1234', '1254', 'one-other'],
    ['A12', 'B12', 'one-other'],
    ['12-34', '1234', null],
    ['1234', '1432', null],
    ['1234', '12', null],
    ['1234', '2134 X', null],
    ['12', '1', 'one-more'],
  ])('%s may have become %s by a slip of the hand: %s', (one, other, slip) => {
    expect(slipBetween(one, other)).toBe(slip);
    expect(slipBetween(other, one)).toBe(slip);
  });
});

describe('a payment of the ledger', () => {
  it.each([
    ['names its supplier', {}, []],
    ['names its provider', { supplierNumber: null, providerId: 'P1' }, []],
    ['names nobody', { supplierNumber: null }, [['payee-missing', 'supplierNumber']]],
    [
      'has numbers that hold nothing',
      { supplierNumber: '-', invoiceNumber: '//' },
      [
        ['number-without-digits', 'invoiceNumber'],
        ['number-without-digits', 'supplierNumber'],
      ],
    ],
    ['has a number of 61 digits', { invoiceNumber: '1'.repeat(61) }, [['number-too-long', 'invoiceNumber']]],
    ['has a number of 60 digits', { invoiceNumber: '1'.repeat(60) }, []],
  ])('that %s is taken or not', (_what, more, expected) => {
    const found = ledgerHistoryRows.check(aPayment(more), today);
    expect(found.map(({ rule, field }) => [rule, field])).toEqual(expected);
    expect(found.every(({ severity, message }) => severity === 'error' && message.endsWith('.'))).toBe(true);
  });

  it('was made to whom it names, however the supplier’s number is written', () => {
    expect(payeesOf(aPayment({ providerId: 'P1', supplierNumber: '0000700123' }))).toEqual([
      'P1',
      'supplier:700123',
    ]);
    expect(payeesOf(aPayment({ supplierNumber: '-' }))).toEqual([]);
    expect(ledgerHistoryRows.references(aPayment({ providerId: 'P1' }))).toEqual([]);
  });
});
