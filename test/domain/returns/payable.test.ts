import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pence } from '../../../domain/money.ts';
import {
  afterDecision,
  asClaimed,
  claimedWorth,
  claimOf,
  payablePence,
  quantityOf,
  quantityText,
  sharing,
  whileInQuestion,
  type Claim,
} from '../../../domain/returns/payable.ts';
import { aPackage, aStay, aVisit } from '../../support/a-return.ts';

/** An hour claimed, delivered and commissioned at £20, unless said otherwise. */
const claim = (fields: Partial<Claim> = {}): Claim => ({
  ...{ measure: 'minutes', claimed: 60, delivered: 60, commissioned: 60 },
  ...{ rate: null, amountPence: null, agreedRate: '20', isPaid: true },
  ...fields,
});
const meanwhile = (fields: Partial<Claim>) => {
  const asked = claim(fields);
  return payablePence(whileInQuestion(asked), asked);
};

describe('what a line claims', () => {
  it.each([
    [
      'minutes of all carers',
      aVisit({ visit: { claimedMinutes: 45, actualMinutes: 40, carers: 2 } }),
      90,
      80,
    ],
    ['what is claimed where nothing was recorded', aVisit({ visit: { actualMinutes: null } }), 60, 60],
  ])('of visits by the hour is in minutes: %s', (_, line, claimed, delivered) => {
    expect(claimOf(line, aPackage())).toMatchObject({ measure: 'minutes', claimed, delivered });
  });

  it.each([
    ['each carer comes once', { carers: 2 }, 20_000],
    ['nothing was delivered of one that was recorded with no minutes', { actualMinutes: 0 }, 0],
    ['one of which nothing was recorded was delivered', { actualMinutes: null }, 10_000],
  ])('of visits by the piece is in visits: %s', (_, visit, delivered) => {
    const pack = aPackage({}, { service: { unit: 'visit' } });
    expect(claimOf(aVisit({ visit }), pack)).toMatchObject({ measure: 'units', delivered });
  });

  it.each([
    ['1.5', 15_000],
    [null, 0],
  ])('of a stay is in its units: %s', (units, claimed) => {
    const pack = aPackage({}, { service: { unit: 'week', basis: 'plan' } });
    expect(claimOf(aStay({ units }), pack)).toMatchObject({
      ...{ measure: 'units', claimed, delivered: claimed },
      // It is paid by its plan, and the return only tells of it.
      isPaid: false,
    });
  });
});

describe('while a line is in question', () => {
  it.each<[string, Partial<Claim>, number]>([
    ['what is claimed, where that is least', { claimed: 45 }, 1500],
    ['what was delivered, where that is least', { delivered: 30 }, 1000],
    ['what was commissioned, where that is least', { commissioned: 15 }, 500],
    ['the agreed rate of a dearer one', { rate: '25' }, 2000],
    ['the rate that is claimed, where it is less', { rate: '18' }, 1800],
    ['the amount that is claimed, where it is less', { amountPence: pence(1234) }, 1234],
    ['nothing where no rate is agreed', { agreedRate: null, rate: '20', amountPence: pence(2000) }, 0],
    ['nothing by a return of care that is paid by its plan', { isPaid: false, rate: '18' }, 0],
  ])('is paid %s', (_, fields, expected) => {
    expect(meanwhile(fields)).toBe(expected);
  });

  it('no more is paid than by any of the three, whatever they are', () => {
    const minutes = fc.integer({ min: 0, max: 1440 });
    fc.assert(
      fc.property(minutes, minutes, minutes, (claimed, delivered, commissioned) => {
        const quantity = Math.min(claimed, delivered, commissioned);
        expect(whileInQuestion(claim({ claimed, delivered, commissioned })).quantity).toBe(quantity);
      }),
    );
  });
});

describe('after an officer decided', () => {
  const paid = (decision: Parameters<typeof afterDecision>[1]['decision'], fields: Partial<Claim> = {}) => {
    const asked = claim(fields);
    const payable = afterDecision(asked, { decision, quantity: null });
    return payable === null ? null : payablePence(payable, asked);
  };

  it.each<[string, Partial<Claim>, number]>([
    ['at the agreed rate where it names none', {}, 2000],
    ['at the agreed rate where it names that', { rate: '20.00' }, 2000],
    ['at the rate it names', { rate: '25' }, 2500],
    ['at the rate it names where none is agreed', { rate: '25', agreedRate: null }, 2500],
    ['at the amount it names', { amountPence: pence(1999) }, 1999],
    ['at the amount it names where no rate is known', { amountPence: pence(1999), agreedRate: null }, 1999],
    ['at no price at all where nobody knows one', { agreedRate: null }, 0],
  ])('an accepted line is paid as claimed, %s', (_, fields, expected) => {
    expect(paid('accept', fields)).toBe(expected);
  });

  it('an accepted line moves with the agreed rate, unless it claims at another', () => {
    const later = { measure: 'minutes' as const, isPaid: true, agreedRate: '21' };
    const accepted = (fields: Partial<Claim>) => {
      const payable = afterDecision(claim(fields), { decision: 'accept', quantity: null });
      return payable === null ? null : payablePence(payable, later);
    };
    expect(accepted({ rate: '20', amountPence: pence(2000) })).toBe(2100);
    expect(accepted({ rate: '25' })).toBe(2500);
    expect(accepted({ amountPence: pence(1999) })).toBe(1999);
  });

  it.each<[Parameters<typeof paid>[0], number | null]>([
    ['pay-commissioned', 1000],
    ['reject', 0],
    ['refuse', 0],
    ['query', null],
  ])('an hour of which half was commissioned: %s pays %s pence', (decision, expected) => {
    expect(paid(decision, { commissioned: 30 })).toBe(expected);
  });

  it.each([
    [45, 1500],
    [null, 0],
  ])('an amended line is paid what the officer says: %s minutes', (quantity, expected) => {
    const payable = afterDecision(claim(), { decision: 'amend', quantity });
    expect(payable === null ? null : payablePence(payable, claim())).toBe(expected);
  });
});

describe('the worth of a line', () => {
  it('is rounded once, half up: a quarter of an hour at £18.90 is £4.73', () => {
    expect(payablePence(asClaimed({ claimed: 15 }), claim({ agreedRate: '18.9' }))).toBe(473);
  });

  it('is exact however finely a rate is written', () => {
    expect(payablePence(asClaimed({ claimed: 15 }), claim({ agreedRate: '18.123456' }))).toBe(453);
  });

  it.each<[string, Partial<Claim>, number]>([
    ['its amount', { amountPence: pence(1), rate: '30' }, 1],
    ['its rate', { rate: '30' }, 3000],
    ['the agreed rate', {}, 2000],
    ['no rate', { agreedRate: null }, 0],
  ])('as claimed is told by %s', (_, fields, expected) => {
    expect(claimedWorth(claim(fields))).toBe(expected);
  });
});

it.each([
  ['minutes', 45, '0.75'],
  ['minutes', 50, '0.8333'],
  ['units', 15_000, '1.5'],
] as const)(
  'a quantity of %s is read as units, and units as the quantity: %s is %s',
  (measure, quantity, text) => {
    expect(quantityText(quantity, measure)).toBe(text);
    expect(quantityOf(text, measure)).toBe(quantity);
  },
);

describe('what was commissioned of a week', () => {
  const sharesOf = (commissioned: number, claims: readonly number[]) =>
    claims.map(
      sharing(
        commissioned,
        claims.reduce((sum, each) => sum + each, 0),
      ),
    );

  it.each([
    ['each has what it claims where no more is claimed', 120, [60, 60], [60, 60]],
    ['each has its part of what was commissioned', 100, [60, 60, 30], [40, 40, 20]],
    ['the odd minute falls where it may', 100, [50, 50, 50], [33, 34, 33]],
  ])('is shared among its visits: %s', (_, commissioned, claims, shares) => {
    expect(sharesOf(commissioned, claims)).toEqual(shares);
  });

  it('comes to the whole to the minute, and to no visit more than it claims', () => {
    const claims = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), claims, (commissioned, each) => {
        const total = each.reduce((sum, one) => sum + one, 0);
        const shares = sharesOf(commissioned, each);
        expect(shares.reduce((sum, one) => sum + one, 0)).toBe(Math.min(total, commissioned));
        expect(shares.every((share, place) => share >= 0 && share <= (each[place] ?? 0))).toBe(true);
      }),
    );
  });
});
