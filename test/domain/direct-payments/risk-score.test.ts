import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../../domain/calendar.ts';
import { isProportionate } from '../../../domain/direct-payments/risk-score-sample.ts';
import { riskTermsSchema, usualRiskTerms } from '../../../domain/direct-payments/risk-score-terms.ts';
import { riskOf, type RiskFacts, type WeighedFinding } from '../../../domain/direct-payments/risk-score.ts';
import { pence } from '../../../domain/money.ts';

const found = (
  severity: WeighedFinding['severity'],
  fields: Partial<WeighedFinding> = {},
): WeighedFinding => ({
  ...{ rule: 'cash-withdrawal', severity, amountPence: null, isSensitive: false },
  ...fields,
});
const calm: RiskFacts = {
  ...{ findings: [], budgetPence: pence(100_000), papersLateDays: 0, earlier: [], accountType: 'dedicated' },
  ...{ isFirstReview: false, isWithoutAuthority: false, isRestricted: false },
};
const risk = (fields: Partial<RiskFacts> = {}) => riskOf({ ...calm, ...fields }, usualRiskTerms);
const parts = (fields: Partial<RiskFacts>) =>
  risk(fields).parts.map(({ name, points }) => `${name} ${points}`);

describe('the risk of a case', () => {
  it('is nothing where nothing speaks for it', () => {
    expect(risk()).toEqual({ score: 0, band: 'low', parts: [] });
  });

  it.each<[string, Partial<RiskFacts>, string[]]>([
    ['a finding to decide', { findings: [found('error')] }, ['cash-withdrawal 20']],
    ['several of a kind', { findings: [found('warning'), found('warning')] }, ['cash-withdrawal 12']],
    [
      'one rule at two severities',
      { findings: [found('warning'), found('error')] },
      ['cash-withdrawal 6', 'cash-withdrawal 20'],
    ],
    [
      'nothing of what only informs',
      { findings: [found('information', { amountPence: pence(90_000) })] },
      [],
    ],
    [
      'a little of it beside another',
      { findings: [found('information', { rule: 'round' }), found('warning')] },
      ['round 1', 'cash-withdrawal 6'],
    ],
    [
      'amounts against the budget, paid out or in',
      { findings: [found('warning', { amountPence: pence(-30_000) })] },
      ['cash-withdrawal 6', 'amount-in-question 15'],
    ],
    [
      'no small amount',
      { findings: [found('warning', { amountPence: pence(9_999) })] },
      ['cash-withdrawal 6'],
    ],
    [
      'amounts up to a limit',
      { findings: [found('warning', { amountPence: pence(300_000) })] },
      ['cash-withdrawal 6', 'amount-in-question 30'],
    ],
    [
      'any amount where there is no budget',
      { findings: [found('warning', { amountPence: pence(1) })], budgetPence: pence(0) },
      ['cash-withdrawal 6', 'amount-in-question 30'],
    ],
    [
      'what may show abuse',
      { findings: [found('warning', { isSensitive: true })] },
      ['cash-withdrawal 6', 'may-show-abuse 60'],
    ],
    [
      'what may show abuse, though it only informs',
      { findings: [found('information', { isSensitive: true })] },
      ['cash-withdrawal 1', 'may-show-abuse 60'],
    ],
    ['each week that papers are late', { papersLateDays: 8 }, ['papers-late 4']],
    ['late papers up to a limit', { papersLateDays: 800 }, ['papers-late 20']],
    ['nothing of papers that came early', { papersLateDays: -3 }, []],
    [
      'earlier outcomes',
      { earlier: ['satisfactory', 'advice-given', 'recovery-proposed'] },
      ['earlier-outcomes 11'],
    ],
    ['earlier outcomes up to a limit', { earlier: ['referred', 'referred'] }, ['earlier-outcomes 25']],
    ['a first review', { isFirstReview: true }, ['first-review 5']],
    ['an account of the person’s own', { accountType: 'own' }, ['account-kind 5']],
    ['an account of a carer’s', { accountType: 'carer' }, ['account-kind 4']],
    ['an account nobody knows', { accountType: null }, ['account-kind 3']],
    ['nobody to act for the person', { isWithoutAuthority: true }, ['nobody-with-authority 20']],
    ['a restricted case', { isRestricted: true }, ['restricted 20']],
  ])('has %s', (_, fields, expected) => {
    expect(parts(fields)).toEqual(expected);
  });

  it('is told in words', () => {
    const { parts: told } = risk({
      findings: [found('error', { amountPence: pence(12_000) }), found('error')],
      earlier: ['recovery-proposed'],
    });
    expect(told.map(({ why }) => why)).toEqual([
      '2 findings of this kind, each asking for a decision.',
      '£120.00 is in question, of £1,000.00 for the period.',
      'Earlier cases ended: recovery proposed.',
    ]);
  });

  it.each<[string, number, string]>([
    ['low', 3, 'low'],
    ['medium', 4, 'medium'],
    ['medium', 9, 'medium'],
    ['high', 10, 'high'],
  ])('is %s with %i findings to look at', (_, count, band) => {
    const findings = Array.from({ length: count }, () => found('warning'));
    expect(risk({ findings }).band).toBe(band);
  });

  it('begins with the lowest score of each band', () => {
    const band = (points: number) =>
      riskOf({ ...calm, isFirstReview: true }, { ...usualRiskTerms, firstReview: points }).band;
    expect([19, 20, 59, 60].map(band)).toEqual(['low', 'medium', 'medium', 'high']);
  });

  it('is the sum of its parts, and never less for one finding more', () => {
    const finding = fc.record({
      rule: fc.constantFrom('cash-withdrawal', 'gambling', 'underspend'),
      severity: fc.constantFrom('error' as const, 'warning' as const, 'information' as const),
      amountPence: fc.option(fc.integer({ min: -50_000, max: 50_000 }).map(pence)),
      isSensitive: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 8 }), finding, (findings, more) => {
        const before = risk({ findings });
        expect(before.score).toBe(before.parts.reduce((sum, { points }) => sum + points, 0));
        expect(risk({ findings: [...findings, more] }).score).toBeGreaterThanOrEqual(before.score);
      }),
    );
  });
});

describe('a return', () => {
  const period = { from: calendarDate('2026-01-01'), to: calendarDate('2026-03-31') };
  const asked = (fields: Partial<Parameters<typeof isProportionate>[0]> = {}) =>
    isProportionate({
      ...{ risk: { band: 'low' }, findings: [], samplePercent: 0, agreementId: 'DP00001', period },
      ...fields,
    });

  it.each([
    ['closes where nothing is to be looked at', {}, { closes: true }],
    ['closes with what only informs', { findings: [found('information')] }, { closes: true }],
    [
      'stays where the risk is not low',
      { risk: { band: 'medium' } },
      { closes: false, isSampled: false, why: 'The risk is medium.' },
    ],
    [
      'stays with a finding to look at',
      { findings: [found('warning')] },
      { closes: false, isSampled: false },
    ],
    [
      'stays where something may show abuse',
      { findings: [found('information', { isSensitive: true })] },
      { closes: false, isSampled: false },
    ],
    ['stays where all are looked at', { samplePercent: 100 }, { closes: false, isSampled: true }],
  ] as const)('%s', (_, fields, expected) => {
    expect(asked(fields)).toMatchObject(expected);
  });

  const sampled = (samplePercent: number, count: number) =>
    Array.from({ length: count }, (_, place) => {
      const from = addDays(period.from, (place % 4) * 91);
      const agreementId = `DP${String(Math.floor(place / 4)).padStart(5, '0')}`;
      return asked({ agreementId, samplePercent, period: { from, to: addDays(from, 90) } }).closes ? 0 : 1;
    });

  it('is looked at nevertheless as often as the council says', () => {
    const share = sampled(10, 4000).reduce<number>((sum, each) => sum + each, 0) / 40;
    expect(share).toBeGreaterThan(8);
    expect(share).toBeLessThan(12);
    expect(sampled(0, 400)).not.toContain(1);
    expect(sampled(100, 400)).not.toContain(0);
  });

  it('has the same answer whenever it is asked for, and a higher share only adds to a lower', () => {
    const [few, many] = [sampled(10, 400), sampled(30, 400)];
    expect(sampled(10, 400)).toEqual(few);
    expect(few.every((each, place) => each <= many[place]!)).toBe(true);
  });
});

describe('the weights of risk', () => {
  it.each([
    ['are taken as they usually are', {}, true],
    ['are never below zero', { firstReview: -1 }, false],
    ['have high above medium', { mediumFrom: 60 }, false],
    ['never let what may show abuse be less than high', { sensitive: 59 }, false],
  ])('%s', (_, fields, isTaken) => {
    expect(riskTermsSchema.safeParse({ ...usualRiskTerms, ...fields }).success).toBe(isTaken);
  });

  it('stay what the council set before a carer’s account was told apart', () => {
    const { carer: _carer, ...account } = usualRiskTerms.account;
    const before = { ...usualRiskTerms, account: { ...account, own: 9 } };
    expect(riskTermsSchema.parse(before).account).toEqual({ ...account, own: 9, carer: 4 });
  });
});
