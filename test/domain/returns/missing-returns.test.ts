import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { missingReturns, monthOfReturns, tellsOf } from '../../../domain/returns/missing-returns.ts';
import { packageOf } from '../../support/a-council.ts';
import { day } from '../../support/a-return.ts';

const serviceTypes = new Map([
  ['home-care', { basis: 'actuals' as const }],
  ['residential', { basis: 'plan' as const }],
]);

type Suspension = [from: string, to: string | null];
const suspended = (...spans: Suspension[]) =>
  spans.map(([from, to]) => ({
    ...{ from: calendarDate(from), to: to === null ? null : calendarDate(to) },
    kind: 'hospital',
  }));

/** One package of P001 and what it sent, looked at for October 2026. */
function october({
  goLive = null,
  sent = [],
  suspensions = [],
  ...fields
}: Record<string, unknown> & {
  goLive?: string | null;
  sent?: ([string, string] | null)[];
  suspensions?: Suspension[];
}) {
  const carePackage = packageOf({ packageId: 'PK1', ...(fields as Record<string, string>) });
  const [told] = missingReturns({
    month: '2026-10',
    goLive: goLive === null ? null : calendarDate(goLive),
    providers: [{ providerId: 'P001' }],
    packages: [{ ...carePackage, suspensions: suspended(...suspensions) }],
    serviceTypes,
    taken: new Map([
      [
        'P001',
        sent.map((days) => ({ days: days === null ? null : { first: day(days[0]), last: day(days[1]) } })),
      ],
    ]),
  });
  return told!;
}

describe('a return of a month', () => {
  it.each<[string, boolean, Parameters<typeof october>[0]]>([
    ['care that goes on', true, {}],
    ['care that ended on its first day', true, { startDate: '2026-09-01', endDate: '2026-10-01' }],
    ['care that began on its last day', true, { startDate: '2026-10-31' }],
    ['care that ended the day before it', false, { endDate: '2026-09-30' }],
    ['care that began the day after it', false, { startDate: '2026-11-01' }],
    ['care that is paid by the plan', false, { serviceType: 'residential' }],
    ['care of a kind nobody knows', false, { serviceType: 'unheard-of' }],
    ['another provider’s care', false, { providerId: 'P002' }],
    ['care that was suspended throughout', false, { suspensions: [['2026-09-15', null]] }],
    [
      'care that was suspended but for a day',
      true,
      {
        suspensions: [
          ['2026-09-15', '2026-10-14'],
          ['2026-10-16', null],
        ],
      },
    ],
    ['a month before the council moved', false, { goLive: '2026-11-01' }],
    ['the month in which the council moved', true, { goLive: '2026-10-31' }],
    [
      'care that ended in it before the council moved',
      false,
      { goLive: '2026-10-15', endDate: '2026-10-14' },
    ],
  ])('with %s, is expected: %s', (_, isExpected, fields) => {
    expect(october(fields)).toEqual({
      ...{ providerId: 'P001', packages: isExpected ? 1 : 0, isExpected },
      ...{ received: 0, isMissing: isExpected },
    });
  });

  it.each<[string, number, ([string, string] | null)[]]>([
    ['nothing came', 0, []],
    ['one tells of its first day', 1, [['2026-09-28', '2026-10-01']]],
    ['one tells of its last day', 1, [['2026-10-31', '2026-11-06']]],
    ['one ends the day before', 0, [['2026-09-01', '2026-09-30']]],
    ['one begins the day after', 0, [['2026-11-01', '2026-11-30']]],
    ['of one no line was taken', 0, [null]],
    [
      'two weeks came, and one of another month',
      2,
      [
        ['2026-10-05', '2026-10-11'],
        ['2026-10-12', '2026-10-18'],
        ['2026-09-07', '2026-09-13'],
      ],
    ],
  ])('when %s, is received %i times and else missing', (_, received, sent) => {
    expect(october({ sent })).toMatchObject({ received, isMissing: received === 0 });
  });

  it('that came is missing from nobody who need not send one', () => {
    const plan = { serviceType: 'residential', sent: [['2026-10-05', '2026-10-11'] as [string, string]] };
    expect(october(plan)).toMatchObject({ isExpected: false, received: 1, isMissing: false });
  });

  it('is asked of each provider for itself, in the order they were given', () => {
    const facts = { month: '2026-10', goLive: null, serviceTypes, taken: new Map() };
    const packages = ['P002', 'P003', 'P002'].map((providerId, place) =>
      packageOf({ packageId: `PK${place}`, providerId }),
    );
    const providers = ['P003', 'P001', 'P002'].map((providerId) => ({ providerId }));
    expect(
      missingReturns({ ...facts, packages, providers }).map(({ providerId, packages: count }) => [
        providerId,
        count,
      ]),
    ).toEqual([
      ['P003', 1],
      ['P001', 0],
      ['P002', 2],
    ]);
  });
});

describe('a return', () => {
  const inOctober = { first: day('2026-10-05'), last: day('2026-10-11') };
  it.each<[string, boolean, Parameters<typeof tellsOf>[1]]>([
    ['that came for the month, though every line is in question,', true, { days: null, month: '2026-10' }],
    ['that came for the month after it and tells of it', true, { days: inOctober, month: '2026-11' }],
    ['that came for another month', false, { days: null, month: '2026-11' }],
    ['that was withdrawn', false, { days: inOctober, month: '2026-10', isWithdrawn: true }],
  ])('%s tells of October: %s', (_, tells, told) => {
    expect(tellsOf('2026-10', told)).toBe(tells);
  });
});

describe('a month', () => {
  it.each([
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['2028-02', '2028-02-01', '2028-02-29'],
  ])('written %s has its first and last day', (month, from, to) => {
    expect(monthOfReturns(month)).toEqual({ from, to });
  });

  it.each(['2026-13', '2026', ''])('written %j is none', (month) => {
    expect(() => monthOfReturns(month)).toThrow('is not a calendar date');
  });
});
