import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { checkArrangement } from '../../../domain/direct-payments/arrangement-findings.ts';
import {
  reviewsDue,
  reviewTermsSchema,
  usualReviewTerms,
} from '../../../domain/direct-payments/arrangement-reviews.ts';
import {
  arrangementSchema,
  emptyArrangement,
  lacksCapacityOn,
  mayBeAskedFor,
  representativeOn,
  type Arrangement,
  type Representative,
} from '../../../domain/direct-payments/arrangement.ts';
import { pence } from '../../../domain/money.ts';

const day = calendarDate;
const someone = (fields: Partial<Representative> = {}): Representative => ({
  ...{ name: 'Robin Vale', role: 'attorney', from: day('2026-01-01'), to: null },
  ...{ address: '1 High Street', email: null },
  ...fields,
});
const settled: Arrangement = {
  ...emptyArrangement,
  setUp: {
    told: day('2026-03-20'),
    accountOpened: day('2026-03-25'),
    insurance: 'not-needed',
    payroll: 'not-needed',
  },
  signedOn: day('2026-03-28'),
  signedUploadId: 'U1',
};

describe('what is arranged for an agreement', () => {
  it.each([
    ['nothing yet', {}],
    [
      'a plan item without payee and amount',
      { planItems: [{ what: 'outings', payee: null, amountPence: null, frequency: null }] },
    ],
    ['a step that is not needed', { setUp: { ...emptyArrangement.setUp, payroll: 'not-needed' } }],
  ])('may be %s', (_, fields) => {
    expect(arrangementSchema.safeParse({ ...emptyArrangement, ...fields }).success).toBe(true);
  });

  it.each([
    ['an earmarked sum below zero', { earmarked: [{ what: 'redundancy', amountPence: -1 }] }],
    ['a word it does not know', { colour: 'red' }],
    ['a representative of an unknown kind', { representatives: [{ ...someone(), role: 'friend' }] }],
    [
      'a Breathing Space that ends before it begins',
      { breathingSpace: { from: '2026-05-02', to: '2026-05-01' } },
    ],
  ])('is never %s', (_, fields) => {
    expect(arrangementSchema.safeParse({ ...emptyArrangement, ...fields }).success).toBe(false);
  });
});

describe('who acts for a person', () => {
  const nominated = someone({ name: 'Nominated', role: 'nominated-person' });
  const deputy = someone({ name: 'Deputy', role: 'deputy', from: day('2026-05-01') });

  it.each([
    ['2025-12-31', [], null],
    ['2026-04-30', [nominated, deputy], 'Nominated'],
    ['2026-05-01', [nominated, deputy], 'Deputy'],
  ])('for papers on %s, of %j, is %s', (on, representatives, name) => {
    expect(representativeOn({ representatives }, day(on), mayBeAskedFor.papers)?.name ?? null).toBe(name);
  });

  it('for money is never whom they only nominated', () => {
    expect(
      representativeOn({ representatives: [nominated] }, day('2026-05-01'), mayBeAskedFor.money),
    ).toBeNull();
  });

  it('is nobody whose time is over, and of two with the same authority the later', () => {
    const representatives = [
      someone({ name: 'First', from: day('2026-02-01') }),
      someone({ name: 'Later', from: day('2026-03-01') }),
      someone({ name: 'Earlier' }),
      someone({ name: 'Gone', from: day('2026-04-01'), to: day('2026-04-30') }),
    ];
    const on = (text: string) => representativeOn({ representatives }, day(text), mayBeAskedFor.money)?.name;
    expect([on('2026-04-30'), on('2026-05-01')]).toEqual(['Gone', 'Later']);
  });

  it('matters from the first through the last day on which the person lacks capacity', () => {
    const lacksCapacity = { from: day('2026-05-01'), to: day('2026-05-31') };
    const on = (text: string) => lacksCapacityOn({ lacksCapacity }, day(text));
    expect(['2026-04-30', '2026-05-01', '2026-05-31', '2026-06-01'].map(on)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(lacksCapacityOn({ lacksCapacity: null }, day('2026-05-01'))).toBe(false);
  });
});

describe('an arrangement is asked about', () => {
  const agreement = { startDate: day('2026-04-01') };
  const rulesOf = (fields: Partial<Arrangement>, today = '2026-06-01') =>
    checkArrangement({ ...settled, ...fields }, { agreement, today: day(today) }).map(({ rule }) => rule);
  const wages = {
    what: 'Personal assistant wages',
    payee: 'Jo',
    amountPence: pence(100),
    frequency: 'weekly' as const,
  };
  const noCapacity = { lacksCapacity: { from: day('2026-05-01'), to: null } };

  it.each<[string, Partial<Arrangement>, string[]]>([
    ['never where all is there', {}, []],
    [
      'for an item named twice',
      { planItems: [wages, { ...wages, what: 'personal assistant WAGES' }] },
      ['plan-item-repeated'],
    ],
    [
      'not for two items that leave the payee open',
      { planItems: ['outings', 'classes'].map((what) => ({ ...wages, what, payee: null })) },
      [],
    ],
    [
      'for a representative who ends before they begin',
      { representatives: [someone({ to: day('2025-12-31') })] },
      ['end-before-start'],
    ],
    [
      'for a representative nobody can write to',
      { representatives: [someone({ address: null })] },
      ['representative-without-address'],
    ],
    [
      'not for one who has e-mail only',
      { representatives: [someone({ address: null, email: 'a@b.example' })] },
      [],
    ],
    ['for a person without capacity or anybody to act', noCapacity, ['nobody-with-authority']],
    ['not where an attorney acts', { ...noCapacity, representatives: [someone()] }, []],
    ['for a missing signature', { signedOn: null, signedUploadId: null }, ['not-signed']],
    ['for a signed paper without its day', { signedOn: null }, ['signed-without-day']],
    ['for a signature without its paper', { signedUploadId: null }, ['signed-paper-missing']],
    ['for a signature of tomorrow', { signedOn: day('2026-06-02') }, ['signed-in-the-future']],
    [
      'for steps that nobody has taken',
      { setUp: emptyArrangement.setUp },
      ['set-up-incomplete', 'set-up-incomplete'],
    ],
    [
      'for insurance and payroll too where somebody is employed',
      { setUp: emptyArrangement.setUp, planItems: [wages] },
      Array.from({ length: 4 }, () => 'set-up-incomplete'),
    ],
    [
      'for a review of tomorrow',
      { reviews: [{ heldOn: day('2026-06-02'), note: null }] },
      ['review-outside-agreement'],
    ],
    [
      'for a review before the start',
      { reviews: [{ heldOn: day('2026-03-31'), note: null }] },
      ['review-outside-agreement'],
    ],
    [
      'for a bereavement that ends before it begins',
      { bereavement: { since: day('2026-05-02'), to: day('2026-05-01'), contact: 'Olu' } },
      ['end-before-start'],
    ],
    ['not for one that goes on', { bereavement: { since: day('2026-05-02'), to: null, contact: 'Olu' } }, []],
  ])('%s', (_, fields, rules) => {
    expect(rulesOf(fields)).toEqual(rules);
  });

  it('not for a signature or a step before it begins', () => {
    expect(rulesOf(emptyArrangement, '2026-03-31')).toEqual([]);
  });
});

describe('reviews', () => {
  type Told = { reviews?: string[]; lacks?: [string, string | null]; end?: string; died?: string };
  const due = (today: string, { reviews = [], lacks, end, died }: Told = {}) =>
    reviewsDue({
      agreement: { startDate: day('2026-04-01'), endDate: end === undefined ? null : day(end) },
      arrangement: {
        reviews: reviews.map((heldOn) => ({ heldOn: day(heldOn), note: null })),
        lacksCapacity:
          lacks === undefined ? null : { from: day(lacks[0]), to: lacks[1] === null ? null : day(lacks[1]) },
      },
      diedOn: died === undefined ? null : day(died),
      terms: usualReviewTerms,
      today: day(today),
    }).map(({ why, dueOn, daysLate }) => `${why} ${dueOn} ${daysLate}`);

  it.each<[string, string, Told, string[]]>([
    ['first within six months', '2026-10-01', {}, ['first 2026-10-01 0']],
    ['late from the day after', '2026-10-02', {}, ['first 2026-10-01 1']],
    [
      'then within twelve of the last, whatever the order they are told in',
      '2027-06-10',
      { reviews: ['2026-06-01', '2026-05-01'] },
      ['regular 2027-06-01 9'],
    ],
    [
      'at once when capacity is lost',
      '2026-05-03',
      { lacks: ['2026-05-01', null] },
      ['capacity-changed 2026-05-01 2', 'first 2026-10-01 0'],
    ],
    [
      'once for a loss and a return since the last',
      '2026-07-01',
      { lacks: ['2026-05-01', '2026-06-01'] },
      ['capacity-changed 2026-05-01 61', 'first 2026-10-01 0'],
    ],
    [
      'not for a loss that was looked at',
      '2026-07-01',
      { lacks: ['2026-05-01', null], reviews: ['2026-05-10'] },
      ['regular 2027-05-10 0'],
    ],
    [
      'not for a loss on the day of the last review',
      '2026-07-01',
      { lacks: ['2026-05-10', null], reviews: ['2026-05-10'] },
      ['regular 2027-05-10 0'],
    ],
    [
      'not for a return of capacity to come',
      '2026-05-20',
      { lacks: ['2026-05-01', '2026-06-01'], reviews: ['2026-05-10'] },
      ['regular 2027-05-10 0'],
    ],
    [
      'not for what was so before it began',
      '2026-05-20',
      { lacks: ['2020-01-01', null] },
      ['first 2026-10-01 0'],
    ],
    ['still on the last day', '2026-10-05', { end: '2026-10-05' }, ['first 2026-10-01 4']],
    ['never after the end', '2026-10-06', { end: '2026-10-05' }, []],
    ['never after a death', '2026-10-06', { died: '2026-10-05' }, []],
  ])('are due %s: on %s', (_, today, told, expected) => {
    expect(due(today, told)).toEqual(expected);
  });

  it('may be asked for sooner than the law says, and no later', () => {
    const takes = (fields: object) => reviewTermsSchema.safeParse({ ...usualReviewTerms, ...fields }).success;
    expect([takes({}), takes({ firstWithinMonths: 3 })]).toEqual([true, true]);
    expect([takes({ firstWithinMonths: 7 }), takes({ thenWithinMonths: 13 })]).toEqual([false, false]);
  });
});
