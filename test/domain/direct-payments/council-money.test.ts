import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { auditStatement } from '../../../domain/direct-payments/check-statement.ts';
import { dueOf, instalmentsOf } from '../../../domain/direct-payments/council-payments.ts';
import { paymentsForStatement } from '../../../domain/direct-payments/expected-payments.ts';
import { pence } from '../../../domain/money.ts';
import type { DirectPaymentAgreement } from '../../../domain/records/direct-payment-agreement.ts';
import {
  aQuarter,
  auditFacts,
  every,
  ofRule,
  ourAgreement,
  rulesOf,
  type AuditCase,
  type Move,
} from '../../support/an-audit.ts';

const range = (from: string, to: string) => ({ from: calendarDate(from), to: calendarDate(to) });
const due = (more: Partial<DirectPaymentAgreement>, from: string, to: string) =>
  instalmentsOf(ourAgreement(more), range(from, to)).map(({ dueOn, amountPence }) => [dueOn, amountPence]);

describe('what the council is to pay', () => {
  it.each([
    [
      'weekly',
      '2026-08-01',
      '2026-08-16',
      [
        ['2026-08-03', 25000],
        ['2026-08-10', 25000],
      ],
    ],
    [
      'four-weekly',
      '2026-08-24',
      '2026-09-21',
      [
        ['2026-08-24', 100000],
        ['2026-09-21', 100000],
      ],
    ],
    [
      'quarterly',
      '2026-07-06',
      '2026-10-05',
      [
        ['2026-07-06', 325000],
        ['2026-10-05', 325000],
      ],
    ],
    [
      'monthly',
      '2026-08-01',
      '2026-09-30',
      [
        ['2026-08-01', 108333],
        ['2026-09-01', 108333],
      ],
    ],
    ['monthly', '2026-08-02', '2026-08-31', []],
    [
      'annually',
      '2027-01-01',
      '2028-04-06',
      [
        ['2027-04-06', 1300000],
        ['2028-04-06', 1300000],
      ],
    ],
    ['once', '2026-04-01', '2026-04-30', [['2026-04-06', 25000]]],
    ['once', '2026-04-06', '2026-04-06', [['2026-04-06', 25000]]],
    ['once', '2026-04-07', '2026-12-31', []],
    ['once', '2026-03-01', '2026-04-05', []],
  ] as const)('comes %s from %s to %s', (frequency, from, to, expected) => {
    expect(due({ frequency }, from, to)).toEqual(expected);
  });

  it('is net of the contribution, and nothing where the contribution is the whole budget', () => {
    const weeklyContributionPence = pence(1000);
    expect(due({ frequency: 'monthly', weeklyContributionPence }, '2026-08-01', '2026-08-31')).toEqual([
      ['2026-08-01', 104000],
    ]);
    const whole = { weeklyContributionPence: pence(25000) };
    expect(due(whole, '2026-08-01', '2026-08-31')).toEqual([]);
  });

  it('comes from the day an agreement starts to the day it ends', () => {
    const dates = { frequency: 'weekly', startDate: calendarDate('2026-08-05') } as const;
    expect(due({ ...dates, endDate: calendarDate('2026-08-12') }, '2026-08-01', '2026-08-31')).toEqual([
      ['2026-08-05', 25000],
      ['2026-08-12', 25000],
    ]);
  });

  it('is looked for in a statement from four weeks before it, and not at all in one of no days', () => {
    const facts = auditFacts(aQuarter);
    expect(facts.councilPayments.map(({ dueOn }) => dueOn)).toEqual([
      '2026-07-27',
      '2026-08-24',
      '2026-09-21',
      '2026-10-19',
    ]);
    const without = auditFacts({ moves: [], opening: null });
    expect(paymentsForStatement(without, without.sent.statement)).toEqual([]);
  });
});

describe('an agreement that is paid once', () => {
  const grant = (more: Partial<AuditCase> = {}): AuditCase => ({
    days: ['2026-04-01', '2026-06-30'],
    opening: 0,
    agreement: {
      ...{ frequency: 'once', weeklyBudgetPence: pence(50000), weeklyContributionPence: pence(5000) },
      ...{ startDate: calendarDate('2026-04-06'), planItems: 'item:wheelchair ramp|Rampway|500.00|once' },
    },
    moves: [
      ['2026-04-06', 'LARKSHIRE COUNCIL DP DP00001', 450],
      ['2026-04-08', 'CONTRIBUTION A ASHDOWN', 50],
      ['2026-04-20', 'RAMPWAY LTD', -500],
    ],
    ...more,
  });
  const without = (text: string) => ({
    moves: grant().moves.filter(([, each]) => !each.startsWith(text)),
  });

  it('asks nothing where its sum came, was added to and was spent as planned', () => {
    expect(rulesOf(grant())).toEqual([]);
  });

  it('misses its sum where it did not come', () => {
    const [missing] = ofRule('council-payment-missing', grant(without('LARKSHIRE')));
    expect(missing).toMatchObject({ amountPence: 45000 });
    expect(missing?.sentence).toContain('£450.00 on 6 April 2026');
  });

  it('has no weeks that it could fall short of, but a rest that is said', () => {
    expect(rulesOf(grant(without('RAMPWAY')))).toEqual(['balance-beyond-contingency']);
    const [rest] = ofRule('balance-beyond-contingency', grant(without('RAMPWAY')));
    expect(rest).toMatchObject({ amountPence: 50000 });
  });

  it('leaves a person what they pay in after it', () => {
    const later = grant({ days: ['2026-05-01', '2026-07-31'], moves: [['2026-05-08', 'CONTRIBUTION', 50]] });
    expect(rulesOf(later)).not.toContain('balance-beyond-contingency');
  });
});

const isCouncil = ([, text]: Move) => text.startsWith('LARKSHIRE COUNCIL');
/** The quarter with what came from the council put in another way. */
const paid = (moves: readonly Move[], more: Partial<AuditCase> = {}): AuditCase => ({
  ...{ ...aQuarter, opening: 4000, moves: [...aQuarter.moves.filter((move) => !isCouncil(move)), ...moves] },
  ...more,
});
const council = (on: string, pounds = 1000): Move => [on, 'LARKSHIRE COUNCIL DP', pounds];
const moneyRules = (given: AuditCase) => rulesOf(given).filter((rule) => rule.startsWith('council-'));

describe('a payment of the council', () => {
  it.each([
    ['2026-08-20', []],
    ['2026-08-27', []],
    ['2026-08-28', ['council-payment-late']],
    ['2026-09-16', ['council-payment-late']],
  ])('that was due on 24 August may come on %s', (on, rules) => {
    const own = paid([council(on), council('2026-09-21'), council('2026-10-19')]);
    expect(moneyRules(own)).toEqual(rules);
  });

  it('is late by days that are said', () => {
    const own = paid([council('2026-08-28'), council('2026-09-21'), council('2026-10-19')]);
    const [late] = ofRule('council-payment-late', own);
    expect(late).toMatchObject({ severity: 'warning', amountPence: 100000 });
    expect(late?.sentence).toContain('came on 28 August 2026, 4 days after 24 August 2026');
  });

  it('is late where it was due before the statement and comes in it', () => {
    const own = paid([
      council('2026-08-04'),
      council('2026-08-24'),
      council('2026-09-21'),
      council('2026-10-19'),
    ]);
    expect(moneyRules(own)).toEqual(['council-payment-late']);
  });

  it('is missing once its days of grace are over', () => {
    const own = paid([council('2026-08-24'), council('2026-09-21')]);
    expect(
      moneyRules({
        ...own,
        days: ['2026-08-01', '2026-10-22'],
        moves: own.moves.filter(([on]) => on <= '2026-10-22'),
      }),
    ).toEqual([]);
    const later: AuditCase = {
      ...own,
      days: ['2026-08-01', '2026-10-23'],
      moves: own.moves.filter(([on]) => on <= '2026-10-23'),
    };
    const [missing] = ofRule('council-payment-missing', later);
    expect(missing).toMatchObject({ severity: 'error', amountPence: 100000, transactions: [] });
    expect(missing?.sentence).toContain(
      '£1,000.00 on 19 October 2026, and it did not come by 23 October 2026',
    );
  });

  it('is not missed after a death', () => {
    expect(moneyRules(paid([council('2026-08-24')], { diedOn: '2026-09-01' }))).toEqual([]);
  });

  it.each([
    [999.99, '£0.01 too little'],
    [1000.01, '£0.01 too much'],
  ])('is right to the penny: %d', (pounds, words) => {
    const [wrong, ...others] = ofRule(
      'council-payment-wrong-amount',
      paid([council('2026-08-24', pounds), council('2026-09-21'), council('2026-10-19')]),
    );
    expect(others).toEqual([]);
    expect(wrong).toMatchObject({ severity: 'warning', amountPence: 1 });
    expect(wrong?.sentence).toContain(words);
  });

  it('may come with one that was missed, in one sum or as two', () => {
    const inOne = paid([council('2026-09-21', 2000), council('2026-10-19')]);
    expect(moneyRules(inOne)).toEqual(['council-payment-late']);
    const asTwo = paid([council('2026-09-21'), council('2026-09-25'), council('2026-10-19')]);
    expect(moneyRules(asTwo)).toEqual(['council-payment-late']);
  });

  it.each([
    ['three days late', '2026-08-20', []],
    ['four days late', '2026-08-21', ['council-payment-late']],
    ['four days early', '2026-08-13', []],
  ])('by the week may come %s among the others', (_, day, rules) => {
    const weekly = every(7, council('2026-08-03', 250), '2026-10-31').map((move): Move =>
      move[0] === '2026-08-17' ? council(day, 250) : move,
    );
    expect(moneyRules(paid(weekly, { agreement: { frequency: 'weekly' } }))).toEqual(rules);
  });

  it('may come long before its day, as before holidays', () => {
    const own = paid([council('2026-08-24'), council('2026-09-10'), council('2026-10-19')]);
    expect(moneyRules(own)).toEqual([]);
  });

  it('stands beside set-up payments and arrears, which are in no calendar', () => {
    const own = paid([
      council('2026-08-05', 300),
      council('2026-08-24'),
      council('2026-08-25', 50),
      council('2026-09-21'),
      council('2026-10-19'),
    ]);
    expect(moneyRules(own)).toEqual([]);
    expect(
      moneyRules(
        paid([council('2026-07-01'), ...every(28, council('2026-08-24'), '2026-10-31')], {
          days: ['2026-07-01', '2026-10-31'],
        }),
      ),
    ).not.toContain('council-payment-wrong-amount');
  });

  it('is cut short by an end, by days the ledger knows', () => {
    const endDate = calendarDate('2026-10-25');
    const own = paid([council('2026-08-24'), council('2026-09-21'), council('2026-10-19', 250)]);
    expect(moneyRules({ ...own, agreement: { endDate } })).toEqual([]);
    expect(moneyRules({ ...own, diedOn: '2026-10-25' })).toEqual([]);
    expect(moneyRules({ ...own, agreement: { endDate: calendarDate('2026-11-15') } })).toEqual([
      'council-payment-wrong-amount',
    ]);
  });

  it('is known by its amount where the text says nothing', () => {
    expect(moneyRules(paid(every(28, ['2026-08-24', 'CARD LOAD', 1000], '2026-10-31')))).toEqual([]);
  });
});

describe('the person’s contribution', () => {
  /** 92 days of £20 a week are £262.86. */
  const contributing = (moves: readonly Move[], more: Partial<AuditCase> = {}): AuditCase => ({
    ...paid([...every(28, council('2026-08-24', 920), '2026-10-31'), ...moves]),
    ...{ opening: 2000, agreement: { weeklyContributionPence: pence(2000) }, ...more },
  });

  it.each([
    ['by the week', every(7, ['2026-08-03', 'CONTRIBUTION FROM CLIENT', 20], '2026-10-31')],
    ['by standing order of the month', every(30, ['2026-08-28', 'MRS A ASHDOWN', 86.67], '2026-10-31')],
    ['by a relative, by its amount', every(30, ['2026-08-28', 'P WENHOLT', 86.67], '2026-10-31')],
    ['four weeks at once, as cash', every(28, ['2026-08-10', 'CASH PAID IN', 80], '2026-10-31')],
    ['more than it is', every(30, ['2026-08-20', 'ADA ASHDOWN', 150], '2026-10-31')],
  ])('may be paid in %s', (_, moves) => {
    expect(rulesOf(contributing(moves))).toEqual([]);
  });

  it.each([
    [162.86, []],
    [162.85, ['contribution-not-paid-in']],
  ])('may be five weeks behind: %d paid', (pounds, rules) => {
    const own = contributing([['2026-09-01', 'CONTRIBUTION', pounds]]);
    expect(rulesOf(own)).toEqual(rules);
  });

  it('is asked for harder where nothing came', () => {
    const [none] = ofRule('contribution-not-paid-in', contributing([]));
    expect(none).toMatchObject({ severity: 'error', amountPence: 26286 });
    expect(none?.sentence).toContain(
      'Nothing of the person’s contribution was paid in from 1 August 2026 to 31 October 2026; £262.86',
    );
    const [some] = ofRule('contribution-not-paid-in', contributing([['2026-09-01', 'CONTRIBUTION', 20]]));
    expect(some).toMatchObject({ severity: 'warning' });
    expect(some?.sentence).toContain('Only £20.00 of');
  });

  it('is not asked for where the council bills it, of those who have none, or on days before the agreement', () => {
    expect(rulesOf(contributing([], { terms: { contributionIsPaidIn: false } }))).toEqual([]);
    const before = contributing([], {
      days: ['2026-08-01', '2026-10-31'],
      agreement: { weeklyContributionPence: pence(2000), startDate: calendarDate('2026-11-02') },
    });
    expect(rulesOf(before)).not.toContain('contribution-not-paid-in');
  });

  it('counts over statements that follow each other', () => {
    const first = contributing([['2026-08-20', 'CONTRIBUTION', 262.86]]);
    const november: AuditCase = {
      ...contributing([]),
      ...{
        days: ['2026-11-01', '2026-12-10'],
        moves: every(7, ['2026-11-06', 'JO FENBY', -220], '2026-12-10'),
      },
    };
    expect(rulesOf({ ...november, earlier: [first] })).toContain('contribution-not-paid-in');
    const ahead = contributing([['2026-08-20', 'CONTRIBUTION', 400]]);
    expect(rulesOf({ ...november, earlier: [ahead] })).not.toContain('contribution-not-paid-in');
  });
});

describe('a balance', () => {
  const rule = 'balance-beyond-contingency';
  /** £250 a week by the month: £1,083.33 on the first; eight weeks of contingency are £2,000. */
  const october = (closing: number, more: Partial<AuditCase> = {}): AuditCase => ({
    ...{
      days: ['2026-10-01', '2026-10-31'],
      opening: closing - 1083.33,
      agreement: { frequency: 'monthly' },
    },
    moves: [council('2026-10-01', 1083.33)],
    ...more,
  });

  it.each([
    [1999.99, []],
    [2000, []],
    [2000.01, [1]],
  ])('may be as much as the contingency: %d', (closing, found) => {
    expect(ofRule(rule, october(closing)).map(({ amountPence }) => amountPence)).toEqual(found);
  });

  it('says how it is reckoned', () => {
    const [found] = ofRule(
      rule,
      october(3000, { agreement: { frequency: 'monthly', contingencyWeeks: '4' as never } }),
    );
    expect(found).toMatchObject({ severity: 'warning', amountPence: 200000, transactions: [] });
    expect(found?.sentence).toContain(
      'On 31 October 2026 the account held £3,000.00, £2,000.00 more than belongs there',
    );
    expect(found?.evidence).toHaveLength(2);
  });

  it('holds money for days to come, as far as it was paid', () => {
    const inAdvance = (closing: number, moves: readonly Move[]) =>
      ofRule(
        rule,
        october(closing, { agreement: {}, moves, opening: closing - (moves.length > 0 ? 1000 : 0) }),
      );
    // 19 October to 15 November: 15 of 28 days come after the statement.
    const ahead = (1000 * 15) / 28;
    expect(inAdvance(2000 + Math.floor(ahead), [council('2026-10-19')])).toEqual([]);
    expect(inAdvance(2000 + Math.ceil(ahead), [council('2026-10-19')])).toHaveLength(1);
    expect(inAdvance(2001, [])).toHaveLength(1);
  });

  it('keeps what is earmarked and what is the person’s own', () => {
    const planItems = 'earmarked:redundancy|500';
    const pip: Move = ['2026-10-05', 'DWP PIP', 300];
    const own = (closing: number) =>
      october(closing, {
        ...{ agreement: { frequency: 'monthly', planItems }, moves: [council('2026-10-01', 1083.33), pip] },
        opening: closing - 1383.33,
      });
    expect(ofRule(rule, own(2800))).toEqual([]);
    expect(ofRule(rule, own(2800.01))).toHaveLength(1);
  });

  it('is that at the end of the month where the bank states no period', () => {
    const unstated = (on: string) =>
      ofRule(
        rule,
        october(0, {
          days: null,
          opening: 2000,
          moves: [council('2026-10-01', 1083.33), [on, 'JO FENBY', -1083.32]],
        }),
      );
    expect(unstated('2026-10-25')).toHaveLength(1);
    expect(unstated('2026-10-24')).toEqual([]);
  });

  it('is not known without balances, and settled as a whole after an end', () => {
    expect(ofRule(rule, october(3000, { opening: null }))).toEqual([]);
    const ended = october(3000, { agreement: { frequency: 'monthly', endDate: calendarDate('2026-10-31') } });
    expect(ofRule(rule, ended)).toEqual([]);
  });

  it('is small enough to leave below what the council says', () => {
    expect(ofRule(rule, october(2004.99, { terms: { surplusFromPence: pence(500) } }))).toEqual([]);
    expect(ofRule(rule, october(2005, { terms: { surplusFromPence: pence(500) } }))).toHaveLength(1);
  });

  it('is told of by the days of balances where nothing moved, or where they go on beyond what moved', () => {
    const facts = auditFacts(october(3000));
    const { statement } = facts.sent;
    const rulesWith = (more: Partial<typeof statement>) =>
      auditStatement({
        ...facts,
        sent: { ...facts.sent, statement: { ...statement, ...more } },
      }).findings.map((each) => each.rule);
    const [first, last] = [calendarDate('2026-09-20'), calendarDate('2026-10-31')];
    const balance = (date: typeof first) => ({ date, amountPence: pence(300000), isStated: true });
    const nothing = { transactions: [], period: null, opening: balance(first), closing: balance(last) };
    expect(rulesWith(nothing)).toEqual(['council-payment-missing', rule]);
    // A file that says its balances the wrong way round tells of no days.
    expect(rulesWith({ ...nothing, opening: balance(last), closing: balance(first) })).toEqual([rule]);
    const period = { from: first, to: calendarDate('2026-10-05'), isStated: false };
    expect(rulesWith({ period, closing: balance(last) })).toContain(rule);
  });
});

describe('a payment by the days of its own period', () => {
  const rulesWith = (frequency: DirectPaymentAgreement['frequency'], pounds: number) => {
    const agreement = ourAgreement({ frequency, startDate: calendarDate('2026-07-01') });
    const [first] = instalmentsOf(agreement, range('2026-07-01', '2026-07-31')).map((each) =>
      dueOf(agreement, each),
    );
    return [first?.amountPence, ...(first?.byDaysPence ?? [])].includes(pence(pounds));
  };

  it.each([
    ['monthly', 1_083_33, true],
    ['monthly', 1_107_14, true],
    ['monthly', 1_071_43, false],
    ['quarterly', 3_250_00, true],
    ['quarterly', 3_285_71, true],
    ['quarterly', 3_214_29, true],
    ['annually', 13_000_00, true],
    ['annually', 13_035_71, true],
    ['annually', 13_071_43, true],
    ['weekly', 250_00, true],
    ['weekly', 250_01, false],
  ] as const)('is what was due: %s, %i pence, %s', (frequency, amount, isRight) => {
    expect(rulesWith(frequency, amount)).toBe(isRight);
  });

  it('is neither a wrong amount nor one that is missing', () => {
    const agreement = { frequency: 'monthly' as const, startDate: calendarDate('2026-07-01') };
    const months: Move[] = [
      ['2026-08-03', 'LARKSHIRE COUNCIL DP DP00001', 1107.14],
      ['2026-09-01', 'LARKSHIRE COUNCIL DP DP00001', 1071.43],
      ['2026-10-01', 'LARKSHIRE COUNCIL DP DP00001', 1107.14],
    ];
    const rules = rulesOf({ ...aQuarter, agreement, moves: months });
    expect(rules.filter((rule) => rule.startsWith('council-payment'))).toEqual([]);
  });
});
