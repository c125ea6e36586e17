import { describe, expect, it } from 'vitest';
import { checkWithinCost } from '../../../domain/packages/contribution-cost.ts';
import { factsOf, type Told } from '../../support/pay-case.ts';

/** ReclaimCostsValidatorTests of LBHackney-IT/lbh-adult-social-care-api (MIT): what others pay never exceeds the cost. */
function rules(told: Told): string[] {
  const facts = factsOf(told);
  return checkWithinCost(facts.carePackage.body, facts.contributions?.body ?? [], []).map(({ rule }) => rule);
}

describe('contributions to a package', () => {
  it('H41: of £250 a week towards one of £1,000 that was £1,500 until the 15th are accepted', () => {
    const terms = [
      { from: '2022-12-01', units: '1', rate: '1500' },
      { from: '2022-12-16', units: '1', rate: '1000' },
    ];
    expect(rules({ terms, contributions: [{ weekly: 25_000 }] })).toEqual([]);
  });

  it('H42: of £2,500 a week towards one of £1,000 are refused', () => {
    expect(rules({ rate: '1000', contributions: [{ weekly: 250_000 }] })).toEqual([
      'contributions-over-cost',
    ]);
  });

  it('are refused where they exceed the cost in a part of the time only', () => {
    const terms = [
      { from: '2022-12-01', units: '1', rate: '1000' },
      { from: '2022-12-16', units: '1', rate: '200' },
    ];
    expect(rules({ terms, contributions: [{ weekly: 25_000 }] })).toEqual(['contributions-over-cost']);
  });

  it('are not judged while nobody knows what the package costs', () => {
    expect(rules({ rate: null, contributions: [{ weekly: 250_000 }] })).toEqual([]);
  });

  it('of another package count nothing', () => {
    expect(rules({ rate: '10', contributions: [{ weekly: 250_000, packageId: 'PK2' }] })).toEqual([]);
  });
});
