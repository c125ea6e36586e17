import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  addDays,
  calendarDate,
  calendarDateSchema,
  compareDates,
  dateOf,
  dayOfWeek,
  daysBetween,
  formatDate,
  instant,
  instantSchema,
  isBefore,
  londonDate,
  maxDate,
  minDate,
  readDate,
  weekdaySchema,
  yearMonthDay,
} from '../../domain/calendar.ts';
import { InvariantError } from '../../domain/outcome.ts';

const plainDate = fc
  .integer({ min: 0, max: 109_572 })
  .map((days) => Temporal.PlainDate.from('1900-01-01').add({ days }));
const anyDate = plainDate.map((date) => calendarDate(date.toString()));

describe('reading dates', () => {
  it.each([
    ['2026-04-01', '2026-04-01'],
    ['01/04/2026', '2026-04-01'],
    ['1/4/2026', '2026-04-01'],
    ['31/12/2199', '2199-12-31'],
    ['1900-01-01', '1900-01-01'],
    ['29/02/2028', '2028-02-29'],
    ['29/2/2000', '2000-02-29'],
    [' 2026-04-01 ', '2026-04-01'],
    ['10/11/2026', '2026-11-10'],
  ])('takes %j as %s', (text, value) => {
    expect(readDate(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['31/02/2026', '31 February 2026 does not exist.'],
    ['2026-02-31', '31 February 2026 does not exist.'],
    ['29/02/2027', '29 February 2027 does not exist.'],
    ['29/02/1900', '29 February 1900 does not exist.'],
    ['31/04/2026', '31 April 2026 does not exist.'],
    ['31/06/2026', '31 June 2026 does not exist.'],
    ['31/09/2026', '31 September 2026 does not exist.'],
    ['31/11/2026', '31 November 2026 does not exist.'],
    ['32/12/2026', '32 December 2026 does not exist.'],
    ['00/01/2026', '0 January 2026 does not exist.'],
    ['2026-07-00', '0 July 2026 does not exist.'],
    ['04/13/2026', 'Month 13 does not exist: the day comes first, as in 01/04/2026.'],
    ['2026-00-01', 'Month 0 does not exist: the day comes first, as in 01/04/2026.'],
  ])('refuses %j: %s', (text, message) => {
    expect(readDate(text)).toEqual({ ok: false, rule: 'date-not-in-calendar', message });
  });

  it.each([
    ['1899-12-31', 1899],
    ['01/01/2200', 2200],
    ['01/01/0026', 26],
  ])('refuses the year of %j', (text, year) => {
    expect(readDate(text)).toEqual({
      ok: false,
      rule: 'date-out-of-range',
      message: `The year ${year} is outside 1900 to 2199.`,
    });
  });

  it.each([
    ...[
      '1 April 2026',
      '01/04/26',
      '001/04/2026',
      '1/004/2026',
      '01-04-2026',
      '2026/04/01',
      '46113',
      '2026-4-1',
    ],
    ...[
      '/04/2026',
      '1//2026',
      '01/04/20266',
      'a1/04/2026',
      '01/b4/2026',
      '01/04/c026',
      '20260401',
      '2026-04-1x',
    ],
    ...[
      '2026-04-01T00:00:00Z',
      '1/4/2026/5',
      '1/4',
      '2026-04/01',
      '2026/04-01',
      '20x6-04-01',
      '2026-0 -01',
      '０１/04/2026',
    ],
  ])('refuses %j as no date', (text) => {
    expect(readDate(text)).toEqual({
      ok: false,
      rule: 'date-not-plain',
      message: `“${text}” is not a date: write 2026-04-01 or 01/04/2026.`,
    });
  });

  it.each(['', '  '])('says that %j is missing', (text) => {
    expect(readDate(text)).toEqual({ ok: false, rule: 'date-missing', message: 'A date is missing.' });
  });

  it('agrees with Temporal on every date of ours, in every way of writing it', () => {
    fc.assert(
      fc.property(plainDate, (date) => {
        const iso = date.toString();
        const [year = '', month = '', day = ''] = iso.split('-');
        const written = [iso, `${day}/${month}/${year}`, `${Number(day)}/${Number(month)}/${year}`];
        expect(written.map(readDate)).toEqual(written.map(() => ({ ok: true, value: iso })));
      }),
    );
  });

  it('agrees with Temporal on which days exist', () => {
    const year = fc.integer({ min: 1900, max: 2199 });
    const twoDigits = fc.integer({ min: 0, max: 40 }).map((number) => String(number).padStart(2, '0'));
    fc.assert(
      fc.property(year, twoDigits, twoDigits, (ofYear, month, day) => {
        const text = `${ofYear}-${month}-${day}`;
        const exists = () => Temporal.PlainDate.from(text, { overflow: 'reject' });
        if (readDate(text).ok) expect(exists().toString()).toBe(text);
        else expect(exists).toThrow(RangeError);
      }),
    );
  });
});

describe('a calendar date', () => {
  it('is vouched for, or our code is wrong', () => {
    expect(calendarDate('2026-04-01')).toBe('2026-04-01');
    expect(() => calendarDate('01/04/2026')).toThrow(new InvariantError('01/04/2026 is not a calendar date'));
  });

  it('has a schema that takes what exists and says in the API description that it is a date', () => {
    expect(calendarDateSchema.parse('2028-02-29')).toBe('2028-02-29');
    for (const text of ['2027-02-29', '2026-04-01T00:00:00Z', '1899-12-31', '2200-01-01', '2026-13-01']) {
      expect(calendarDateSchema.safeParse(text).error?.issues[0]?.message).toBe(
        'A date is YYYY-MM-DD, exists, and lies in 1900 to 2199',
      );
    }
    expect(z.toJSONSchema(calendarDateSchema)).toMatchObject({ type: 'string', format: 'date' });
  });

  it('is read aloud as people write it', () => {
    const firsts = Array.from({ length: 12 }, (_, index) => dateOf({ year: 2026, month: index + 1, day: 1 }));
    expect(firsts.map(formatDate)).toEqual([
      ...['1 January 2026', '1 February 2026', '1 March 2026', '1 April 2026', '1 May 2026', '1 June 2026'],
      ...['1 July 2026', '1 August 2026', '1 September 2026'],
      ...['1 October 2026', '1 November 2026', '1 December 2026'],
    ]);
  });

  it('comes apart and together again', () => {
    expect(yearMonthDay(calendarDate('2026-04-09'))).toEqual({ year: 2026, month: 4, day: 9 });
    expect(dateOf({ year: 2026, month: 10, day: 10 })).toBe('2026-10-10');
    expect(() => dateOf({ year: 2027, month: 2, day: 29 })).toThrow(InvariantError);
  });

  it('sorts, and yields the earliest and the latest of several', () => {
    const [first, second, third] = ['2025-12-31', '2026-01-01', '2026-01-02'].map(calendarDate) as [
      ReturnType<typeof calendarDate>,
      ReturnType<typeof calendarDate>,
      ReturnType<typeof calendarDate>,
    ];
    expect([third, first, second, first].toSorted(compareDates)).toEqual([first, first, second, third]);
    expect([compareDates(first, second), compareDates(second, second), compareDates(third, second)]).toEqual([
      -1, 0, 1,
    ]);
    expect([isBefore(first, second), isBefore(second, second), isBefore(third, second)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([minDate(second, first, third), minDate(second)]).toEqual([first, second]);
    expect([maxDate(second, third, first), maxDate(second)]).toEqual([third, second]);
  });

  it.each([
    ['2027-02-28', 1, '2027-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2000-03-01', -1, '2000-02-29'],
    ['1969-12-31', 1, '1970-01-01'],
    ['2026-04-01', 0, '2026-04-01'],
    ['1900-01-01', 109_572, '2199-12-31'],
  ])('%s and %d days is %s', (from, days, to) => {
    expect(addDays(calendarDate(from), days)).toBe(to);
    expect(daysBetween(calendarDate(from), calendarDate(to))).toBe(days);
  });

  it('does not leave the years we know', () => {
    expect(() => addDays(calendarDate('2199-12-31'), 1)).toThrow(InvariantError);
    expect(() => addDays(calendarDate('1900-01-01'), -1)).toThrow(InvariantError);
  });

  it('counts days as Temporal does', () => {
    fc.assert(
      fc.property(plainDate, plainDate, (from, to) => {
        const days = from.until(to, { largestUnit: 'days' }).days;
        const [start, end] = [calendarDate(from.toString()), calendarDate(to.toString())];
        expect(daysBetween(start, end)).toBe(days);
        expect(addDays(start, days)).toBe(end);
      }),
      { numRuns: 1000 },
    );
  });

  it('falls on the weekday Temporal says', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const { dayOfWeek: isoDay } = Temporal.PlainDate.from(date);
        expect(dayOfWeek(date)).toBe(weekdaySchema.options[isoDay - 1]);
      }),
    );
  });

  it('falls on the weekday everyone remembers', () => {
    expect(dayOfWeek(calendarDate('1969-07-20'))).toBe('sunday');
    const funeral = calendarDate('2022-09-19');
    expect([0, 1, 2, 3, 4, 5, 6].map((days) => dayOfWeek(addDays(funeral, days)))).toEqual([
      ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
    ]);
  });
});

describe('instants', () => {
  it('have one form, so that they sort as text', () => {
    expect(instant('2026-04-01T07:00:00Z')).toBe('2026-04-01T07:00:00.000Z');
    expect(instant('2026-04-01T08:00:00.1234567+01:00')).toBe('2026-04-01T07:00:00.123Z');
    expect(() => instant('yesterday')).toThrow(RangeError);
    expect(instantSchema.safeParse('2026-04-01T07:00:00Z').success).toBe(false);
    expect(instantSchema.safeParse('2026-04-01T07:00:00.000Z').success).toBe(true);
  });

  it.each([
    ['2026-06-30T22:59:59Z', '2026-06-30'],
    ['2026-06-30T23:00:00Z', '2026-07-01'],
    ['2026-12-31T23:59:59Z', '2026-12-31'],
    ['2026-03-29T00:30:00Z', '2026-03-29'],
    ['2026-10-24T23:30:00Z', '2026-10-25'],
  ])('at %s it is %s in London', (at, date) => {
    expect(londonDate(instant(at))).toBe(date);
  });
});
