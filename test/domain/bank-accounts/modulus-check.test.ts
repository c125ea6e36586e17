import { describe, expect, it } from 'vitest';
import { modulusCheck, type ModulusTables } from '../../../domain/bank-accounts/modulus-check.ts';
import { modulusTables } from '../../../functions/platform/modulus-tables.ts';

const judge = (pair: string, tables: ModulusTables = modulusTables) => {
  const [sortCode = '', accountNumber = ''] = pair.split('/');
  return modulusCheck({ sortCode, accountNumber }, tables);
};

/** Vocalink, “Validating account numbers – UK modulus checking”, chapter 3: the cases that ought to pass and to fail. */
const published = {
  pass: [
    '089999/66374958',
    '107999/88837491',
    '202959/63748472',
    '871427/46238510',
    '872427/46238510',
    '871427/09123496',
    '871427/99123496',
    '820000/73688637',
    '827999/73988638',
    '827101/28748352',
    '134020/63849203',
    '118765/64371389',
    '200915/41011166',
    '938611/07806039',
    '938600/42368003',
    '938063/55065200',
    '772798/99345694',
    '086090/06774744',
    '309070/02355688',
    '309070/12345668',
    '309070/12345677',
    '309070/99345694',
    '074456/12345112',
    '070116/34012583',
    '074456/11104102',
    '180002/00000190',
  ],
  fail: [
    '938063/15764273',
    '938063/15764264',
    '938063/15763217',
    '118765/64371388',
    '203099/66831036',
    '203099/58716970',
    '089999/66374959',
    '107999/88837493',
  ],
};

describe('the cases that Vocalink publishes (golden case 5)', () => {
  it.each(published.pass)('%s can be an account', (pair) => {
    expect(judge(pair)).toMatchObject({ valid: true, known: true });
  });

  it.each(published.fail)('%s cannot be an account', (pair) => {
    expect(judge(pair)).toMatchObject({ valid: false, known: true });
  });

  it('come out the same whatever was asked before them', () => {
    const before = judge('772798/78059674');
    const between = judge('772798/99345694');
    expect([before.valid, between.valid]).toEqual([true, true]);
    expect(judge('772798/78059674')).toEqual(before);
  });
});

describe('an account number', () => {
  it('of a sort code without a check is unchecked, which is not valid', () => {
    expect(judge('000000/12345678')).toEqual({ valid: null, known: false, checks: [] });
  });

  it('may be written with hyphens and spaces', () => {
    expect(judge('08-99-99/6637 4958')).toEqual(judge('089999/66374958'));
  });

  it.each([
    ['of seven digits is filled on the left', '180002/0000190', '180002/00000190'],
    ['of six digits is filled on the left', '180002/000190', '180002/00000190'],
    ['of nine gives its first digit to the sort code', '108000/988837491', '108009/88837491'],
    ['of ten at the Co-operative Bank keeps the first eight', '089999/6637495800', '089999/66374958'],
    ['of ten at sort codes 83-9 keeps the first eight', '839000/1234567899', '839000/12345678'],
    ['of ten at NatWest keeps the last eight', '601111/9912345678', '601111/12345678'],
  ])('%s', (_, written, meant) => {
    expect(judge(written)).toEqual(judge(meant));
  });

  it.each([
    ['of five digits', '089999/12345', 'An account number is six to ten digits.'],
    ['with a letter', '089999/1234567X', 'An account number is six to ten digits.'],
    ['with a sort code of five digits', '08999/12345678', 'A sort code is six digits.'],
    [
      'of ten digits at another bank',
      '200052/1234567890',
      'Only the Co-operative Bank and NatWest have account numbers of ten digits, and this sort code is neither’s.',
    ],
  ])('%s is none', (_, pair, explanation) => {
    const form = { check: 'form', exception: null, passed: false, explanation };
    expect(judge(pair)).toEqual({ valid: false, known: false, checks: [form] });
  });

  it('is explained by its sum', () => {
    expect(judge('089999/66374959').checks).toEqual([
      {
        check: 'MOD10',
        exception: null,
        passed: false,
        explanation: 'MOD10: 181 leaves 1 when divided by 10; it must leave 0.',
      },
    ]);
  });
});

/** Rows made by hand, so that each rule is seen alone: the weights are of u v w x y z and a b c d e f g h. */
const tableOf = (
  ...rows: [method: 'MOD10' | 'MOD11' | 'DBLAL', exception: number | null, weights: string][]
) =>
  ({
    weights: rows.map(([method, exception, weights]) => ({
      firstSortCode: 100_000,
      lastSortCode: 100_009,
      method,
      exception,
      weights: weights.split(' ').map(Number),
    })),
    substitutes: new Map([['100009', '900000']]),
  }) satisfies ModulusTables;
const onlyH = '0 0 0 0 0 0 0 0 0 0 0 0 0 1';
const onlyA = '0 0 0 0 0 0 1 0 0 0 0 0 0 0';
const onlyU = '1 0 0 0 0 0 0 0 0 0 0 0 0 0';
const onlyB = '0 0 0 0 0 0 0 1 0 0 0 0 0 0';

describe('the rules of the specification, one by one', () => {
  it.each([
    ['a range begins with its first sort code', tableOf(['MOD10', null, onlyH]), '100000/00000000', true],
    ['a range ends with its last sort code', tableOf(['MOD10', null, onlyH]), '100009/00000000', true],
    ['below its range no check is known', tableOf(['MOD10', null, onlyH]), '099999/00000000', null],
    ['above its range no check is known', tableOf(['MOD10', null, onlyH]), '100010/00000000', null],
    [
      'both of two checks must pass',
      tableOf(['MOD10', null, onlyH], ['MOD11', null, onlyA]),
      '100000/10000000',
      false,
    ],
    [
      'a failed first of two decides',
      tableOf(['MOD10', null, onlyH], ['MOD11', null, onlyA]),
      '100000/00000001',
      false,
    ],
    [
      'double alternate adds the digits of products',
      tableOf(['DBLAL', null, '0 0 0 0 0 0 0 0 0 0 0 0 2 1']),
      '100000/00000098',
      false,
    ],
    [
      'double alternate: 9 × 2 is 18, so 9',
      tableOf(['DBLAL', null, '0 0 0 0 0 0 0 0 0 0 0 0 2 1']),
      '100000/00000091',
      true,
    ],
    ['exception 1 adds 27', tableOf(['DBLAL', 1, onlyH]), '100000/00000003', true],
    ['exception 1 needs its 27', tableOf(['DBLAL', 1, onlyH]), '100000/00000000', false],
    [
      'exception 3 spares the second check where c is 6',
      tableOf(['MOD10', null, onlyH], ['DBLAL', 3, onlyA]),
      '100000/10600000',
      true,
    ],
    [
      'exception 3 spares the second check where c is 9',
      tableOf(['MOD10', null, onlyH], ['DBLAL', 3, onlyA]),
      '100000/10900000',
      true,
    ],
    [
      'exception 3 spares nothing where c is 1',
      tableOf(['MOD10', null, onlyH], ['DBLAL', 3, onlyA]),
      '100000/10100000',
      false,
    ],
    ['exception 4 takes the remainder as two digits', tableOf(['MOD11', 4, onlyA]), '100000/90000009', true],
    ['exception 4 refuses another remainder', tableOf(['MOD11', 4, onlyA]), '100000/90000090', false],
    ['exception 5 exchanges the sort code', tableOf(['DBLAL', 5, onlyU]), '100009/00000001', true],
    [
      'exception 5 keeps a sort code that is not listed',
      tableOf(['DBLAL', 5, onlyU]),
      '100000/00000009',
      true,
    ],
    ['exception 5 by 11 reads g', tableOf(['MOD11', 5, onlyA]), '100000/30000080', true],
    [
      'exception 5 by 11 has no digit for a remainder of 1',
      tableOf(['MOD11', 5, onlyA]),
      '100000/10000000',
      false,
    ],
    ['exception 5 by 11: nought leaves nought', tableOf(['MOD11', 5, onlyA]), '100000/00000000', true],
    ['exception 6 spares foreign currency', tableOf(['MOD11', 6, onlyA]), '100000/40000033', true],
    ['exception 6 spares up to a = 8', tableOf(['MOD11', 6, onlyA]), '100000/80000033', true],
    ['exception 6 does not spare a = 9', tableOf(['MOD11', 6, onlyA]), '100000/90000033', false],
    ['exception 6 does not spare a = 3', tableOf(['MOD11', 6, onlyA]), '100000/30000033', false],
    ['exception 6 does not spare where g is not h', tableOf(['MOD11', 6, onlyA]), '100000/40000034', false],
    ['exception 7 empties u to b where g is 9', tableOf(['MOD11', 7, onlyB]), '100000/01000090', true],
    ['exception 7 keeps them elsewhere', tableOf(['MOD11', 7, onlyB]), '100000/01000080', false],
    [
      'exception 8 is checked as 09-01-26',
      tableOf(['MOD10', 8, '0 1 0 0 0 0 0 0 0 0 0 0 0 1']),
      '100000/00000001',
      true,
    ],
    [
      'exception 10 empties u to b where ab is 09 and g 9',
      tableOf(['MOD11', 10, onlyB]),
      '100000/09000090',
      true,
    ],
    [
      'exception 10 empties u to b where ab is 99 and g 9',
      tableOf(['MOD11', 10, onlyB]),
      '100000/99000090',
      true,
    ],
    ['exception 10 keeps them where g is not 9', tableOf(['MOD11', 10, onlyB]), '100000/09000080', false],
    ['exception 10 keeps them for another ab', tableOf(['MOD11', 10, onlyB]), '100000/19000090', false],
    [
      'exception 10 or 11 is enough: the first',
      tableOf(['MOD11', 10, onlyH], ['MOD11', 11, onlyA]),
      '100000/10000000',
      true,
    ],
    [
      'exception 10 or 11 is enough: the second',
      tableOf(['MOD11', 10, onlyH], ['MOD11', 11, onlyA]),
      '100000/00000001',
      true,
    ],
    [
      'exception 10 and 11: neither is too little',
      tableOf(['MOD11', 10, onlyH], ['MOD11', 11, onlyA]),
      '100000/10000001',
      false,
    ],
    [
      'exception 12 or 13 is enough',
      tableOf(['MOD11', 12, onlyH], ['MOD10', 13, onlyA]),
      '100000/00000001',
      true,
    ],
    [
      'exception 14 moves the number to the right',
      tableOf(['MOD11', 14, '0 0 0 0 0 0 2 1 0 0 0 0 0 0']),
      '100000/00000011',
      true,
    ],
    [
      'exception 14 puts a nought in front',
      tableOf(['MOD11', 14, '0 0 0 0 0 0 1 3 0 0 0 0 0 1']),
      '100000/90000000',
      false,
    ],
    ['exception 14 leaves a number that ends in 2', tableOf(['MOD11', 14, onlyH]), '100000/00000002', false],
    ['exception 14 tries a number that ends in 9', tableOf(['MOD11', 14, onlyH]), '100000/00000009', true],
    ['exception 14 tries a number that ends in 0', tableOf(['MOD11', 14, onlyA]), '100000/10000000', true],
  ])('%s', (_, tables, pair, valid) => {
    expect(judge(pair, tables).valid).toBe(valid);
  });

  it('checks a euro account of Lloyds a second time as 30-96-34 (exceptions 2 and 9)', () => {
    const tables = tableOf(['MOD11', 2, onlyH], ['MOD11', 9, '1 0 0 0 0 0 0 0 0 0 0 0 0 8']);
    const { valid, checks } = judge('100000/00000001', tables);
    expect([valid, checks.map((check) => check.explanation)]).toEqual([
      true,
      [
        'MOD11: 1 leaves 1 when divided by 11; it must leave 0.',
        'MOD11: 11 leaves 0 when divided by 11; it must leave 0.',
      ],
    ]);
  });
});
