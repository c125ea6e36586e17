import * as z from 'zod';
import { addDays, calendarDateSchema, dayOfWeek, type CalendarDate } from './calendar.ts';
import { refuse, type Reading } from './outcome.ts';
import publishedBankHolidays from './reference/bank-holidays.json' with { type: 'json' };
import { confidenceSchema } from './reference/reference-row.ts';

const bankHolidaySchema = z.strictObject({
  date: calendarDateSchema,
  title: z.string(),
  source: z.string(),
  confidence: confidenceSchema,
});
export type BankHoliday = z.infer<typeof bankHolidaySchema>;

/** The bank holidays of England and Wales, in order, for every year we know. */
export const bankHolidays: readonly BankHoliday[] = z.array(bankHolidaySchema).parse(publishedBankHolidays);

const holidayTitles = new Map<CalendarDate, string>(bankHolidays.map(({ date, title }) => [date, title]));
const knownYears = new Set(bankHolidays.map(({ date }) => yearOf(date)));

function yearOf(date: CalendarDate): string {
  return date.slice(0, 4);
}

export type DayKind = { working: true } | { working: false; because: string };

/**
 * Whether banks and councils work on a day, and if not why. A year whose bank holidays we do not know is refused:
 * a missing list must never pass for a year without holidays.
 */
export function readDayKind(date: CalendarDate): Reading<DayKind> {
  if (!knownYears.has(yearOf(date))) {
    return refuse(
      'bank-holidays-unknown',
      `The bank holidays of ${yearOf(date)} are not known, so it cannot be said which days are working days.`,
    );
  }
  const weekday = dayOfWeek(date);
  const because = weekday === 'saturday' || weekday === 'sunday' ? nameOf(weekday) : holidayTitles.get(date);
  return { ok: true, value: because === undefined ? { working: true } : { working: false, because } };
}

function nameOf(weekday: 'saturday' | 'sunday'): string {
  return weekday === 'saturday' ? 'a Saturday' : 'a Sunday';
}

/** The day itself if it is a working day, else the next one: 25 December 2026 gives 29 December. */
export function workingDayOnOrAfter(date: CalendarDate): Reading<CalendarDate> {
  return nearestWorkingDay(date, 1);
}

/** The day itself if it is a working day, else the last one before: 27 December 2026 gives 24 December. */
export function workingDayOnOrBefore(date: CalendarDate): Reading<CalendarDate> {
  return nearestWorkingDay(date, -1);
}

function nearestWorkingDay(date: CalendarDate, step: 1 | -1): Reading<CalendarDate> {
  let candidate = date;
  for (;;) {
    const kind = readDayKind(candidate);
    if (!kind.ok) return kind;
    if (kind.value.working) return { ok: true, value: candidate };
    candidate = addDays(candidate, step);
  }
}
