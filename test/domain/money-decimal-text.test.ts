import { describe, expect, it } from 'vitest';
import { isPlainDecimal, plainHundredths } from '../../domain/decimal-text.ts';

describe('the quick path for plain amounts', () => {
  it.each([
    ['0', 0],
    ['9', 900],
    ['1234567890', 123_456_789_000],
    ['27.18', 2718],
    ['27.1', 2710],
    ['0.05', 5],
    ['007', 700],
    ['9999999999.99', 999_999_999_999],
    ['9999999999999', 999_999_999_999_900],
  ])('takes %j as %d hundredths by itself', (text, hundredths) => {
    expect(plainHundredths(text)).toBe(hundredths);
  });

  it.each([
    '',
    '.',
    '.5',
    '5.',
    '1.234',
    '1.2.3',
    '-1',
    '£1',
    '1,000',
    ' 1',
    '1e3',
    '1/2',
    '1:2',
    '99999999999.99',
  ])('leaves %j to the reader that explains', (text) => {
    expect(plainHundredths(text)).toBeNaN();
  });
});

describe('the quick path for plain rates', () => {
  it.each([
    '0',
    '7',
    '10',
    '27.18',
    '0.5',
    '0.0625',
    '1.9',
    '90.01',
    '123.4567',
    '9999999999999',
    '99999999.9999',
  ])('takes %j as canonical by itself', (text) => {
    expect(isPlainDecimal(text, 4)).toBe(true);
  });

  it.each([
    '',
    '.',
    '.5',
    '5.',
    '1.2.3',
    '1.50',
    '1.0',
    '00',
    '07',
    '01.5',
    '1.23456',
    '-1',
    '£1',
    '1,0',
    '1/2',
    '1:2',
    '1e3',
    '10000000000000',
  ])('leaves %j to the reader that explains', (text) => {
    expect(isPlainDecimal(text, 4)).toBe(false);
  });

  it('knows how many decimals are allowed', () => {
    expect([isPlainDecimal('1.25', 2), isPlainDecimal('1.25', 1), isPlainDecimal('1', 0)]).toEqual([
      true,
      false,
      true,
    ]);
  });
});
