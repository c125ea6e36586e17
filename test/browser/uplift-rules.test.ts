import { describe, expect, it } from 'vitest';
import { upliftRuleSchema } from '../../domain/uplift/uplift-rules.ts';
import { budgetDraftOf, budgetGapsOf, budgetsOf } from '../../web/src/uplifts/budget-draft.ts';
import { draftOf, emptyRule, gapsOf, idOfProblem, ruleOf } from '../../web/src/uplifts/rule-draft.ts';
import { ruleInWords } from '../../web/src/uplifts/uplift-words.ts';

const whole = upliftRuleSchema.parse({
  match: {
    ...{ serviceType: 'home-care', providerId: 'P001', contract: 'Framework 3', rateCardId: 'RC1' },
    ...{ band: 'B', zone: 'rural', dayType: 'sunday', visitMinutes: 30, rateFrom: '10', rateTo: '20.5' },
    ...{ of: 'rate-cards', laterRates: true },
  },
  change: { floor: '16.25' },
  exclude: {
    ...{ weeklyAbovePence: 150_050, negotiatedWithinMonths: 6, anniversaryContracts: ['Framework 9'] },
    ...{ directPayments: true, atNewRate: true, providers: ['P002', 'P003'], contracts: ['Spot'] },
  },
});

describe('a rule of an uplift', () => {
  it('comes out of the form as it went in, with all that it can say', () => {
    expect(ruleOf(draftOf(whole))).toEqual(whole);
  });

  it.each([{ percent: '4.2' }, { amount: '-0.65' }, { toRate: '21' }, { floor: '16.25' }])(
    'keeps that it changes rates by %j',
    (change) => {
      expect(ruleOf(draftOf({ match: {}, change }))).toEqual({ match: {}, change });
    },
  );

  it('takes numbers as people type them', () => {
    const typed = { ...emptyRule, kind: 'amount', change: ' −£1,000.50 ', weeklyAbovePence: '£1,500' };
    expect(ruleOf(typed)).toEqual({
      match: {},
      change: { amount: '-1000.5' },
      exclude: { weeklyAbovePence: 150_000 },
    });
    expect(gapsOf({ key: 0, values: typed }, 0)).toEqual([]);
  });

  it.each([
    ['toRate', '£21.50', { toRate: '21.5' }],
    ['toRate', '1,020.50', { toRate: '1020.5' }],
    ['floor', '016.00', { floor: '16' }],
    ['amount', '0.50', { amount: '0.5' }],
    ['amount', '−0.5000', { amount: '-0.5' }],
    ['percent', '4.0', { percent: '4' }],
    ['percent', ' 4.20 % ', { percent: '4.2' }],
  ])('by %s “%s” is sent as the API takes it', (kind, change, sent) => {
    const values = { ...emptyRule, kind, change, rateFrom: '19.50', rateTo: '£1,000.00' };
    expect(gapsOf({ key: 0, values }, 0)).toEqual([]);
    const rule = { match: { rateFrom: '19.5', rateTo: '1000' }, change: sent };
    expect(ruleOf(values)).toEqual(rule);
    expect(upliftRuleSchema.parse(ruleOf(values))).toEqual(rule);
  });

  it.each([
    ['percent', '4,2'],
    ['percent', '1,5'],
    ['percent', '£4.20'],
    ['toRate', '£20,50'],
    ['toRate', '1,02,000'],
    ['toRate', '27.18 19'],
    ['toRate', '4.2%'],
    ['amount', '0.12345'],
    ['amount', '--4'],
  ])('by %s “%s” is named at its field, since nobody can say what is meant', (kind, change) => {
    const values = { ...emptyRule, kind, change };
    expect(gapsOf({ key: 3, values }, 0)).toEqual([
      {
        id: 'change-3',
        message:
          kind === 'percent'
            ? 'Enter the change in rule 1 in percent, such as 4.2. A comma may only part thousands'
            : 'Enter the change in rule 1 in pounds, such as 1,020.50. A comma may only part thousands',
      },
    ]);
    expect(gapsOf({ key: 3, values: { ...emptyRule, change: '4', rateTo: '19,50' } }, 0)).toMatchObject([
      { id: 'rateTo-3' },
    ]);
  });

  it('names each field that cannot be read', () => {
    const values = {
      ...{ ...emptyRule, change: 'some', rateFrom: 'low', visitMinutes: 'half', weeklyAbovePence: 'much' },
      negotiatedWithinMonths: '0',
    };
    expect(gapsOf({ key: 7, values }, 1).map(({ id }) => id)).toEqual([
      ...['change-7', 'rateFrom-7', 'visitMinutes-7', 'weeklyAbovePence-7', 'negotiatedWithinMonths-7'],
    ]);
    expect(gapsOf({ key: 7, values: emptyRule }, 1).map(({ message }) => message)).toEqual([
      'Enter by how much, or to what, rates change in rule 2',
    ]);
  });

  it('is found again from what a refusal says of it', () => {
    const rules = [
      { key: 4, values: emptyRule },
      { key: 9, values: emptyRule },
    ];
    expect(idOfProblem('rules.1.change.percent', rules)).toBe('change-9');
    expect(idOfProblem('rules.0.match.rateFrom', rules)).toBe('rateFrom-4');
    expect(idOfProblem('rules.1', rules)).toBe('rule-9');
    expect(idOfProblem('rules.2', rules)).toBeNull();
    expect(idOfProblem('ratesUploadId', rules)).toBe('ratesUploadId');
  });

  it('is a sentence that says all of it', () => {
    expect(ruleInWords(whole)).toBe(
      'Rates of rate cards for home care of provider P001 under contract Framework 3 of rate card RC1 in band B in zone rural for Sundays for visits of 30 minutes from £10.00 up to £20.50, those that begin later too: up to £16.25 a unit where it is less. It leaves out packages over £1,500.50 a week; rates agreed less than 6 months before; contracts uplifted on their anniversary Framework 9; care bought with direct payments; rates at the new rate already; providers P002, P003; contracts Spot.',
    );
  });
});

describe('the budget of an uplift', () => {
  it('comes out of the form as it went in, and stays unsaid where nobody said', () => {
    const budgets = { budgetThisYearPence: 200_050, budgetFullYearPence: null };
    expect(budgetsOf(budgetDraftOf(budgets))).toEqual(budgets);
    expect(budgetDraftOf(null)).toEqual({ budgetThisYearPence: '', budgetFullYearPence: '' });
  });

  it('is an amount above nothing', () => {
    const gaps = (text: string) => budgetGapsOf({ budgetThisYearPence: text, budgetFullYearPence: '' });
    for (const text of ['£250,000.50', ' ']) expect(gaps(text)).toEqual([]);
    for (const text of ['0', '-5', 'some']) expect(gaps(text)).toMatchObject([{ id: 'budgetThisYearPence' }]);
  });
});
