import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { auditStatement } from '../../../domain/direct-payments/check-statement.ts';
import { spendingCategories } from '../../../domain/direct-payments/classified.ts';
import { classifyAll } from '../../../domain/direct-payments/classify.ts';
import { pence } from '../../../domain/money.ts';
import {
  aQuarter,
  aQuarterWith,
  auditFacts,
  every,
  findingsOf,
  ofRule,
  rulesOf,
  thePlan,
  type AuditCase,
  type Move,
} from '../../support/an-audit.ts';

const on = '2026-09-02';
const withPlan = (item: string) => ({ planItems: `${thePlan}; ${item}` });
/** The one thing that is wrong with the quarter, if anything is. */
const onlyFinding = (given: AuditCase) => {
  const found = findingsOf(given);
  expect(found.length, JSON.stringify(found)).toBeLessThan(2);
  return found[0];
};

describe('spending that a plan does not name', () => {
  it.each([
    ['gambling', 'error', 'BETLARK ONLINE', 'gambling by rule'],
    ['alcohol-or-tobacco', 'error', 'FENNOWAY WINES AND SPIRITS', 'wine…'],
    ['household-bill', 'error', 'SELSTOW GAS AND ELECTRIC', 'gas'],
    ['cash-withdrawal', 'warning', 'LNK ATM HIGH ST', 'atm'],
    ['transfer-to-own-account', 'error', 'TRANSFER TO A ASHDOWN', 'whose money it is'],
    ['transfer-to-own-account', 'error', 'TO SAVINGS POT', 'savings'],
    ['relative-in-household-paid', 'warning', 'P ASHDOWN CARE WAGES', 'family name of Ada Ashdown'],
    ['payee-not-in-plan', 'warning', 'QUICKHELP SERVICES', 'No plan item'],
    ['spending-abroad', 'warning', 'PHARMACIA LISBOA PT 21.40 EUR', 'It shows 0 EUR'],
    ['bank-charge-or-overdraft', 'warning', 'UNARRANGED OVERDRAFT FEE', 'unarranged'],
  ])('is asked about: %s', (rule, severity, text, why) => {
    const found = onlyFinding(aQuarterWith([on, text, -50]));
    expect(found).toMatchObject({ rule, severity, amountPence: 5000, isSensitive: false });
    expect(found?.sentence).toContain('£50.00 on 2 September 2026');
    expect(found?.evidence.join(' ')).toContain(why);
    expect(found?.transactions).toHaveLength(1);
  });

  it.each([
    ['gambling', 'BETLARK ONLINE', 'item:evening out|Betlark|50|monthly'],
    ['alcohol-or-tobacco', 'FENNOWAY WINES AND SPIRITS', 'item:wine club|Fennoway Wines|50|monthly'],
    [
      'household-bill',
      'SELSTOW GAS AND ELECTRIC',
      'item:electricity of the hoist|Selstow Gas and Electric|50|monthly',
    ],
    ['household-bill', 'SELSTOW GAS AND ELECTRIC', 'item:electric of the hoist||50|monthly'],
    ['cash-withdrawal', 'LNK ATM HIGH ST', 'item:cash for outings|cash|50|monthly'],
    ['transfer-to-own-account', 'TO SAVINGS POT', 'item:savings for redundancy||50|monthly'],
    ['relative-in-household-paid', 'P ASHDOWN CARE WAGES', 'item:cooking|P Ashdown|50|weekly'],
    ['payee-not-in-plan', 'QUICKHELP SERVICES', 'item:help|Quickhelp Services Ltd|50|monthly'],
    ['spending-abroad', 'HOTEL LISBOA 21.40 EUR', 'item:holiday|Hotel Lisboa|50|once'],
    ['bank-charge-or-overdraft', 'MONTHLY FEE', 'item:monthly fee of the account||50|monthly'],
  ])('is silent where it does: %s of %s', (_, text, item) => {
    expect(findingsOf({ ...aQuarterWith([on, text, -50]), agreement: withPlan(item) })).toEqual([]);
  });

  it.each([
    ['BETLARK ONLINE', 'betlarkonline'],
    ['SELSTOW GAS AND ELECTRIC', 'selstowgasandelectric'],
    ['P ASHDOWN CARE WAGES', 'pashdowncare'],
    ['QUICKHELP SERVICES', 'quickhelpservices'],
    ['HOTEL 21.40 EUR', 'hoteleur'],
  ])('is silent where an officer said before what it is: %s', (text, key) => {
    const facts = auditFacts({ ...aQuarterWith([on, text, -50]), confirmed: new Map([[key, 'activity']]) });
    const { findings, classified } = auditStatement(facts);
    expect(findings).toEqual([]);
    expect(classified.find(({ payeeKey }) => payeeKey === key)).toMatchObject({
      ...{ by: 'confirmed', category: 'activity', planItem: null },
      why: 'An officer said before that this payee is activity.',
    });
  });

  it('is asked about by what an officer said it is', () => {
    const own = {
      ...aQuarterWith([on, 'LUCKY STAR', -50]),
      confirmed: new Map([['luckystar', 'gambling' as const]]),
    };
    expect(onlyFinding(own)?.rule).toBe('gambling');
  });

  it('is seen by few where somebody else holds the account', () => {
    const own = aQuarterWith([on, 'BETLARK ONLINE', -50]);
    const held = (agreement: AuditCase['agreement'] & object) =>
      onlyFinding({ ...own, agreement })?.isSensitive;
    expect(held({ accountType: 'third-party' })).toBe(true);
    expect(held({ accountType: 'carer' })).toBe(true);
    expect(held({ payeeName: 'Mx Brammere' })).toBe(true);
    expect(held({ payeeName: 'Larkshire Managed Accounts', accountType: 'managed' })).toBe(false);
    expect(held({ payeeName: null })).toBe(false);
  });

  it('is one question a payee, with the first three payments named', () => {
    const moves = every(7, [on, 'BETLARK ONLINE', -10], '2026-09-30');
    const found = onlyFinding(aQuarterWith(...moves));
    expect(found).toMatchObject({ rule: 'gambling', amountPence: 5000 });
    expect(found?.sentence).toContain(
      '£10.00 on 2 September 2026, £10.00 on 9 September 2026, £10.00 on 16 September 2026 and 2 more, £50.00 together',
    );
    expect(rulesOf(aQuarterWith([on, 'BETLARK', -10], [on, 'TOMBOLA', -10]))).toEqual([
      'gambling',
      'gambling',
    ]);
  });

  it.each([
    ['CPT', 'cash-withdrawal'],
    ['CHG', 'bank-charge-or-overdraft'],
  ])('may be told by the kind the bank gives: %s', (kind, rule) => {
    expect(onlyFinding(aQuarterWith([on, 'QUARRELBY', -50, kind]))?.rule).toBe(rule);
  });
});

describe('a payee that no plan item names', () => {
  it.each([
    [-24.99, []],
    [-25, ['payee-not-in-plan']],
  ])('is asked about from £25: %d', (pounds, rules) => {
    expect(rulesOf(aQuarterWith([on, 'QUICKHELP', pounds]))).toEqual(rules);
  });

  it('is asked about together with others where small ones come to £100', () => {
    const small = (last: number): Move[] =>
      ['ALPHA', 'BRAVO', 'CHARLIE', 'DELTA', 'ECHO'].map((name, place) => [
        on,
        `${name} HELP`,
        place === 4 ? last : -20,
      ]);
    expect(rulesOf(aQuarterWith(...small(-19.99)))).toEqual([]);
    const found = onlyFinding(aQuarterWith(...small(-20)));
    expect(found?.sentence).toContain(
      '5 small payments went to payees whom no plan item names, £100.00 together',
    );
  });

  it('is asked about as one where the agreement names nothing at all', () => {
    const found = onlyFinding({
      ...aQuarter,
      agreement: { planItems: null },
      terms: { payrollFewestDays: 999 },
    });
    expect(found).toMatchObject({ rule: 'payee-not-in-plan', severity: 'warning' });
    expect(found?.sentence).toContain('names nothing that may be bought, so');
    const none = {
      days: aQuarter.days!,
      moves: [],
      agreement: { planItems: null, endDate: calendarDate('2026-08-01') },
    };
    expect(findingsOf(none)).toEqual([]);
  });

  it('is paid nothing where it gave all of it back', () => {
    expect(rulesOf(aQuarterWith([on, 'QUICKHELP', -40], ['2026-09-05', 'QUICKHELP', 40]))).toEqual([]);
    expect(rulesOf(aQuarterWith([on, 'QUICKHELP', -40], ['2026-09-05', 'QUICKHELP', 39]))).toEqual([
      'payee-not-in-plan',
    ]);
    expect(rulesOf(aQuarterWith([on, 'QUICKHELP', -40], ['2026-08-05', 'QUICKHELP', 40]))).toEqual([
      'payee-not-in-plan',
    ]);
  });

  it.each([
    [1, ['payee-not-in-plan']],
    [2, ['payee-shared-across-agreements']],
  ])('and that so many agreements pay is a network: %d', (agreements, rules) => {
    const sharedPayees = new Map([['quickhelpservices', agreements]]);
    expect(rulesOf({ ...aQuarterWith([on, 'QUICKHELP SERVICES', -50]), sharedPayees })).toEqual(rules);
  });

  it('is a network by its account too, whatever name stands with it', () => {
    const payment: Move = [on, 'P SMITH', -50, null, '60161331926819'];
    const again: Move = ['2026-09-09', 'P SMITH', -50];
    const found = (shared: [string, number][]) =>
      ofRule('payee-shared-across-agreements', {
        ...aQuarterWith(payment, again),
        sharedPayees: new Map(shared),
      });
    const [account, name] = ['account 60161331926819', 'psmith'];
    expect([found([]), found([[account, 1]])]).toEqual([[], []]);
    const [byAccount] = found([
      [account, 3],
      [name, 2],
    ]);
    expect(byAccount).toMatchObject({ amountPence: 100_00 });
    expect(byAccount?.sentence).toContain('is paid by 3 agreements');
    expect(byAccount?.evidence[0]).toBe('3 agreements pay the same account, whatever name stands with it.');
    const [byName] = found([
      [account, 3],
      [name, 3],
    ]);
    expect(byName?.evidence[0]).toBe('3 agreements pay the same payee.');
  });

  it.each(['M WENHOLT GARDENING', 'AMAZON MKTP', 'NEST PENSION', 'LARK TAXIS', '123456'])(
    'is no network where it serves many: %s',
    (text) => {
      const key = text.toLowerCase().replaceAll(' ', '');
      const own = { ...aQuarterWith([on, text, -20]), sharedPayees: new Map([[key, 50]]) };
      expect(rulesOf(own)).toEqual([]);
    },
  );
});

describe('a relative', () => {
  const household = ['Pat Wenholt', 'Ashdown, Alan (Mr)'];

  it.each([
    ['MISS PAT WENHOLT', 'error', 'who is on record as of the household'],
    ['P WENHOLT WAGES', 'error', 'Pat Wenholt'],
    ['ALAN ASHDOWN', 'error', 'Alan'],
    ['MRS ASHDOWN', 'warning', 'family name'],
    ['ASHDOWN P', 'warning', 'family name'],
    ['A ASHDOWN WAGES', 'error', 'Ashdown, Alan'],
  ])('of the household is known by name: %s', (text, severity, why) => {
    const found = onlyFinding({ ...aQuarterWith([on, text, -120]), household });
    expect(found).toMatchObject({ rule: 'relative-in-household-paid', severity });
    expect(found?.evidence.join(' ')).toContain(why);
  });

  it('may have the person’s initial: nobody pays wages to themselves', () => {
    const found = onlyFinding(aQuarterWith([on, 'A ASHDOWN WAGES', -120]));
    expect(found).toMatchObject({ rule: 'relative-in-household-paid', severity: 'warning' });
    expect(rulesOf(aQuarterWith([on, 'ADA ASHDOWN WAGES', -120]))).toEqual(['transfer-to-own-account']);
  });

  it.each(['ASHDOWN GARAGE LTD', 'CARE AT ASHDOWN', 'ASHDOWN'])(
    'is not every bearer of the name: %s',
    (text) => {
      expect(onlyFinding({ ...aQuarterWith([on, text, -120]), household })?.rule).toBe('payee-not-in-plan');
    },
  );

  it.each([
    ['Noor', 'P NOOR', 'relative-in-household-paid'],
    ['Noor', 'TO NOOR', 'transfer-to-own-account'],
    ['Noor', 'CASA NOOR', 'payee-not-in-plan'],
    ['Łucja Wenholt', 'ŁUCJA WENHOLT', 'transfer-to-own-account'],
    ['Anne-Marie Oakwell-Selby', 'P OAKWELL SELBY', 'relative-in-household-paid'],
    ['', 'P NOOR', 'payee-not-in-plan'],
  ])('of %s by the name %s is %s', (name, text, rule) => {
    const facts = auditFacts({ ...aQuarterWith([on, text, -120]), agreement: { payeeName: null } });
    const { findings } = auditStatement({ ...facts, person: { name, diedOn: null } });
    expect(findings.map((each) => each.rule)).toEqual([rule]);
  });
});

describe('what the plan expects', () => {
  const wages = (pounds: number): AuditCase => ({
    ...aQuarter,
    moves: aQuarter.moves.map((move): Move => (move[0] === '2026-09-04' ? [move[0], move[1], pounds] : move)),
  });

  it.each([
    [-219.99, []],
    [-242, []],
    [-242.01, [2201]],
  ])('may be exceeded by a tenth: %d', (pounds, over) => {
    expect(ofRule('above-planned-rate', wages(pounds)).map(({ amountPence }) => amountPence)).toEqual(over);
  });

  it('says what was expected', () => {
    const found = onlyFinding(wages(-300));
    expect(found?.sentence).toContain(
      '£300.00 was paid on 4 September 2026 to “JO FENBY WAGES”; the plan expects £220.00 weekly for personal assistant wages',
    );
  });

  it('counts payments of a week together', () => {
    const found = onlyFinding(aQuarterWith(['2026-09-06', 'JO FENBY EXTRA HOURS', -30]));
    expect(found).toMatchObject({ rule: 'above-planned-rate', amountPence: 3000 });
    expect(found?.sentence).toContain('4 September 2026 and 6 September 2026');
  });

  it('is for as long as it is since the payment before, in this statement or an earlier one', () => {
    const earlier: AuditCase[] = [
      { days: ['2026-07-01', '2026-07-31'], opening: 1420, moves: [['2026-07-31', 'JO FENBY', -220]] },
    ];
    const august: AuditCase = {
      ...{ days: ['2026-08-01', '2026-08-21'], opening: 1200, earlier },
      moves: [['2026-08-14', 'JO FENBY', -440]],
    };
    expect(rulesOf(august)).toEqual([]);
    expect(rulesOf({ ...august, moves: [['2026-08-07', 'JO FENBY', -440]] })).toEqual(['above-planned-rate']);
    expect(
      rulesOf({
        ...august,
        earlier: [{ ...earlier[0]!, opening: 1200, moves: [] }],
        moves: [['2026-08-07', 'JO FENBY', -660]],
      }),
    ).toEqual([]);
  });

  it('is not known of an item without amount or frequency', () => {
    for (const item of ['item:help|Quickhelp||weekly', 'item:help|Quickhelp|20'])
      expect(findingsOf({ ...aQuarterWith([on, 'QUICKHELP', -400]), agreement: withPlan(item) })).toEqual([]);
  });

  it('is nothing to what is settled after an end', () => {
    const own = aQuarterWith(['2026-10-31', 'JO FENBY NOTICE', -880]);
    expect(rulesOf({ ...own, diedOn: '2026-10-30' })).toEqual([]);
    expect(rulesOf({ ...own, agreement: { endDate: calendarDate('2026-10-30') } })).toEqual([]);
  });

  it.each([
    ['JO FENBY', 'by'],
    ['J FENBY', 'by initial'],
    ['FENBY J', 'turned round'],
    ['JOFENBYPAY', 'joined'],
    ['MISS JO FENBY SO', 'with a title'],
  ])('names a payee however the bank writes it: %s', (text) => {
    const moves = aQuarter.moves.map((move): Move =>
      move[1] === 'JO FENBY WAGES' ? [move[0], text, move[2]] : move,
    );
    expect(findingsOf({ ...aQuarter, moves })).toEqual([]);
  });

  it('names a payee whose name the bank cuts short or parts', () => {
    const agreement = withPlan('item:care|Thorncombe Care at Home|50|weekly');
    for (const text of ['THORNCOMBE CARE AT', 'THORNCOMBE CARE AT HO ME', 'THORNCOMBE CARE A T HOME'])
      expect(findingsOf({ ...aQuarterWith([on, text, -50]), agreement })).toEqual([]);
  });

  it('may leave open who the assistant is', () => {
    const agreement = {
      planItems:
        'item:personal assistant wages||220|weekly; item:payroll|Larkpay Bureau|18|monthly; item:insurance|Fennoway Mutual|96|annually',
    };
    const paidTo = (text: string, pounds: number): AuditCase => ({
      ...{ ...aQuarter, agreement },
      moves: aQuarter.moves.map((move): Move =>
        move[1] === 'JO FENBY WAGES' ? [move[0], text, pounds] : move,
      ),
    });
    expect(rulesOf(paidTo('S KELHOLT WAGES', -220))).toEqual([]);
    expect(rulesOf(paidTo('S KELHOLT', -242))).toEqual([]);
    expect(rulesOf(paidTo('S KELHOLT', -243))).toEqual(['payee-not-in-plan']);
    const unpriced = {
      planItems: 'item:personal assistant wages; item:payroll|Larkpay Bureau; item:insurance|Fennoway Mutual',
    };
    expect(rulesOf({ ...paidTo('S KELHOLT', -220), agreement: unpriced })).toEqual(['payee-not-in-plan']);
  });
});

describe('wages', () => {
  const isPayroll = ([, text]: Move) => text === 'HMRC' || text === 'LARKPAY BUREAU';
  const without: AuditCase = { ...aQuarter, moves: aQuarter.moves.filter((move) => !isPayroll(move)) };

  it('need a payroll', () => {
    const found = onlyFinding(without);
    expect(found).toMatchObject({ rule: 'wages-without-payroll', severity: 'warning', amountPence: 286000 });
    expect(found?.transactions).toHaveLength(13);
  });

  it('need none below the limit, in short statements and in managed accounts', () => {
    const payrollWeeklyPence = pence(217_61);
    expect(rulesOf({ ...without, terms: { payrollWeeklyPence } })).toEqual([]);
    expect(rulesOf({ ...without, terms: { payrollWeeklyPence: pence(217_60) } })).toEqual([
      'wages-without-payroll',
    ]);
    expect(rulesOf({ ...without, terms: { payrollFewestDays: 93 } })).toEqual([]);
    expect(rulesOf({ ...without, terms: { payrollFewestDays: 92 } })).toEqual(['wages-without-payroll']);
    expect(rulesOf({ ...without, agreement: { accountType: 'managed' } })).toEqual([]);
    expect(rulesOf({ ...without, agreement: { startDate: calendarDate('2026-11-02') } })).not.toContain(
      'wages-without-payroll',
    );
  });

  it('have one where HMRC was paid in an earlier statement', () => {
    const before: AuditCase = {
      days: ['2026-07-01', '2026-07-31'],
      opening: 1300,
      moves: [['2026-07-25', 'HM REVENUE', -100]],
    };
    expect(rulesOf({ ...without, earlier: [before] })).not.toContain('wages-without-payroll');
    const longAgo: AuditCase = { ...before, moves: [['2026-07-22', 'HM REVENUE', -100]] };
    expect(rulesOf({ ...without, earlier: [longAgo] })).toContain('wages-without-payroll');
  });

  it('need a workplace pension where tax is paid and no bureau is', () => {
    const ownPayroll = without.moves.concat([['2026-09-17', 'HMRC', -18]]);
    const own: AuditCase = { ...without, moves: ownPayroll };
    expect(onlyFinding(own)).toMatchObject({
      ...{ rule: 'wages-without-pension', severity: 'warning', amountPence: 286_000 },
    });
    expect(rulesOf({ ...own, moves: [...ownPayroll, ['2026-09-18', 'NEST', -12]] })).toEqual([]);
    expect(rulesOf({ ...own, moves: [...ownPayroll, ['2026-09-18', 'LARKPAY BUREAU', -18]] })).toEqual([]);
  });

  it('need none below the trigger, in short statements, in managed accounts and outside the agreement', () => {
    const own: AuditCase = { ...without, moves: [...without.moves, ['2026-09-17', 'HMRC', -18]] };
    const pension = ['wages-without-pension'];
    expect(rulesOf({ ...own, terms: { pensionWeeklyPence: pence(217_60) } })).toEqual(pension);
    expect(rulesOf({ ...own, terms: { pensionWeeklyPence: pence(217_61) } })).toEqual([]);
    expect(rulesOf({ ...own, terms: { payrollFewestDays: 92 } })).toEqual(pension);
    expect(rulesOf({ ...own, terms: { payrollFewestDays: 93 } })).toEqual([]);
    expect(rulesOf({ ...own, agreement: { accountType: 'managed' } })).toEqual([]);
    expect(rulesOf({ ...own, agreement: { startDate: calendarDate('2026-11-02') } })).not.toContain(
      'wages-without-pension',
    );
  });

  it('need insurance, which shows only over more than a year', () => {
    const isInsurance = ([, text]: Move) => text === 'FENNOWAY MUTUAL';
    const quarter: AuditCase = { ...aQuarter, moves: aQuarter.moves.filter((move) => !isInsurance(move)) };
    const days = (insuranceFewestDays: number) => ({ ...quarter, terms: { insuranceFewestDays } });
    expect(rulesOf(days(93))).toEqual([]);
    const found = onlyFinding(days(92));
    expect(found).toMatchObject({ rule: 'wages-without-insurance', severity: 'warning' });
    expect(rulesOf({ ...days(92), agreement: { accountType: 'managed' } })).toEqual([]);
    expect(rulesOf({ ...days(92), agreement: withPlan('earmarked:Insurance|96') })).toEqual([]);
    expect(rulesOf({ ...aQuarter, terms: { insuranceFewestDays: 92 } })).toEqual([]);
    expect(rulesOf({ ...days(92), moves: [] })).not.toContain('wages-without-insurance');
  });
});

describe('an account', () => {
  it('that was overdrawn says by how much at the most', () => {
    const own: AuditCase = { ...aQuarter, opening: 700 };
    const found = onlyFinding(own);
    expect(found).toMatchObject({ rule: 'bank-charge-or-overdraft', severity: 'warning', amountPence: 800 });
    expect(found?.sentence).toContain('overdrawn, by £8.00 on 18 September 2026 at the most');
    expect(found?.evidence).toEqual(['The balance was below nothing after 1 movement.']);
    expect(ofRule('bank-charge-or-overdraft', { ...aQuarter, opening: 600 })[0]?.evidence).toEqual([
      'The balance was below nothing after 4 movements.',
    ]);
    expect(rulesOf({ ...aQuarter, opening: 708 })).toEqual([]);
  });

  it.each([
    ['DWP PIP', 294.7, ['other-income-mixed-in']],
    ['LARKSHIRE COUNCIL HOUSING BENEFIT', 80, ['other-income-mixed-in']],
    ['STRANGER', 1, ['other-income-mixed-in']],
    ['STRANGER', 0.99, []],
    ['CREDIT INTEREST', 3, []],
    ['FENNOWAY MUTUAL REFUND', 24, []],
    ['FENNOWAY MUTUAL', 24, []],
    ['BOOTS REFUND', 24, []],
    ['A ASHDOWN', 24, []],
    ['P ASHDOWN', 24, []],
  ])('into which other money came: %s of %d', (text, pounds, rules) => {
    expect(rulesOf(aQuarterWith([on, text, pounds]))).toEqual(rules);
  });

  it('may be nobody’s by name', () => {
    const own = { ...aQuarterWith([on, 'MX BRAMMERE', 50]), agreement: { payeeName: null } };
    expect(rulesOf(own)).toEqual(['other-income-mixed-in']);
  });

  it('takes an officer’s word for what came in', () => {
    const own = aQuarterWith([on, 'STRANGER', 50]);
    expect(rulesOf({ ...own, confirmed: new Map([['stranger', 'contribution' as const]]) })).toEqual([]);
  });

  it('may be held by somebody whose transfers are their own', () => {
    const own = { ...aQuarterWith([on, 'MX BRAMMERE', -100]), agreement: { payeeName: 'Kit Brammere' } };
    expect(rulesOf(own)).toEqual(['payee-not-in-plan']);
    const kit = { ...own, moves: [...aQuarter.moves, [on, 'K BRAMMERE', -100] as Move] };
    expect(onlyFinding(kit)).toMatchObject({ rule: 'transfer-to-own-account', isSensitive: true });
  });
});

describe('an end', () => {
  const shop: Move = ['2026-10-20', 'LARKMINSTER HOMEWARES', -84.5];
  const until = (more: Partial<AuditCase>, ...moves: Move[]): AuditCase => ({
    ...{ ...aQuarter, moves: [...aQuarter.moves.filter(([day]) => day <= '2026-10-16'), ...moves] },
    ...more,
  });
  const died = { diedOn: '2026-10-16' };
  const ended = { agreement: { endDate: calendarDate('2026-10-16') } };

  it.each([
    ['spending-after-death', died, 'The person died on 16 October 2026, and after it'],
    ['spending-after-end', ended, 'The agreement ended on 16 October 2026, and after it'],
  ])('leaves nothing to buy: %s', (rule, more, words) => {
    const found = onlyFinding(until(more, shop));
    expect(found).toMatchObject({ rule, severity: 'error', amountPence: 8450 });
    expect(found?.sentence).toContain(words);
    expect(onlyFinding(until(more, ['2026-10-16', 'LARKMINSTER HOMEWARES', -20]))).toBeUndefined();
  });

  it.each([
    ['JO FENBY WAGES FINAL', -220],
    ['S KELHOLT HOLIDAY PAY', -300],
    ['LARKPAY BUREAU', -18],
    ['HMRC', -40],
    ['LARKSHIRE COUNCIL DP RETURN', -500],
  ])('is settled by %s', (text, pounds) => {
    for (const more of [died, ended])
      expect(
        rulesOf(until(more, ['2026-10-30', text, pounds])).filter((rule) =>
          rule.startsWith('spending-after'),
        ),
      ).toEqual([]);
  });

  it('is settled by what an officer confirmed, and never by cash', () => {
    const funeral = until(
      { ...died, confirmed: new Map([['larkminsterhomewares', 'equipment' as const]]) },
      shop,
    );
    expect(rulesOf(funeral)).toEqual([]);
    const cash = until(
      { ...ended, agreement: { ...ended.agreement, ...withPlan('item:outings|cash|20|weekly') } },
      ['2026-10-20', 'ATM', -20],
    );
    expect(onlyFinding(cash)?.rule).toBe('spending-after-end');
  });

  it('is settled within eight weeks', () => {
    const late = (day: string, text: string): AuditCase => ({
      ...{ days: ['2026-12-01', '2026-12-20'], opening: 500, moves: [[day, text, -20]], ...died },
    });
    expect(rulesOf(late('2026-12-11', 'JO FENBY'))).toEqual([]);
    expect(rulesOf(late('2026-12-12', 'JO FENBY'))).toEqual(['spending-after-death']);
    expect(rulesOf(late('2026-12-12', 'HMRC'))).toEqual([]);
  });

  it('of the agreement is not told after a death', () => {
    expect(rulesOf(until({ ...died, ...ended }, shop))).toEqual(['spending-after-death']);
  });
});

describe('spending below the budget', () => {
  /** Nine weeks of £250 are £2,250, three quarters of it £1,687.50; the plan comes to more. */
  const nineWeeks = (pounds: number, more: Partial<AuditCase> = {}): AuditCase => ({
    ...{ days: ['2026-08-01', '2026-10-02'], opening: 1500 },
    moves: [
      ...every(28, ['2026-08-24', 'LARKSHIRE COUNCIL DP', 1000], '2026-10-02'),
      ['2026-09-01', 'QUICKHELP', pounds],
    ],
    ...{ agreement: { planItems: 'item:help|Quickhelp|300|weekly' } },
    ...more,
  });
  const underspends = (given: AuditCase) => ofRule('underspend', given).map(({ amountPence }) => amountPence);

  it.each([
    [-1687.5, []],
    [-1687.49, [56251]],
  ])('may be three quarters of it: %d', (pounds, found) => {
    expect(underspends(nineWeeks(pounds))).toEqual(found);
  });

  it('asks for needs before money', () => {
    const [found] = ofRule('underspend', nineWeeks(-100));
    expect(found).toMatchObject({ severity: 'warning', transactions: [] });
    expect(found?.sentence).toContain(
      '£100.00 was spent from 1 August 2026 to 2 October 2026, of £2,250.00 for those days. Ask the social worker',
    );
  });

  it('shows only over nine weeks, of the agreement’s own days', () => {
    const moves = nineWeeks(-100).moves.filter(([day]) => day < '2026-10-01');
    expect(underspends(nineWeeks(0, { days: ['2026-08-01', '2026-10-01'], moves }))).toEqual([]);
    const started = { startDate: calendarDate('2026-08-02'), planItems: null };
    expect(underspends(nineWeeks(-100, { agreement: started }))).toEqual([]);
  });

  it('is lawful where the plan itself comes to less, or has bills that are not due yet', () => {
    const planned = (planItems: string) => underspends(nineWeeks(-900, { agreement: { planItems } }));
    expect(planned('item:help|Quickhelp|100|weekly')).toEqual([]);
    expect(
      planned('item:help|Quickhelp|100|weekly; item:aids||3000|quarterly; item:lift||9000|once'),
    ).toEqual([]);
    expect(planned('item:help|Quickhelp|100|weekly; item:aids||1000|monthly')).toHaveLength(1);
    expect(planned('item:help|Quickhelp|100')).toHaveLength(1);
    expect(planned('')).toHaveLength(1);
  });

  it('counts no money that was only moved', () => {
    const moved = nineWeeks(-1500);
    const saved: Move = ['2026-09-02', 'TO SAVINGS', -500];
    expect(underspends({ ...moved, moves: [...moved.moves, saved] })).toHaveLength(1);
  });
});

describe('spending that changes', () => {
  const before: AuditCase = {
    ...{ days: ['2026-05-09', '2026-07-31'], opening: 3840 },
    moves: every(7, ['2026-05-15', 'JO FENBY', -220], '2026-07-31'),
  };
  const now = (more: readonly Move[], days: [string, string] = ['2026-08-01', '2026-10-31']): AuditCase => ({
    ...{ ...aQuarterWith(...more), days, earlier: [before] },
  });

  it('adds weight to what else is found, and is nothing alone', () => {
    const rule = 'sudden-change-from-own-pattern';
    const spree: Move[] = every(7, ['2026-08-05', 'BETLARK', -150], '2026-10-31');
    const [found] = ofRule(rule, now(spree));
    expect(found).toMatchObject({ severity: 'information', transactions: [] });
    expect(found?.sentence).toContain('a week in this statement; in the 84 days before it was £220.00');
    const agreement = withPlan('item:evening out|Betlark|150|weekly');
    expect(rulesOf({ ...now(spree), agreement })).not.toContain(rule);
    expect(rulesOf({ ...now(spree), terms: { suddenChangeFewestDays: 85 } })).not.toContain(rule);
    expect(rulesOf(now([[on, 'BETLARK', -150]]))).not.toContain(rule);
  });
});

describe('a statement of the last year', () => {
  it('is not held to statements of more than thirteen months ago, or to those that do not reach it', () => {
    const old: AuditCase = {
      days: ['2025-01-01', '2026-07-31'],
      opening: 1200,
      moves: [['2026-07-01', 'HMRC', -1]],
    };
    const quarter = {
      ...aQuarter,
      moves: aQuarter.moves.filter(([, text]) => text !== 'HMRC' && text !== 'LARKPAY BUREAU'),
    };
    for (const earlier of [
      [old],
      [{ ...old, days: ['2026-06-01', '2026-07-20'] as [string, string] }],
      [{ moves: [], opening: null }],
    ])
      expect(rulesOf({ ...quarter, earlier })).toContain('wages-without-payroll');
  });
});

describe('what is said of each transaction', () => {
  it('is one of the known categories, with why', () => {
    const { classified } = auditStatement(auditFacts(aQuarter));
    expect(classified).toHaveLength(aQuarter.moves.length);
    for (const { category, why } of classified) {
      expect(spendingCategories).toContain(category);
      expect(why).toMatch(/\.$/);
    }
    expect(classified[0]).toMatchObject({
      ...{ category: 'wages', by: 'plan', payeeKey: 'jofenby', planItem: 0 },
      why: 'The plan names Jo Fenby for personal assistant wages.',
    });
  });

  it('is said before an audit too, to know whom to look for elsewhere', () => {
    const facts = auditFacts(aQuarter);
    const { transactions } = facts.sent.statement;
    expect(classifyAll(facts, [transactions])).toEqual([auditStatement(facts).classified]);
  });

  it('goes by the words a council sets', () => {
    const terms = (words: string[], unless: string[] = []) => {
      const facts = auditFacts(aQuarterWith([on, 'LUCKY STAR LOUNGE', -50]));
      const wordsOut = { ...facts.terms.wordsOut, gambling: { words, unless } };
      return auditStatement({ ...facts, terms: { ...facts.terms, wordsOut } }).findings[0]?.rule;
    };
    expect(terms(['lucky star'])).toBe('gambling');
    expect(terms(['lucky st*'])).toBe('gambling');
    expect(terms(['lucky start'])).toBe('payee-not-in-plan');
    expect(terms(['luck*'], ['lounge'])).toBe('payee-not-in-plan');
    const silent = { currencies: [], abroad: [] };
    expect(rulesOf({ ...aQuarterWith([on, 'LISBOA 21.40 EUR', -20]), terms: silent })).toEqual([]);
    expect(rulesOf({ ...aQuarterWith([on, 'LISBOA FX RATE', -20]), terms: { currencies: [] } })).toEqual([
      'spending-abroad',
    ]);
  });
});
