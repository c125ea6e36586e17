import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatPounds,
  pence,
  poundsText,
  rateText,
  rateTextSchema,
  readPounds,
  readQuantity,
  readRate,
} from '../../domain/money.ts';
import { InvariantError } from '../../domain/outcome.ts';

const anyPence = fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }).map(pence);
const shape = (text: string, noun: string, decimals: number) =>
  `“${text}” is not ${noun}: write plain digits with at most ${decimals} decimals, such as 1234.50.`;

describe('reading pounds', () => {
  it.each([
    ['0', 0],
    ['5', 500],
    ['27.18', 2718],
    ['27.1', 2710],
    ['0012.50', 1250],
    ['-12', -1200],
    ['-12.5', -1250],
    ['£0.3', 30],
    ['−12.05', -1205],
    ['£27.18', 2718],
    ['-£0.01', -1],
    ['1,234.50', 123_450],
    ['£1,234,567.89', 123_456_789],
    ['  8.00 ', 800],
    ['9999999999999.99', 999_999_999_999_999],
    ['9999999999999', 999_999_999_999_900],
    ['0.00', 0],
  ])('takes %j as %d pence', (text, value) => {
    expect(readPounds(text)).toEqual({ ok: true, value });
  });

  it('takes the amounts DEFRA asserts (D25), and its sums come out even (D26)', () => {
    expect(['100', '100.1', '100.10', '-100'].map((text) => readPounds(text))).toEqual(
      [10_000, 10_010, 10_010, -10_000].map((value) => ({ ok: true, value })),
    );
    const sum = (...texts: string[]) =>
      texts.map((text) => readPounds(text)).reduce((total, read) => total + (read.ok ? read.value : NaN), 0);
    expect([sum('0.14', '0.13'), sum('0.1', '0.2')]).toEqual([27, 30]);
  });

  it('has no negative zero', () => {
    expect(readPounds('-0.00')).toEqual({ ok: true, value: 0 });
  });

  it.each([
    '1e3',
    '.',
    '.50',
    '5.',
    '-',
    '£',
    '27.1.8',
    'null',
    '{}',
    'true',
    '--5',
    '£-5',
    '££5',
    '5p',
    '1 234',
    '٣',
    '1/2',
    '1:2',
    '1.5-',
    '+5',
    '5£',
    'x5',
    '-.5',
    '5..',
    '1;5',
  ])('refuses %j as no amount', (text) => {
    expect(readPounds(text)).toEqual({
      ok: false,
      rule: 'number-not-plain',
      message: shape(text, 'an amount', 2),
    });
  });

  it.each([
    '12,34',
    '1,23',
    '1234,567',
    '1,234,56.00',
    '1,,234',
    '£12,34',
    '-12,34',
    '−12,34',
    '1,',
    '1,23.5',
  ])('refuses the comma of %j', (text) => {
    expect(readPounds(text)).toEqual({
      ok: false,
      rule: 'number-comma-misplaced',
      message: `“${text}” has a comma in the wrong place: commas may only part thousands, as in 1,234.50.`,
    });
  });

  it.each([',5', 'a1,23', '1,23b', '1,2.x', '1,23.'])('sees more wrong in %j than a comma', (text) => {
    expect(readPounds(text)).toMatchObject({ ok: false, rule: 'number-not-plain' });
  });

  it.each([
    ['100.105', 3],
    ['1.0000', 4],
    ['-1,000.005', 3],
  ])('refuses the decimals of %j', (text, decimals) => {
    expect(readPounds(text)).toEqual({
      ok: false,
      rule: 'number-too-many-decimals',
      message: `“${text}” has ${decimals} decimals: an amount has at most 2.`,
    });
  });

  it.each(['', '   ', '\t'])('says that %j is missing', (text) => {
    expect(readPounds(text)).toEqual({
      ok: false,
      rule: 'number-missing',
      message: 'Empty: an amount is missing.',
    });
  });

  it.each(['10000000000000', '10000000000000.00', '99999999999999999999', '10,000,000,000,000'])(
    'refuses %j as too large',
    (text) => {
      expect(readPounds(text)).toEqual({
        ok: false,
        rule: 'number-too-large',
        message: `“${text}” is too large to be an amount.`,
      });
    },
  );

  it('reads back whatever we write, for files and for people', () => {
    fc.assert(
      fc.property(anyPence, (amount) => {
        expect(readPounds(poundsText(amount))).toEqual({ ok: true, value: amount });
        expect(readPounds(formatPounds(amount))).toEqual({ ok: true, value: amount });
      }),
    );
  });

  it('never throws and never guesses, whatever the text', () => {
    const scraps = fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,-−£e +')) });
    fc.assert(
      fc.property(fc.oneof(scraps, fc.string()), (text) => {
        const reading = readPounds(text);
        const plain = /^\s*[-−]?£?(?:\d{1,13}|\d{1,3}(?:,\d{3}){1,3}|\d(?:,\d{3}){4})(?:\.\d\d?)?\s*$/.test(
          text,
        );
        expect(reading.ok).toBe(plain);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('reading rates and quantities', () => {
  it.each([
    ['27.18', '27.18'],
    ['18.9000', '18.9'],
    ['0', '0'],
    ['0.0000', '0'],
    ['00.5', '0.5'],
    ['007', '7'],
    ['100', '100'],
    ['10.0', '10'],
    ['£1,153.00', '1153'],
    ['0.0625', '0.0625'],
    [' 5 ', '5'],
    ['9999999999999', '9999999999999'],
  ])('takes the rate %j as %j', (text, value) => {
    expect(readRate(text, { maximumDecimals: 4 })).toEqual({ ok: true, value });
  });

  it('allows a minus only where it makes sense', () => {
    expect(readRate('-1.50', { maximumDecimals: 4 })).toEqual({
      ok: false,
      rule: 'number-negative',
      message: '“-1.50” is negative: a rate is 0 or more.',
    });
    expect(readRate('-1.50', { maximumDecimals: 4, allowNegative: true })).toEqual({
      ok: true,
      value: '-1.5',
    });
    expect(readRate('-0.00', { maximumDecimals: 4, allowNegative: true })).toEqual({ ok: true, value: '0' });
  });

  it.each([
    ['1.23456', 4, 5],
    ['1.50', 1, 2],
    ['1.5', 0, 1],
  ])('refuses %j where %d decimals are allowed', (text, maximumDecimals, found) => {
    expect(readRate(text, { maximumDecimals })).toEqual({
      ok: false,
      rule: 'number-too-many-decimals',
      message: `“${text}” has ${found} decimals: a rate has at most ${maximumDecimals}.`,
    });
  });

  it.each(['1e3', '.5', '5.', '.', '1.2.3', '', '0x1F', '1-2', '1/2', '5:1', '/5'])(
    'refuses %j as no rate',
    (text) => {
      expect(readRate(text, { maximumDecimals: 4 })).toMatchObject({ ok: false });
    },
  );

  it('reads a quantity as a rate, but no pound sign in it', () => {
    expect(readQuantity('37.5', { maximumDecimals: 4 })).toEqual({ ok: true, value: '37.5' });
    expect(readQuantity('1,000.50', { maximumDecimals: 4 })).toEqual({ ok: true, value: '1000.5' });
    expect(readQuantity('£37.5', { maximumDecimals: 4 })).toEqual({
      ok: false,
      rule: 'number-not-plain',
      message: shape('£37.5', 'a number', 4),
    });
  });

  it('reads canonical text as itself, and only canonical text is a rate to us', () => {
    const anyRate = fc
      .tuple(fc.boolean(), fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 9999 }))
      .map(
        ([negative, whole, decimals]) =>
          `${negative ? '-' : ''}${whole}.${String(decimals).padStart(4, '0')}`,
      );
    fc.assert(
      fc.property(anyRate, (text) => {
        const reading = readRate(text, { maximumDecimals: 4, allowNegative: true });
        const value = reading.ok ? reading.value : rateText('');
        expect(Number(value)).toBe(Number(text) + 0);
        expect(readRate(value, { maximumDecimals: 4, allowNegative: true })).toEqual({ ok: true, value });
        expect(rateTextSchema.parse(value)).toBe(value);
      }),
    );
  });

  it.each(['18.90', '018.9', '-0', '1.', '.5', '', '-', '1e3', '+1', 'x1', '1x', '0.50'])(
    'vouches for no rate %j',
    (text) => {
      expect(() => rateText(text)).toThrow(new InvariantError(`${text} is not a rate in canonical form`));
      expect(rateTextSchema.safeParse(text).success).toBe(false);
    },
  );

  it.each(['0', '-0.5', '18.9', '-7', '0.0001', '10'])('vouches for the rate %j', (text) => {
    expect(rateText(text)).toBe(text);
  });
});

describe('writing pounds', () => {
  it.each([
    [0, '£0.00', '0.00'],
    [5, '£0.05', '0.05'],
    [-123_450, '−£1,234.50', '-1234.50'],
    [99_999, '£999.99', '999.99'],
    [123_456_789, '£1,234,567.89', '1234567.89'],
    [100_000_000, '£1,000,000.00', '1000000.00'],
  ])('shows %d pence as %s to people and %s in files', (amount, forPeople, forFiles) => {
    expect([formatPounds(pence(amount)), poundsText(pence(amount))]).toEqual([forPeople, forFiles]);
  });
});
