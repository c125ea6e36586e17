import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate, dayOfWeek, weekdaySchema } from '../../domain/calendar.ts';
import {
  contains,
  dateRangeSchema,
  intersect,
  overlaps,
  rangeDays,
  type ClosedRange,
  type DateRange,
} from '../../domain/date-range.ts';
import { InvariantError } from '../../domain/outcome.ts';
import {
  calendarMonthOf,
  cutAtPeriods,
  financialYearOf,
  fourWeeklyPeriodOf,
  paymentDatesOf,
  weekOf,
} from '../../domain/periods.ts';

const closed = (from: string, to: string): ClosedRange => ({
  from: calendarDate(from),
  to: calendarDate(to),
});
const open = (from: string): DateRange => ({ from: calendarDate(from), to: null });

const anyDate = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(calendarDate('2019-01-01'), days));
const anyClosed = fc
  .tuple(anyDate, fc.integer({ min: 0, max: 400 }))
  .map(([from, days]) => ({ from, to: addDays(from, days) }));
const anyRange: fc.Arbitrary<DateRange> = fc.oneof(
  anyClosed,
  anyDate.map((from) => ({ from, to: null })),
);

describe('date ranges', () => {
  it('include both ends', () => {
    expect(rangeDays(closed('2026-04-01', '2026-04-07'))).toBe(7);
    expect(rangeDays(closed('2026-04-01', '2026-04-01'))).toBe(1);
    expect(() => rangeDays(closed('2026-04-02', '2026-04-01'))).toThrow(
      new InvariantError('A period from 2026-04-02 cannot end on 2026-04-01'),
    );
  });

  it.each([
    ['2026-03-31', false, false],
    ['2026-04-01', true, true],
    ['2026-04-07', true, true],
    ['2026-04-08', false, true],
  ])('%s lies in a closed week: %s, in an open range from its start: %s', (date, inClosed, inOpen) => {
    expect(contains(closed('2026-04-01', '2026-04-07'), calendarDate(date))).toBe(inClosed);
    expect(contains(open('2026-04-01'), calendarDate(date))).toBe(inOpen);
  });

  it.each([
    [
      closed('2026-04-01', '2026-04-07'),
      closed('2026-04-07', '2026-04-09'),
      closed('2026-04-07', '2026-04-07'),
    ],
    [closed('2026-04-01', '2026-04-07'), closed('2026-04-08', '2026-04-09'), undefined],
    [
      closed('2026-04-01', '2026-04-30'),
      closed('2026-04-08', '2026-04-09'),
      closed('2026-04-08', '2026-04-09'),
    ],
    [closed('2026-04-01', '2026-04-30'), open('2026-04-08'), closed('2026-04-08', '2026-04-30')],
    [open('2026-04-01'), closed('2026-03-01', '2026-04-30'), closed('2026-04-01', '2026-04-30')],
    [open('2026-04-01'), open('2026-03-01'), open('2026-04-01')],
    [open('2026-04-01'), closed('2026-03-01', '2026-03-31'), undefined],
  ])('%j and %j share %j', (range, other, shared) => {
    expect(intersect(range, other)).toEqual(shared);
    expect(intersect(other, range)).toEqual(shared);
    expect(overlaps(range, other)).toBe(shared !== undefined);
  });

  it('share exactly the days that lie in both', () => {
    fc.assert(
      fc.property(anyRange, anyRange, anyDate, (range, other, date) => {
        const shared = intersect(range, other);
        const inBoth = contains(range, date) && contains(other, date);
        expect(shared !== undefined && contains(shared, date)).toBe(inBoth);
      }),
      { numRuns: 1000 },
    );
  });

  it('are refused where they end before they start', () => {
    expect(dateRangeSchema.safeParse(closed('2026-04-02', '2026-04-01')).error?.issues[0]?.message).toBe(
      'A period ends on or after the day it starts',
    );
    expect(dateRangeSchema.parse(closed('2026-04-01', '2026-04-01'))).toEqual(
      closed('2026-04-01', '2026-04-01'),
    );
    expect(dateRangeSchema.parse(open('2026-04-02'))).toEqual(open('2026-04-02'));
    expect(dateRangeSchema.safeParse({ ...open('2026-04-02'), until: null }).success).toBe(false);
  });
});

describe('weeks', () => {
  it.each([
    ['2026-04-06', 'monday', '2026-04-06', '2026-04-12'],
    ['2026-04-12', 'monday', '2026-04-06', '2026-04-12'],
    ['2026-04-12', 'sunday', '2026-04-12', '2026-04-18'],
    ['2026-04-10', 'saturday', '2026-04-04', '2026-04-10'],
  ] as const)('%s lies in the week of a %s that is %s to %s', (date, firstDay, from, to) => {
    expect(weekOf(calendarDate(date), firstDay)).toEqual(closed(from, to));
  });

  it('begin on their first day and contain their date', () => {
    fc.assert(
      fc.property(anyDate, fc.constantFrom(...weekdaySchema.options), (date, firstDay) => {
        const week = weekOf(date, firstDay);
        expect(dayOfWeek(week.from)).toBe(firstDay);
        expect(rangeDays(week)).toBe(7);
        expect(contains(week, date)).toBe(true);
      }),
    );
  });
});

describe('the four-weekly calendar of Worcestershire 2020/21 (golden case 3)', () => {
  const anchor = calendarDate('2020-02-08');
  const timetable = { lastAmendmentAfterDays: 3, finaliseAfterDays: 4, inBankAfterDays: 10 };

  it.each([
    ['2020-02-11', '2020-02-12', '2020-02-08', '2020-03-06', '2020-02-18'],
    ['2020-03-10', '2020-03-11', '2020-03-07', '2020-04-03', '2020-03-17'],
    ['2020-04-07', '2020-04-08', '2020-04-04', '2020-05-01', '2020-04-14'],
    ['2020-06-02', '2020-06-03', '2020-05-30', '2020-06-26', '2020-06-09'],
  ])('amends until %s, finalises on %s, pays %s to %s on %s', (amendment, finalise, from, to, inBank) => {
    const period = fourWeeklyPeriodOf(calendarDate(to), anchor);
    expect(period).toEqual(closed(from, to));
    expect(paymentDatesOf(period, timetable)).toEqual({
      lastAmendmentOn: amendment,
      finaliseOn: finalise,
      inBankOn: inBank,
    });
    expect([period.from, period.to, calendarDate(amendment), calendarDate(inBank)].map(dayOfWeek)).toEqual([
      'saturday',
      'friday',
      'tuesday',
      'tuesday',
    ]);
  });

  it('counts periods backwards from its anchor too', () => {
    expect(fourWeeklyPeriodOf(calendarDate('2020-02-07'), anchor)).toEqual(
      closed('2020-01-11', '2020-02-07'),
    );
    expect(fourWeeklyPeriodOf(calendarDate('2019-04-01'), anchor)).toEqual(
      closed('2019-03-09', '2019-04-05'),
    );
  });
});

describe('months and financial years', () => {
  it.each([
    ['2026-02-10', '2026-02-01', '2026-02-28'],
    ['2028-02-29', '2028-02-01', '2028-02-29'],
    ['2026-12-31', '2026-12-01', '2026-12-31'],
    ['2026-04-01', '2026-04-01', '2026-04-30'],
  ])('%s lies in the month %s to %s', (date, from, to) => {
    expect(calendarMonthOf(calendarDate(date))).toEqual(closed(from, to));
  });

  it.each([
    ['2026-03-31', '2025-26', '2025-04-01', '2026-03-31'],
    ['2026-04-01', '2026-27', '2026-04-01', '2027-03-31'],
    ['2026-12-31', '2026-27', '2026-04-01', '2027-03-31'],
    ['2000-01-01', '1999-00', '1999-04-01', '2000-03-31'],
  ])('%s lies in the financial year %s, %s to %s', (date, name, from, to) => {
    expect(financialYearOf(calendarDate(date))).toEqual({ name, ...closed(from, to) });
  });
});

describe('cutting a range at period ends', () => {
  it('cuts where months end', () => {
    expect(cutAtPeriods(closed('2026-03-30', '2026-05-02'), calendarMonthOf)).toEqual([
      closed('2026-03-30', '2026-03-31'),
      closed('2026-04-01', '2026-04-30'),
      closed('2026-05-01', '2026-05-02'),
    ]);
  });

  it('leaves a range within one period whole', () => {
    expect(cutAtPeriods(closed('2026-04-30', '2026-04-30'), calendarMonthOf)).toEqual([
      closed('2026-04-30', '2026-04-30'),
    ]);
  });

  it('loses no day and counts none twice', () => {
    const anchor = calendarDate('2020-02-08');
    fc.assert(
      fc.property(anyClosed, (range) => {
        const pieces = cutAtPeriods(range, (date) => fourWeeklyPeriodOf(date, anchor));
        expect(pieces.reduce((days, piece) => days + rangeDays(piece), 0)).toBe(rangeDays(range));
        expect([pieces[0]?.from, pieces.at(-1)?.to]).toEqual([range.from, range.to]);
        for (const [index, piece] of pieces.entries()) {
          const next = pieces[index + 1];
          if (next) expect(next.from).toBe(addDays(piece.to, 1));
          expect(fourWeeklyPeriodOf(piece.from, anchor)).toEqual(fourWeeklyPeriodOf(piece.to, anchor));
        }
      }),
    );
  });

  it('notices a calendar whose periods do not contain their day', () => {
    expect(() =>
      cutAtPeriods(closed('2026-04-01', '2026-04-30'), () => closed('2026-05-01', '2026-05-31')),
    ).toThrow(new InvariantError('The period of 2026-04-01 contains it'));
  });
});
