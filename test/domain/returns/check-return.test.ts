import { describe, expect, it } from 'vitest';
import { judgeUnplaced, returnCheck } from '../../../domain/returns/check-return.ts';
import { earlierKey, nothingEarlier } from '../../../domain/returns/earlier-lines.ts';
import type { ReturnLine, Visit } from '../../../domain/returns/return-line.ts';
import {
  carerRules,
  fileRules,
  lineRules,
  packageRules,
  personRules,
  weekRules,
  wholeProviderRules,
} from '../../../domain/returns/return-rules.ts';
import {
  aPackage,
  aStay,
  aVisit,
  day,
  findingsOf,
  pounds,
  rulesOf,
  usualReturnTerms,
} from '../../support/a-return.ts';

/** Two visits of an hour, as commissioned for the week: nothing to say. */
const week = (): ReturnLine[] => [aVisit(), aVisit({ first: day('2026-10-07') })];

it('a week as commissioned is accepted in silence', () => {
  expect(findingsOf(week())).toEqual([]);
});

it('every rule has a name of its own, and a file of nothing breaks none', () => {
  expect(findingsOf([])).toEqual([]);
  const names = [
    ...[...lineRules, ...packageRules, ...personRules, ...carerRules],
    ...[...weekRules, ...fileRules, ...wholeProviderRules],
  ].map(({ rule }) => rule);
  // Stays and visits are both held against what was commissioned.
  expect(names.length - new Set(names).size).toBe(1);
});

const elsewhere = aPackage({ packageId: 'PK2', personId: 'B1' });
const suspended = aPackage({}, { suspensions: [{ from: '2026-10-05', to: null }] });
const dead = aPackage({}, { person: { dateOfDeath: '2026-10-04' } });
const ended = aPackage({ endDate: '2026-10-04' });
const unpriced = aPackage({ rate: '' });
const stays = aPackage({ unitsPerWeek: '1' }, { service: { unit: 'week' } });

describe('one line', () => {
  it.each<[string, string, Parameters<typeof findingsOf>[1], ReturnLine, string]>([
    ['outside-package-dates', 'refuse', {}, aVisit({ first: day('2026-04-05') }), 'begins on 6 April 2026'],
    ['outside-package-dates', 'refuse', { packages: [ended] }, aVisit(), 'ended on 4 October 2026'],
    ['care-after-death', 'refuse', { packages: [dead] }, aVisit(), 'died on 4 October 2026'],
    ['package-suspended', 'question', { packages: [suspended] }, aVisit(), 'suspended from 5 October 2026'],
    ['date-in-future', 'refuse', {}, aVisit({ first: day('2026-10-13') }), '13 October 2026 had not come'],
    ['too-old-to-claim', 'question', {}, aVisit({ first: day('2026-07-19') }), 'more than 84 days late'],
    [
      'rate-differs-from-contract',
      'question',
      {},
      aVisit({ rate: '20.01' }),
      'The agreed rate is £20; £20.01',
    ],
    ['rate-differs-from-contract', 'question', { packages: [unpriced] }, aVisit(), 'No rate is agreed'],
    ['rate-unknown', 'question', { packages: [unpriced] }, aVisit({ rate: null }), 'none is claimed'],
    [
      'rate-unknown',
      'question',
      { packages: [unpriced] },
      aVisit({ rate: null, amountPence: pounds(20) }),
      'Say the rate',
    ],
    [
      'rate-differs-from-contract',
      'question',
      {},
      aVisit({ rate: null, amountPence: pounds(20.01) }),
      'it comes to £20.00; £20.01 is claimed',
    ],
    [
      'amount-differs-from-quantity-times-rate',
      'question',
      {},
      aVisit({ amountPence: pounds(19.99) }),
      'comes to £20.00; £19.99 is claimed',
    ],
    ['vat-on-exempt-service', 'question', {}, aVisit({ vatPence: pounds(4) }), '£4.00 of VAT'],
    ['units-above-commissioned', 'question', { packages: [stays] }, aStay({ units: '1.2' }), '1.2 units'],
  ])('%s: %s', (rule, effect, asked, line, sentence) => {
    const found = findingsOf([line], asked).filter((each) => each.rule === rule);
    expect(found).toMatchObject([{ line: line.line, effect }]);
    expect(found[0]?.message).toContain(sentence);
  });

  it.each<[string, Parameters<typeof findingsOf>[1], ReturnLine]>([
    ['on the first day of its package', { packages: [aPackage({ startDate: '2026-10-05' })] }, aVisit()],
    ['on the last', { packages: [aPackage({ endDate: '2026-10-05' })] }, aVisit()],
    [
      'on the day of death',
      { packages: [aPackage({}, { person: { dateOfDeath: '2026-10-05' } })] },
      aVisit(),
    ],
    [
      'after a suspension',
      { packages: [aPackage({}, { suspensions: [{ from: '2026-10-01', to: '2026-10-04' }] })] },
      aVisit(),
    ],
    ['on the day it is received', {}, aVisit({ first: day('2026-10-12') })],
    ['at the end of the claim window', {}, aVisit({ first: day('2026-07-20') })],
    ['with a rate written otherwise', {}, aVisit({ rate: '20.00' })],
    ['with a rate written very finely', {}, aVisit({ rate: '20.0000000' })],
    ['of no rate where one is agreed', {}, aVisit({ rate: null })],
    ['with no VAT', {}, aVisit({ vatPence: pounds(0) })],
    ['with the VAT of a payroll bureau', { chargesVat: true }, aVisit({ vatPence: pounds(4) })],
    ['of no rate whose amount is right', {}, aVisit({ rate: null, amountPence: pounds(20) })],
    ['of a stay in a suspension', { packages: [suspended] }, aStay({ first: day('2026-10-05') })],
  ])('%s says nothing of it', (_, asked, line) => {
    const quiet = rulesOf(findingsOf([line], asked)).filter(
      (rule) =>
        ![
          ...['units-above-commissioned', 'units-below-commissioned', 'commissioned-not-delivered'],
          'file-received-late',
        ].includes(rule),
    );
    expect(quiet).toEqual([]);
  });

  it('prices visits, minutes of all carers and units, half up', () => {
    const amount = (line: ReturnLine, packages = [aPackage()]) =>
      rulesOf(findingsOf([line], { packages })).includes('amount-differs-from-quantity-times-rate');
    const visits = [aPackage({}, { service: { unit: 'visit' } })];
    // 45 minutes by two carers at £18.90 an hour.
    const two = { claimedMinutes: 45, carers: 2 };
    expect(amount(aVisit({ visit: two, rate: '18.9', amountPence: pounds(28.35) }))).toBe(false);
    expect(amount(aVisit({ visit: two, rate: '18.9', amountPence: pounds(28.36) }))).toBe(true);
    expect(amount(aVisit({ visit: two, rate: '18.123456', amountPence: pounds(27.19) }))).toBe(false);
    expect(amount(aVisit({ visit: { carers: 2 }, amountPence: pounds(40) }), visits)).toBe(false);
    expect(amount(aStay({ units: '0.5', rate: '700.01', amountPence: pounds(350.01) }), [stays])).toBe(false);
    expect(amount(aStay({ units: null, rate: '700', amountPence: pounds(0) }), [stays])).toBe(false);
  });

  it('was accepted or its invoice used in an earlier file', () => {
    const visit = aVisit({ invoiceNumber: 'INV-1' });
    const nameless = aVisit({ visit: { startMinute: null, carerId: null } });
    const earlier = {
      lines: new Map([
        [`PK1 ${visit.first} 540 60 1 C1`, 'before'],
        [`PK1 ${nameless.first}  60 1 `, 'before'],
        [`PK1 ${visit.first} ${visit.first}`, 'before'],
      ]),
      invoices: new Map([['INV-1', 'OCT-1']]),
      open: new Map(),
    };
    const stay = aStay({ last: visit.first });
    const found = findingsOf([visit, nameless, stay], { earlier });
    expect(found.filter(({ effect }) => effect === 'refuse').map(({ line }) => line)).toEqual([
      visit.line,
      nameless.line,
      stay.line,
    ]);
    expect(found.find(({ rule }) => rule === 'invoice-number-reused')?.message).toContain('OCT-1');
  });
});

describe('the package of a line', () => {
  const unplaced = (line: ReturnLine, packages = [aPackage()]) => {
    const check = returnCheck({
      packages,
      terms: usualReturnTerms,
      receivedOn: day('2026-10-12'),
      earlier: nothingEarlier,
    });
    check.take(line);
    return check.conclude().unplaced;
  };

  it('may be named by the person and the service, if there is just one', () => {
    const line = aVisit({ packageId: null });
    expect(unplaced(line)).toEqual([]);
    expect(unplaced(aVisit({ packageId: null, serviceType: null }))).toEqual([]);
    expect(unplaced(line, [aPackage(), aPackage({ packageId: 'PK9' })])).toHaveLength(1);
    expect(unplaced(aVisit({ packageId: null, serviceType: 'day-care' }))).toHaveLength(1);
    expect(unplaced(aVisit({ packageId: null, personId: 'Z9' }))).toHaveLength(1);
    expect(unplaced(aVisit({ packageId: null, first: day('2026-04-01') }))).toHaveLength(1);
    expect(unplaced(line, [ended])).toHaveLength(1);
  });

  it('is said of a line, unless there is none', () => {
    const check = returnCheck({
      packages: [aPackage()],
      terms: usualReturnTerms,
      receivedOn: day('2026-10-12'),
      earlier: nothingEarlier,
    });
    expect(check.take(aVisit({ packageId: null })).placed?.pack.carePackage.packageId).toBe('PK1');
    expect(check.take(aVisit({ packageId: null, personId: 'Z9' })).placed).toBeNull();
  });

  it.each([
    ['person-unknown', { personId: 'Z9', packageId: 'PK1' }],
    ['package-unknown', { personId: 'A1', packageId: null }],
    ['package-unknown', { personId: 'A1', packageId: 'PK77' }],
    ['person-not-of-package', { personId: 'B1', packageId: 'PK1' }],
    ['package-of-another-provider', { personId: 'A1', packageId: 'PK5' }],
  ])('is judged by what is on record: %s', (rule, named) => {
    const onRecord = {
      people: new Set(['A1', 'B1']),
      providerOf: new Map([
        ['PK1', 'P001'],
        ['PK5', 'P002'],
      ]),
    };
    expect(judgeUnplaced({ line: 7, ...named }, onRecord, 'P001')).toMatchObject({
      ...{ rule, line: 7, effect: 'refuse', severity: 'error' },
    });
  });
});

describe('lines beside each other', () => {
  const on = (date: string, visit: Parameters<typeof aVisit>[0] = {}) =>
    aVisit({ first: day(date), ...visit });
  const about = (rule: string, given: readonly ReturnLine[], asked?: Parameters<typeof findingsOf>[1]) =>
    findingsOf(given, asked)
      .filter((each) => each.rule === rule)
      .map(({ line, message }) => [given.findIndex((one) => one.line === line), message]);

  it('a visit claimed two times is refused the second time', () => {
    const rule = 'line-repeated-in-file';
    expect(about(rule, [aVisit(), aVisit()])).toEqual([
      [1, expect.stringContaining('claims the same visit')],
    ]);
    expect(about(rule, [aVisit(), aVisit({ visit: { startMinute: 700 } })])).toEqual([]);
    const nameless = { visit: { carerId: null } };
    expect(about(rule, [aVisit(nameless), aVisit(nameless)])).toHaveLength(1);
    const doubled = { packages: [aPackage({ carers: '2' })] };
    expect(about(rule, [aVisit(nameless), aVisit(nameless)], doubled)).toEqual([]);
    expect(about(rule, [aVisit(nameless), aVisit(nameless), aVisit(nameless)], doubled)).toHaveLength(1);
    const whenever = { visit: { startMinute: null, actualStartMinute: null } };
    expect(about(rule, [aVisit(whenever), aVisit(whenever)])).toEqual([]);
  });

  it('more carers at once than were commissioned are asked about', () => {
    const rule = 'visits-overlap-beyond-carers';
    const second = (startMinute: number, carerId = 'C2') =>
      aVisit({ visit: { carerId, startMinute, actualStartMinute: startMinute } });
    expect(about(rule, [aVisit(), second(600)])).toEqual([
      [1, expect.stringContaining('2 carers are with the person at once, and 1 is commissioned')],
    ]);
    expect(about(rule, [aVisit(), second(601)])).toEqual([]);
    const doubled = { packages: [aPackage({ carers: '2' })] };
    expect(about(rule, [aVisit(), second(600)], doubled)).toEqual([]);
    expect(about(rule, [aVisit(), second(550), second(560, 'C3')], doubled)).toEqual([
      [2, expect.stringContaining('and 2 are commissioned')],
    ]);
    expect(about(rule, [aVisit()], { packages: [aPackage({ carers: '0' })] })).toHaveLength(1);
    expect(about(rule, [aVisit({ visit: { carers: 3 } })], doubled)).toEqual([
      [0, '3 carers are with the person at once, and 2 are commissioned.'],
    ]);
    const whenever = { visit: { startMinute: null, actualStartMinute: null, carerId: 'C3' } };
    expect(about(rule, [aVisit(), aVisit(whenever)])).toEqual([]);
  });

  it('a visit was when it was recorded, else when it is claimed', () => {
    const second = (visit: Partial<Visit>) =>
      aVisit({ visit: { carerId: 'C2', startMinute: 550, ...visit } });
    const overlaps = (visit: Partial<Visit>) =>
      about('visits-overlap-beyond-carers', [aVisit(), second(visit)]).length;
    expect(overlaps({ actualStartMinute: null, actualMinutes: null })).toBe(1);
    expect(overlaps({ actualStartMinute: 700 })).toBe(0);
    expect(overlaps({ startMinute: 500, actualStartMinute: 500, actualMinutes: 40 })).toBe(0);
    expect(overlaps({ startMinute: 500, actualStartMinute: 500, actualMinutes: null })).toBe(1);
  });

  it('visits of two packages of a person are held against each other as those of one', () => {
    const packages = [aPackage(), aPackage({ packageId: 'PK2' })];
    const second = aVisit({
      packageId: 'PK2',
      visit: { carerId: 'C2', startMinute: 550, actualStartMinute: 550 },
    });
    expect(about('visits-overlap-beyond-carers', [second, aVisit()], { packages })).toEqual([
      [0, expect.stringContaining('2 carers are with the person at once')],
    ]);
    expect(about('visits-overlap-beyond-carers', [second], { packages })).toEqual([]);
  });

  it('a carer cannot be with two people, nor come from one to another in no time', () => {
    const packages = [aPackage(), elsewhere];
    const next = (startMinute: number, more: Parameters<typeof aVisit>[0] = {}) =>
      aVisit({
        ...{ personId: 'B1', packageId: 'PK2', ...more },
        visit: { startMinute, actualStartMinute: startMinute, ...more.visit },
      });
    expect(about('carer-in-two-places', [aVisit(), next(600)], { packages })).toEqual([
      [1, expect.stringContaining('for 1 minute of this visit')],
    ]);
    expect(about('carer-in-two-places', [aVisit(), next(599)], { packages })).toEqual([
      [1, expect.stringContaining('for 2 minutes of this visit')],
    ]);
    expect(about('carer-without-travel-time', [aVisit(), next(602)], { packages })).toEqual([
      [1, expect.stringContaining('comes 1 minute after')],
    ]);
    expect(about('carer-without-travel-time', [aVisit(), next(605)], { packages })).toEqual([
      [1, expect.stringContaining('comes 4 minutes after')],
    ]);
    for (const quiet of [
      next(606),
      next(602, { visit: { carerId: 'C2' } }),
      next(540, { first: day('2026-10-06') }),
    ]) {
      expect(about('carer-without-travel-time', [aVisit(), quiet], { packages })).toEqual([]);
      expect(about('carer-in-two-places', [aVisit(), quiet], { packages })).toEqual([]);
    }
    const whenever = next(0, { visit: { startMinute: null, actualStartMinute: null } });
    expect(about('carer-in-two-places', [whenever], { packages })).toEqual([]);
    // A short visit inside a long one leaves the carer where the long one is.
    const long = aVisit({ visit: { claimedMinutes: 180, actualMinutes: 180 } });
    const short = aVisit({
      visit: { startMinute: 560, actualStartMinute: 560, claimedMinutes: 15, actualMinutes: 15 },
    });
    expect(about('carer-in-two-places', [long, short, next(700)], { packages })).toHaveLength(1);
  });

  it('a carer does not work more than sixteen hours of a day, sleeping at a person’s home not counted', () => {
    const rule = 'carer-hours-beyond-limit';
    const hours = (claimedMinutes: number) => [
      aVisit({ visit: { startMinute: 0, actualStartMinute: 0, claimedMinutes: 480, actualMinutes: 480 } }),
      aVisit({ visit: { startMinute: 480, actualStartMinute: 480, claimedMinutes, actualMinutes: null } }),
    ];
    expect(about(rule, hours(480))).toEqual([]);
    expect(about(rule, hours(481))).toEqual([
      [1, expect.stringContaining('961 minutes of visits on 5 October 2026')],
    ]);
    const sleepIn = [aPackage({ serviceType: 'sleep-in' }, { service: { serviceType: 'sleep-in' } })];
    expect(about(rule, hours(481), { packages: sleepIn })).toEqual([]);
  });

  it('minutes are netted over the week of a package, within what is tolerated', () => {
    const rule = 'visit-duration-beyond-tolerance';
    const short = (actualMinutes: number) => [aVisit({ visit: { actualMinutes } }), on('2026-10-07')];
    expect(about(rule, short(48))).toEqual([]);
    expect(about(rule, short(47))).toEqual([
      [0, 'In the week of 5 October 2026, 120 minutes are claimed and 107 recorded.'],
    ]);
    expect(about(rule, [...short(40), on('2026-10-08', { visit: { actualMinutes: 80 } })])).toEqual([]);
    expect(about(rule, short(47).toReversed())).toEqual([[1, expect.stringContaining('107 recorded')]]);
    expect(about(rule, [on('2026-10-05'), on('2026-10-07', { visit: { actualMinutes: 40 } })])).toEqual([
      [1, expect.stringContaining('100 recorded')],
    ]);
    const strict = [aPackage({}, { service: { toleranceMinutes: '0', tolerancePercent: '0' } })];
    expect(about(rule, short(59), { packages: strict })).toHaveLength(1);
  });

  it('a week is held against what was commissioned of the days that the file tells of', () => {
    expect(about('units-above-commissioned', [...week(), on('2026-10-09')])).toEqual([
      [2, 'In the week of 5 October 2026, 180 minutes are claimed and 120 commissioned.'],
    ]);
    expect(
      about('units-below-commissioned', [aVisit({ visit: { claimedMinutes: 5, actualMinutes: 5 } })]),
    ).toEqual([[0, 'In the week of 5 October 2026, 5 minutes are claimed of 60 commissioned.']]);
    const mondays = [aPackage({ weekdays: 'Mon' })];
    expect(
      about('units-above-commissioned', [aVisit(), aVisit({ visit: { startMinute: 700 } })], {
        packages: mondays,
      }),
    ).toEqual([]);
  });

  describe('what an earlier file brought of the same week', () => {
    /** Accepted before: a visit of a carer C9, by its minutes and by how many carers. */
    const before = (date: string, minutes: number, more: { carers?: number; packageId?: string } = {}) => ({
      ...nothingEarlier,
      lines: new Map([
        [`${more.packageId ?? 'PK1'} ${day(date)} 900 ${minutes} ${more.carers ?? 1} C9`, 'before'],
        // A stay has no minutes.
        [`PK1 ${day(date)} ${day(date)}`, 'a stay'],
      ]),
    });

    it('counts to what is claimed of it, by each carer', () => {
      const rule = 'units-above-commissioned';
      expect(about(rule, week(), { earlier: before('2026-10-06', 30, { carers: 2 }) })).toEqual([
        [
          1,
          'In the week of 5 October 2026, 180 minutes are claimed (60 of them in an earlier file) and 120 commissioned.',
        ],
      ]);
      expect(about(rule, week(), { earlier: before('2026-10-12', 60) })).toEqual([]);
      expect(about(rule, week(), { earlier: before('2026-10-04', 60) })).toEqual([]);
      expect(about(rule, week(), { earlier: before('2026-10-06', 60, { packageId: 'PK2' }) })).toEqual([]);
    });

    it('does not count where it comes anew', () => {
      const earlier = before('2026-10-05', 60);
      const [key = ''] = earlier.lines.keys();
      const again = aVisit({ lineRef: 'V-1' });
      const open = new Map([[`PK1 ${again.first} V-1`, { uploadId: 'OCT-0', line: 7, key }]]);
      const given = [again, on('2026-10-07')];
      expect(about('units-above-commissioned', given, { earlier })).toHaveLength(1);
      expect(about('units-above-commissioned', given, { earlier: { ...earlier, open } })).toEqual([]);
    });

    it('makes a week whole of which this file brings the rest', () => {
      const rule = 'units-below-commissioned';
      const rest = [aVisit(), on('2026-10-07', { visit: { claimedMinutes: 5, actualMinutes: 5 } })];
      expect(about(rule, rest)).toHaveLength(1);
      expect(about(rule, rest, { earlier: before('2026-10-06', 55) })).toEqual([]);
    });

    it('is a week that was delivered', () => {
      const rule = 'commissioned-not-delivered';
      const other = (date: string) => aVisit({ first: day(date), personId: 'B1', packageId: 'PK2' });
      const packages = [aPackage(), elsewhere];
      const given = [other('2026-10-05'), other('2026-10-07')];
      expect(about(rule, given, { packages })).toHaveLength(1);
      expect(about(rule, given, { packages, earlier: before('2026-10-05', 15) })).toEqual([]);
    });
  });

  it('a visit that is claimed late is held against the whole of its own week', () => {
    const late = on('2026-08-03', { visit: { claimedMinutes: 120, actualMinutes: 120 } });
    expect(about('units-above-commissioned', [...week(), on('2026-10-12'), late])).toEqual([]);
  });

  it('a week without visits of care that was commissioned is told', () => {
    const rule = 'commissioned-not-delivered';
    const other = (date: string) => aVisit({ first: day(date), personId: 'B1', packageId: 'PK2' });
    const byWeek = aPackage({ packageId: 'PK8' }, { service: { unit: 'week' } });
    const packages = [aPackage(), elsewhere, byWeek, aPackage({ packageId: 'PK3', endDate: '2026-09-30' })];
    const found = findingsOf([...week(), other('2026-10-05'), other('2026-10-12')], { packages });
    expect(found.filter((each) => each.rule === rule)).toMatchObject([
      {
        line: null,
        subject: 'PK1',
        effect: 'tell',
        message: expect.stringContaining('week of 12 October 2026') as string,
      },
    ]);
    const dayCare = aPackage(
      { packageId: 'PK4', serviceType: 'day-care' },
      { service: { serviceType: 'day-care' } },
    );
    expect(about(rule, week(), { packages: [aPackage(), dayCare] })).toEqual([]);
    expect(about(rule, [aStay({ units: '1' })], { packages: [stays] })).toEqual([]);
  });

  it('the habits of a file are told: visits changed afterwards, or recorded just as planned', () => {
    const visits = (count: number, visit: Parameters<typeof aVisit>[0]) =>
      Array.from({ length: count }, (_, place) => aVisit({ first: day('2026-10-05') + place, ...visit }));
    const edited = { visit: { monitoring: 'edited' as const } };
    const exact = { visit: { startMinute: 541 } };
    const quiet = { packages: [aPackage({ unitsPerWeek: '7' })] };
    expect(about('monitoring-edited-beyond-rate', [...visits(1, edited), ...visits(4, {})], quiet)).toEqual(
      [],
    );
    expect(
      about('monitoring-edited-beyond-rate', [...visits(2, edited), ...visits(4, {})], quiet),
    ).toHaveLength(1);
    expect(
      about('visits-exactly-as-planned-beyond-rate', [...visits(4, exact), ...visits(1, {})], quiet),
    ).toEqual([]);
    expect(
      about('visits-exactly-as-planned-beyond-rate', [...visits(5, exact), ...visits(1, {})], quiet),
    ).toHaveLength(1);
  });

  it('a file that comes long after the days it tells of is told to be late, whatever it tells of', () => {
    const rule = 'file-received-late';
    expect(about(rule, [on('2026-09-07')])).toEqual([]);
    expect(about(rule, [on('2026-09-06')])).toEqual([
      [
        -1,
        'The file came 36 days after 6 September 2026, the last day it tells of; more than 35 days is late.',
      ],
    ]);
    expect(about(rule, [on('2026-09-06')], { terms: { lateAfterDays: 36 } })).toEqual([]);
    expect(about(rule, [aStay({ last: day('2026-09-06'), first: day('2026-08-31') })])).toHaveLength(1);
    // A visit of July among those of October is late by itself.
    expect(about(rule, [on('2026-07-27'), ...week()])).toEqual([]);
  });

  it('visits billed in steps are held against what was recorded to the nearest step, over the week', () => {
    const rule = 'billing-increment-differs';
    const terms = { billingIncrementMinutes: 15 };
    const billed = (claimedMinutes: number, actualMinutes: number, carers = 1) =>
      aVisit({ visit: { claimedMinutes, actualMinutes, carers } });
    expect(about(rule, [billed(60, 53)], { terms })).toEqual([]);
    expect(about(rule, [billed(60, 52)], { terms })).toEqual([
      [
        0,
        'In the week of 5 October 2026, 60 minutes are claimed; what was recorded is 45 in steps of 15 minutes, each to the nearest.',
      ],
    ]);
    expect(about(rule, [billed(60, 60), billed(60, 52, 2)], { terms })).toEqual([
      [1, expect.stringContaining('180 minutes are claimed; what was recorded is 150')],
    ]);
    expect(about(rule, [billed(60, 52), billed(45, 53)], { terms })).toEqual([]);
    expect(about(rule, [billed(60, 52)])).toEqual([]);
    const rounded = [billed(60, 53), billed(60, 53)];
    expect(about('visit-duration-beyond-tolerance', rounded)).toHaveLength(1);
    expect(about('visit-duration-beyond-tolerance', rounded, { terms })).toEqual([]);
  });

  it('lines that cannot be read count among the visits of their file', () => {
    const check = returnCheck({
      packages: [aPackage()],
      terms: usualReturnTerms,
      receivedOn: day('2026-10-12'),
      earlier: nothingEarlier,
    });
    check.take(aVisit({ visit: { monitoring: 'edited' } }));
    for (let line = 1; line <= 3; line += 1) check.skip(null);
    check.skip(aVisit().visit);
    expect(rulesOf(check.conclude().findings)).not.toContain('monitoring-edited-beyond-rate');
  });
});

describe('what is true of every standing package', () => {
  const weighed = [
    'hours-above-own-history',
    'visit-lengths-round-beyond-rate',
    'visits-as-last-month-beyond-rate',
  ];
  const daily = aPackage({ unitsPerWeek: '7', weekdays: '' });
  /** An hour a day from Monday 7 September to Sunday 11 October, 59 minutes of it recorded. */
  const from = day('2026-09-07');
  const month = (visit: Partial<NonNullable<ReturnLine['visit']>> = {}, days = 35) =>
    Array.from({ length: days }, (_, place) =>
      aVisit({ first: from + place, visit: { actualMinutes: 59, ...visit } }),
    );
  const accepted = (given: readonly ReturnLine[]) => ({
    lines: new Map(given.map((line) => [earlierKey('PK1', line), `was ${line.lineRef}`])),
    invoices: new Map<string, string>(),
    open: new Map(),
  });
  const moved = (given: readonly ReturnLine[], days: number) =>
    given.map((line) => ({ ...line, first: line.first + days, last: line.last + days }));
  const weighing = (given: readonly ReturnLine[], asked: Parameters<typeof findingsOf>[1] = {}) =>
    findingsOf(given, { packages: [daily], ...asked }).filter(({ rule }) => weighed.includes(rule));
  /** Something to add weight to. */
  const questioned = (given: readonly ReturnLine[]) =>
    given.map((line, place) => (place === 0 ? { ...line, rate: '20.01' } : line));

  it('is said only beside something that is refused or asked about', () => {
    const round = month({ actualMinutes: 45 });
    const said = [
      { rule: 'visit-lengths-round-beyond-rate', effect: 'weigh', severity: 'information', line: null },
    ];
    const short = month({ actualMinutes: 45, claimedMinutes: 45 });
    expect(findingsOf(short, { packages: [daily] })).toMatchObject([
      ...short.slice(0, 5).map(() => ({ rule: 'units-below-commissioned' })),
    ]);
    expect(weighing(questioned(short))).toMatchObject(said);
    expect(weighing([...short, { ...aVisit(), packageId: 'PK99' }])).toMatchObject(said);
    // The weeks are asked about for minutes that were not recorded.
    expect(weighing(round)).toMatchObject(said);
  });

  it('needs more visits than a week’s to show', () => {
    expect(weighing(questioned(month({ actualMinutes: 45 }, 19)))).toEqual([]);
    expect(weighing(questioned(month({ actualMinutes: 45 }, 20)))).toHaveLength(1);
  });

  it('remarks on lengths that are whole quarters of an hour', () => {
    const of = (round: number) => [
      ...month({ actualMinutes: 60 }, round),
      ...moved(month({}, 30 - round), round),
    ];
    expect(weighing(questioned(of(15)))).toEqual([]);
    expect(weighing(questioned(of(16)))[0]?.message).toBe(
      '16 of 30 visits are recorded as whole quarters of an hour; more than 50% are remarked on.',
    );
    expect(weighing(questioned(month({ actualMinutes: null })))).toEqual([]);
  });

  it('remarks on visits that are those of four weeks or of a month before', () => {
    const rule = 'visits-as-last-month-beyond-rate';
    const of = (earlier: readonly ReturnLine[], given = month()) =>
      weighing(questioned(given), { earlier: accepted(earlier) }).filter((one) => one.rule === rule);
    expect(of(moved(month(), -28))[0]?.message).toContain(
      '35 of 35 visits have the start, length and carer of one four weeks before',
    );
    // The same days of August, whatever weekdays they were.
    const september = month({}, 24).map((line, place) =>
      aVisit({ first: line.first, visit: { startMinute: 400 + place } }),
    );
    expect(of(moved(september, -31), september)[0]?.message).toContain(
      '24 of 24 visits have the start, length and carer of one a month before',
    );
    expect(of(moved(month({ carerId: 'C2' }), -28))).toEqual([]);
    expect(of(moved(month({ startMinute: 541 }), -28))).toEqual([]);
    expect(of(moved(month({}, 33), -28))).toEqual([]);
    expect(of(moved(month({}, 34), -28))).toHaveLength(1);
  });

  it('looks up one visit in ten of a long file', () => {
    const long = Array.from({ length: 10_100 }, (_, place) =>
      aVisit({ first: from + (place % 28), visit: { startMinute: place % 1440, carerId: `C${place}` } }),
    );
    const earlier = accepted(moved(long, -28));
    const said = findingsOf(long, { packages: [daily], earlier });
    expect(said.find(({ rule }) => rule === 'visits-as-last-month-beyond-rate')?.message).toContain(
      '10010 of 10010 visits',
    );
  });

  it('knows no day of the month before where that month was too short', () => {
    const july = Array.from({ length: 20 }, (_, place) =>
      aVisit({ first: day('2026-07-31'), visit: { startMinute: 400 + place, actualMinutes: 59 } }),
    );
    const on = (date: string) => ({ earlier: accepted(july.map((line) => ({ ...line, first: day(date) }))) });
    expect(weighing(july, on('2026-07-03'))).toHaveLength(1);
    for (const other of ['2026-06-30', '2026-07-01']) expect(weighing(july, on(other))).toEqual([]);
  });

  it('remarks on more hours a day than were accepted before, by any file', () => {
    const rule = 'hours-above-own-history';
    const before = moved(month({ carerId: 'C9' }, 28), -28);
    const of = (given: readonly ReturnLine[], earlier = accepted(before)) =>
      weighing(questioned(given), { earlier }).filter((one) => one.rule === rule);
    expect(of(month({ claimedMinutes: 75 }))).toEqual([]);
    expect(of(month({ claimedMinutes: 76 }))).toMatchObject([
      {
        message:
          '1.3 hours a day are claimed, and 1.0 were accepted of the days before; more than 25% above is remarked on.',
      },
    ]);
    // A week against four weeks at least.
    expect(of(month({ claimedMinutes: 90 }, 6))).toEqual([]);
    expect(of(month({ claimedMinutes: 90 }, 7))).toHaveLength(1);
    expect(of(month({ claimedMinutes: 90 }), accepted(before.slice(1)))).toEqual([]);
    // Another file claimed the other half of these days; what is later says nothing, and stays say no minutes.
    const half = month({ carerId: 'C3', claimedMinutes: 16 });
    const later = moved(half, 100);
    const stay = aStay({ first: day('2026-08-03'), last: day('2026-08-09') });
    expect(of(month(), accepted([...before, ...half, ...later, stay]))).toHaveLength(1);
    expect(of(month(), accepted([...before, ...later, stay]))).toEqual([]);
    // Two rows without a carer of one visit by two are known by one key.
    const nobody = month({ carerId: null });
    const visits = [...nobody, ...month({ carerId: null })];
    expect(of(visits, accepted(moved(nobody, -35)))).toEqual([]);
    expect(of([...month(), aStay()])).toEqual([]);
  });
});

describe('a file of days that it cannot be about', () => {
  const sentence = (given: readonly ReturnLine[], packages = [aPackage()]) => {
    const check = returnCheck({
      ...{ packages, terms: usualReturnTerms, receivedOn: day('2026-10-12'), earlier: nothingEarlier },
    });
    for (const line of given) check.take(line);
    return check.conclude().wrongPeriod;
  };

  it.each([
    ['2026-10-13', 'had not come when the file was received: 13 October 2026 to 20 October 2026'],
    ['2026-10-12', null],
    ['2026-04-06', null],
    ['2026-03-29', 'no package on any day from 29 March 2026 to 5 April 2026'],
    ['2025-10-05', 'no package on any day'],
    ['2025-10-04', 'more than a year ago: 4 October 2025 to 11 October 2025'],
  ])('from %s on: %s', (first, said) => {
    const given = [aVisit({ first: day(first) + 7 }), aVisit({ first: day(first) })];
    const found = sentence(given);
    if (said === null) expect(found).toBeNull();
    else expect(found).toContain(said);
  });

  it('is none where there are no lines, and one where there are no packages', () => {
    expect(sentence([])).toBeNull();
    expect(sentence([aVisit()], [])).toContain('no package');
  });
});
