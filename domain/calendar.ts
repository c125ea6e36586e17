import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
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

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const britishPattern = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** Reads a date as files and people write it: `2026-02-28`, `28/02/2026`, `1/4/2026`; 31/02/2026 is refused by name. */
export function readDate(text: string): Reading<CalendarDate> {
  if (isCalendarDate(text)) return { ok: true, value: text };
  const trimmed = text.trim();
  if (trimmed === '') return refuse('date-given', 'A date is missing.');
  const iso = isoPattern.exec(trimmed);
  if (iso) return readParts(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const british = britishPattern.exec(trimmed);
  if (british) return readParts(Number(british[3]), Number(british[2]), Number(british[1]));
  return refuse('date-plain', `${quote(trimmed)} is not a date: write 2026-04-01 or 01/04/2026.`);
}

const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

function readParts(year: number, month: number, day: number): Reading<CalendarDate> {
  const monthName = monthNames[month - 1];
  if (monthName === undefined) {
    return refuse('date-exists', `Month ${month} does not exist: days come first, as in 01/04/2026.`);
  }
  if (day < 1 || day > daysInMonth(year, month)) {
    return refuse('date-exists', `${day} ${monthName} ${year} does not exist.`);
  }
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return refuse('date-in-range', `The year ${year} is outside ${FIRST_YEAR} to ${LAST_YEAR}.`);
  }
  return { ok: true, value: dateOf(year, month, day) };
}

function isCalendarDate(text: string): text is CalendarDate {
  return isDateText(text);
}

function isDateText(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false;
  const year = digitsOf(text, 0, 4);
  const month = digitsOf(text, 5, 7);
  const day = digitsOf(text, 8, 10);
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= daysInMonth(year, month);
}

const HYPHEN = 45;
const DIGIT_ZERO = 48;

/** The number between two positions, NaN where there is anything but digits. */
function digitsOf(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Days of a month, leap years included: `daysInMonth(2028, 2)` is 29. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The day so many days later, or earlier if negative: 28 February 2027 and 1 is 1 March 2027. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromEpochDay(toEpochDay(date) + days);
}

/** Days from one date to a later one: 1 April to 2 April is 1; negative if it is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toEpochDay(to) - toEpochDay(from);
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

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export const weekdaySchema = z.enum(weekdays);
export type Weekday = z.infer<typeof weekdaySchema>;

export function dayOfWeek(date: CalendarDate): Weekday {
  const weekday = weekdays[modulo(toEpochDay(date) + EPOCH_WEEKDAY, DAYS_PER_WEEK)];
  invariant(weekday !== undefined, 'a week has seven days');
  return weekday;
}

export const DAYS_PER_WEEK = 7;
/** 1 January 1970 was a Thursday: three days after the first of `weekdays`. */
const EPOCH_WEEKDAY = 3;

/** The remainder that is never negative, so that days before an anchor count like those after it. */
export function modulo(dividend: number, divisor: number): number {
  return ((dividend % divisor) + divisor) % divisor;
}

export type YearMonthDay = { year: number; month: number; day: number };

export function yearMonthDay(date: CalendarDate): YearMonthDay {
  return { year: digitsOf(date, 0, 4), month: digitsOf(date, 5, 7), day: digitsOf(date, 8, 10) };
}

/** The date of a year, month and day; throws if there is none. */
export function dateOf(year: number, month: number, day: number): CalendarDate {
  return calendarDate(`${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`);
}

/** The moment a text names, in our one form; throws if it names none: `2026-04-01T07:00:00Z` gains its milliseconds. */
export function instant(text: string): Instant {
  return instantSchema.parse(Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3 }));
}

/** The day it is in London at an instant: 2026-06-30T23:30:00.000Z is already 1 July there. */
export function londonDate(at: Instant): CalendarDate {
  return calendarDate(Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString());
}

/**
 * Days since 1 January 1970, by counting years that begin in March so that the leap day comes last
 * (Howard Hinnant, "chrono-compatible low-level date algorithms"). Every pay line counts days, so this is no Temporal.
 */
function toEpochDay(date: CalendarDate): number {
  const { year, month, day } = yearMonthDay(date);
  const marchYear = month > 2 ? year : year - 1;
  const century = Math.floor(marchYear / 100);
  const dayOfMarchYear = Math.floor((153 * modulo(month - 3, 12) + 2) / 5) + day - 1;
  return (
    365 * marchYear +
    Math.floor(marchYear / 4) -
    century +
    Math.floor(century / 4) +
    dayOfMarchYear -
    MARCH_YEAR_0
  );
}

/** From 1 March of the year 0 to 1 January 1970. */
const MARCH_YEAR_0 = 719_468;
const DAYS_PER_400_YEARS = 146_097;

function fromEpochDay(epochDay: number): CalendarDate {
  const shifted = epochDay + MARCH_YEAR_0;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}
