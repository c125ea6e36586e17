import { describe, expect, it } from 'vitest';
import {
  carerRules,
  fileRules,
  judgeUnplaced,
  lineRules,
  packageRules,
  personRules,
  returnCheck,
  weekRules,
} from '../../../domain/returns/check-return.ts';
import { nothingEarlier } from '../../../domain/returns/earlier-lines.ts';
import type { ReturnLine } from '../../../domain/returns/return-line.ts';
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
    ...[...weekRules, ...fileRules],
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
    ['with no rate, no amount, and no rate agreed', { packages: [unpriced] }, aVisit({ rate: null })],
    ['with no VAT', {}, aVisit({ vatPence: pounds(0) })],
    ['of no rate whose amount is right', {}, aVisit({ rate: null, amountPence: pounds(20) })],
    ['of a stay in a suspension', { packages: [suspended] }, aStay({ first: day('2026-10-05') })],
  ])('%s says nothing of it', (_, asked, line) => {
    const quiet = rulesOf(findingsOf([line], asked)).filter(
      (rule) =>
        !['units-above-commissioned', 'units-below-commissioned', 'commissioned-not-delivered'].includes(
          rule,
        ),
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
      lines: new Set([
        `PK1 ${visit.first} 540 60 C1`,
        `PK1 ${nameless.first}  60 `,
        `PK1 ${visit.first} ${visit.first}`,
      ]),
      invoices: new Map([['INV-1', 'OCT-1']]),
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
    expect(check.placedOn(aVisit({ packageId: null }))).toBe('PK1');
    expect(check.placedOn(aVisit({ packageId: null, personId: 'Z9' }))).toBeNull();
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
    expect(about(rule, [aVisit({ visit: { carers: 3 } })], doubled)).toEqual([
      [0, '3 carers are with the person at once, and 2 are commissioned.'],
    ]);
    const whenever = { visit: { startMinute: null, actualStartMinute: null, carerId: 'C3' } };
    expect(about(rule, [aVisit(), aVisit(whenever)])).toEqual([]);
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
