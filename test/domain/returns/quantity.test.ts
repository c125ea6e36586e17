import { describe, expect, it } from 'vitest';
import { sameRate, tenThousandths } from '../../../domain/returns/quantity.ts';

describe('a rate in ten-thousandths', () => {
  it.each([
    ['20', 200_000],
    ['18.90', 189_000],
    ['0.0001', 1],
    ['.5', 5_000],
    ['1234567.8901', null],
    ['123456.7890', 1_234_567_890],
    ['18.90001', null],
    ['-18.90', null],
    ['1.2.3', null],
    ['1e3', null],
  ])('of %s is %s', (text, expected) => {
    expect(tenThousandths(text)).toBe(expected);
  });
});

describe('two rates', () => {
  it.each([
    ['18.90', '18.9', true],
    ['18.90', '18.91', false],
    ['18.900001', '18.9000010', true],
    ['18.900001', '18.9', false],
  ])('%s and %s are one amount: %s', (one, other, expected) => {
    expect(sameRate(one, other)).toBe(expected);
    expect(sameRate(other, one)).toBe(expected);
  });
});
