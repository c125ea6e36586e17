import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bacsDates } from '../../domain/bacs-cycle.ts';
import { addDays, calendarDate, dayOfWeek } from '../../domain/calendar.ts';
import {
  bankHolidays,
  readDayKind,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../../domain/working-days.ts';

const anyDate = fc.integer({ min: 10, max: 3630 }).map((days) => addDays(calendarDate('2019-01-01'), days));

describe('bank holidays of England and Wales', () => {
  it.each([
    ['2019', 8],
    ['2020', 8],
    ['2021', 8],
    ['2022', 10],
    ['2023', 9],
    ['2024', 8],
    ['2025', 8],
    ['2026', 8],
    ['2027', 8],
    ['2028', 8],
  ])('in %s are %d', (year, count) => {
    expect(bankHolidays.filter(({ date }) => date.startsWith(year))).toHaveLength(count);
  });

  it('all fall from Monday to Friday, in order, each with a source', () => {
    expect(bankHolidays.filter(({ date }) => ['saturday', 'sunday'].includes(dayOfWeek(date)))).toEqual([]);
    expect(bankHolidays.map(({ date }) => date)).toEqual(bankHolidays.map(({ date }) => date).toSorted());
    expect(bankHolidays.filter(({ source }) => source === '')).toEqual([]);
  });

  it.each([
    ['2020-05-08', 'Early May bank holiday (VE day)'],
    ['2020-12-28', 'Boxing Day (substitute day)'],
    ['2021-12-27', 'Christmas Day (substitute day)'],
    ['2022-01-03', 'New Year’s Day (substitute day)'],
    ['2022-06-02', 'Spring bank holiday'],
    ['2022-06-03', 'Platinum Jubilee bank holiday'],
    ['2022-09-19', 'State Funeral of Queen Elizabeth II'],
    ['2022-12-27', 'Christmas Day (substitute day)'],
    ['2023-05-08', 'Coronation of King Charles III'],
    ['2026-12-28', 'Boxing Day (substitute day)'],
    ['2028-04-14', 'Good Friday'],
    ['2026-04-04', 'a Saturday'],
    ['2026-04-05', 'a Sunday'],
    ['2027-12-25', 'a Saturday'],
  ])('make %s no working day: it is %s', (date, because) => {
    expect(readDayKind(calendarDate(date))).toEqual({ ok: true, value: { working: false, because } });
  });

  it.each(['2020-05-04', '2022-05-30', '2026-12-29', '2023-05-09', '2019-01-02'])(
    'leave %s a working day',
    (date) => {
      expect(readDayKind(calendarDate(date))).toEqual({ ok: true, value: { working: true } });
    },
  );

  it.each(['2018-12-31', '2029-01-01', '2029-01-06'])('are not known for %s, and that is said', (date) => {
    expect(readDayKind(calendarDate(date))).toEqual({
      ok: false,
      rule: 'bank-holidays-unknown',
      message: `The bank holidays of ${date.slice(0, 4)} are not known, so it cannot be said which days are working days.`,
    });
  });
});

describe('the nearest working day', () => {
  it.each([
    ['2026-12-25', '2026-12-29', '2026-12-24'],
    ['2026-12-29', '2026-12-29', '2026-12-29'],
    ['2026-04-04', '2026-04-07', '2026-04-02'],
  ])('to %s is %s after and %s before', (date, after, before) => {
    expect(workingDayOnOrAfter(calendarDate(date))).toEqual({ ok: true, value: after });
    expect(workingDayOnOrBefore(calendarDate(date))).toEqual({ ok: true, value: before });
  });

  it('is not guessed at beyond the years we know', () => {
    expect(workingDayOnOrAfter(calendarDate('2028-12-30'))).toMatchObject({ rule: 'bank-holidays-unknown' });
    expect(workingDayOnOrBefore(calendarDate('2019-01-01'))).toMatchObject({ rule: 'bank-holidays-unknown' });
  });
});

describe('the Bacs cycle', () => {
  it.each([
    ['2019-08-22', '2019-08-23', '2019-08-27', 'Clear Direct Debit'],
    ['2019-08-23', '2019-08-27', '2019-08-28', 'Clear Direct Debit'],
    // 19 September 2022, the State Funeral, was a bank holiday.
    ['2022-09-16', '2022-09-20', '2022-09-21', 'Access PaySuite'],
    ['2022-09-20', '2022-09-21', '2022-09-22', 'Access PaySuite'],
    ['2020-12-22', '2020-12-23', '2020-12-24', 'Unified Software'],
    ['2020-12-23', '2020-12-24', '2020-12-29', 'Unified Software'],
    ['2020-12-29', '2020-12-30', '2020-12-31', 'Unified Software'],
    ['2020-12-30', '2020-12-31', '2021-01-04', 'Unified Software'],
    ['2021-01-04', '2021-01-05', '2021-01-06', 'Unified Software'],
  ])(
    'submits on %s and processes on %s what is in the bank on %s (golden case 4, published by %s)',
    (submit, process, entry) => {
      const dates = { submissionDate: submit, processingDate: process, entryDate: entry };
      expect(bacsDates({ entryDate: calendarDate(entry) })).toEqual({ ok: true, value: dates });
      expect(bacsDates({ earliestEntryOnOrAfter: calendarDate(entry) })).toEqual({ ok: true, value: dates });
    },
  );

  it('moves an earliest date to the next working day', () => {
    expect(bacsDates({ earliestEntryOnOrAfter: calendarDate('2026-12-25') })).toEqual({
      ok: true,
      value: { submissionDate: '2026-12-23', processingDate: '2026-12-24', entryDate: '2026-12-29' },
    });
  });

  it.each([
    ['2026-12-28', '28 December 2026 is Boxing Day (substitute day)'],
    ['2026-04-04', '4 April 2026 is a Saturday'],
  ])('refuses to be in the bank on %s', (entryDate, why) => {
    expect(bacsDates({ entryDate: calendarDate(entryDate) })).toEqual({
      ok: false,
      rule: 'entry-not-on-working-day',
      message: `Bacs pays on working days only, and ${why}.`,
    });
  });

  it.each([
    { entryDate: '2029-01-03' },
    { entryDate: '2019-01-02' },
    { entryDate: '2019-01-03' },
    { earliestEntryOnOrAfter: '2028-12-30' },
  ])('refuses %j, whose bank holidays are not known', (request) => {
    const known = Object.fromEntries(
      Object.entries(request).map(([key, date]) => [key, calendarDate(date)]),
    ) as Parameters<typeof bacsDates>[0];
    expect(bacsDates(known)).toMatchObject({ ok: false, rule: 'bank-holidays-unknown' });
  });

  it('takes three different working days, with no other between them', () => {
    const isWorking = (date: ReturnType<typeof calendarDate>) => {
      const kind = readDayKind(date);
      return kind.ok && kind.value.working;
    };
    fc.assert(
      fc.property(anyDate, (date) => {
        const reading = bacsDates({ earliestEntryOnOrAfter: date });
        if (!reading.ok) throw new Error(reading.message);
        const { submissionDate, processingDate, entryDate } = reading.value;
        expect(entryDate >= date && processingDate < entryDate && submissionDate < processingDate).toBe(true);
        const workingDays = [];
        for (let day = submissionDate; day <= entryDate; day = addDays(day, 1)) {
          if (isWorking(day)) workingDays.push(day);
        }
        expect(workingDays).toEqual([submissionDate, processingDate, entryDate]);
      }),
    );
  });
});
