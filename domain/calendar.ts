import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import {
  daysInMonth,
  digitsBetween,
  fromEpochDay,
  modulo,
  toEpochDay,
  type YearMonthDay,
} from './epoch-day.ts';
import { invariant, InvariantError, quote, refuse, type Reading } from './outcome.ts';

/** The years our records can speak of: a date of birth in 1900, an agreement that ends in 2199. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** A day as ISO text. It compares and sorts as text and has no time zone to go wrong. */
export const calendarDateSchema = z
  .string()
  .refine(isDateText, 'A date is YYYY-MM-DD, exists, and lies in 1900 to 2199')
  .meta({ format: 'date' })
  .brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof calendarDateSchema>;

/** A moment in ISO text with milliseconds and `Z`, so that instants too sort as text. */
export const instantSchema = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof instantSchema>;

/** Vouches for a text of ours as a date; throws if it is none. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new InvariantError(`${text} is not a calendar date`);
  return text;
}

/** Reads a date as files and people write it: `2026-02-28`, `28/02/2026`, `1/4/2026`; 31/02/2026 is refused by name. */
export function readDate(text: string): Reading<CalendarDate> {
  if (isCalendarDate(text)) return { ok: true, value: text };
  const trimmed = text.trim();
  const parts = britishParts(trimmed) ?? isoParts(trimmed);
  if (parts) return dateOfParts(parts);
  if (trimmed === '') return refuse('date-missing', 'A date is missing.');
  return refuse('date-not-plain', `${quote(trimmed)} is not a date: write 2026-04-01 or 01/04/2026.`);
}

function britishParts(text: string): YearMonthDay | undefined {
  const monthAt = text.indexOf('/') + 1;
  const yearAt = text.indexOf('/', monthAt) + 1;
  const daysAndMonthsAreShort =
    monthAt >= 2 && monthAt <= 3 && yearAt - monthAt >= 2 && yearAt - monthAt <= 3;
  if (!daysAndMonthsAreShort || text.length - yearAt !== 4) return undefined;
  return numericParts({
    year: digitsBetween(text, yearAt, text.length),
    month: digitsBetween(text, monthAt, yearAt - 1),
    day: digitsBetween(text, 0, monthAt - 1),
  });
}

const HYPHEN = 45;

function isoParts(text: string): YearMonthDay | undefined {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return undefined;
  return numericParts(partsAsWritten(text));
}

function partsAsWritten(text: string): YearMonthDay {
  return {
    year: digitsBetween(text, 0, 4),
    month: digitsBetween(text, 5, 7),
    day: digitsBetween(text, 8, 10),
  };
}

function numericParts(parts: YearMonthDay): YearMonthDay | undefined {
  return Number.isNaN(parts.year + parts.month + parts.day) ? undefined : parts;
}

function dateOfParts({ year, month, day }: YearMonthDay): Reading<CalendarDate> {
  const monthName = monthNames[month - 1];
  if (monthName === undefined) {
    return refuse(
      'date-not-in-calendar',
      `Month ${month} does not exist: the day comes first, as in 01/04/2026.`,
    );
  }
  if (day < 1 || day > daysInMonth(year, month)) {
    return refuse('date-not-in-calendar', `${day} ${monthName} ${year} does not exist.`);
  }
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return refuse('date-out-of-range', `The year ${year} is outside ${FIRST_YEAR} to ${LAST_YEAR}.`);
  }
  return { ok: true, value: dateOf({ year, month, day }) };
}

const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

function isCalendarDate(text: string): text is CalendarDate {
  return isDateText(text);
}

function isDateText(text: string): boolean {
  const parts = isoParts(text);
  if (!parts) return false;
  const { year, month, day } = parts;
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

export function yearMonthDay(date: CalendarDate): YearMonthDay {
  return partsAsWritten(date);
}

/** The date of a year, month and day; throws if there is none. */
export function dateOf({ year, month, day }: YearMonthDay): CalendarDate {
  return calendarDate(`${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`);
}

/** A date as people read it: `1 April 2026`. */
export function formatDate(date: CalendarDate): string {
  const { year, month, day } = yearMonthDay(date);
  const monthName = monthNames[month - 1];
  invariant(monthName !== undefined, 'a month of a date has a name');
  return `${day} ${monthName} ${year}`;
}

/** The day so many days later, or earlier if negative: 28 February 2027 and 1 is 1 March 2027. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOf(fromEpochDay(toEpochDay(yearMonthDay(date)) + days));
}

/** Days from one date to a later one: 1 April to 2 April is 1; negative if it is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toEpochDay(yearMonthDay(to)) - toEpochDay(yearMonthDay(from));
}

/** For sorting: negative where the first is earlier. */
export function compareDates(left: CalendarDate, right: CalendarDate): number {
  return left < right ? -1 : Number(left > right);
}

export function isBefore(date: CalendarDate, other: CalendarDate): boolean {
  return date < other;
}

export function minDate(first: CalendarDate, ...others: CalendarDate[]): CalendarDate {
  return others.reduce((earliest, date) => (date < earliest ? date : earliest), first);
}

export function maxDate(first: CalendarDate, ...others: CalendarDate[]): CalendarDate {
  return others.reduce((latest, date) => (date > latest ? date : latest), first);
}

export const weekdaySchema = z.enum([
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]);
export type Weekday = z.infer<typeof weekdaySchema>;

export const DAYS_PER_WEEK = 7;
/** 1 January 1970 was a Thursday, three days after a Monday. */
const EPOCH_WEEKDAY = 3;

export function dayOfWeek(date: CalendarDate): Weekday {
  const weekday =
    weekdaySchema.options[modulo(toEpochDay(yearMonthDay(date)) + EPOCH_WEEKDAY, DAYS_PER_WEEK)];
  invariant(weekday !== undefined, 'a week has seven days');
  return weekday;
}

/** The moment a text names, in our one form; throws if it names none: `2026-04-01T07:00:00Z` gains its milliseconds. */
export function instant(text: string): Instant {
  return instantSchema.parse(Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3 }));
}

/** The day it is in London at an instant: 2026-06-30T23:30:00.000Z is already 1 July there. */
export function londonDate(at: Instant): CalendarDate {
  return calendarDate(Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString());
}
