import {
  addDays,
  compareDates,
  daysBetween,
  readDate,
  yearMonthDay,
  type CalendarDate,
} from '../../../../domain/calendar.ts';
import { readStatementDate, type DateOrder } from '../../../../domain/statements/statement-date.ts';

/** A day as a statement prints it; many leave the year to its heading. */
export type WrittenDay = { text: string; hasYear: boolean };

const monthName =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const wholeDate = new RegExp(
  `^(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[ -]${monthName}\\.?[ -](?:\\d{4}|\\d{2})|${monthName} \\d{1,2},? \\d{4})$`,
  'i',
);
const dayOfYear = new RegExp(
  `^(?:\\d{1,2}[ -]${monthName}\\.?|${monthName} \\d{1,2}|\\d{1,2}/\\d{1,2})$`,
  'i',
);
const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i;

/** Reads a day with or without its year: `13/06/2025`, `13 Jun`, `1st Jun`, `13JUN25`; null where it is none. */
export function writtenDay(text: string): WrittenDay | null {
  if (text.length > LONGEST) return null;
  const plain = text
    .replace(weekday, '')
    .replace(/(\d)(?:st|nd|rd|th)\b/i, '$1')
    .replace(/^(\d{1,2})([a-z]+)/i, '$1 $2')
    .replace(/([a-z])(\d{2,4})$/i, '$1 $2');
  if (wholeDate.test(plain)) return { text: plain, hasYear: true };
  return dayOfYear.test(plain) ? { text: plain, hasYear: false } : null;
}

const LONGEST = 40;

/** The date of a day that has its year; null where there is no such day. */
export function dateWithYear({ text }: WrittenDay, order: DateOrder): CalendarDate | null {
  const reading = readStatementDate(text, order);
  return reading.ok ? reading.value : null;
}

/** A date of a day without its year, in one. */
export function dateInYear({ text }: WrittenDay, year: number): CalendarDate | null {
  const slashed = /^(\d{1,2})\/(\d{1,2})$/.exec(text);
  if (slashed === null)
    return dateWithYear({ text: `${text.replaceAll('-', ' ')} ${year}`, hasYear: true }, 'dmy');
  const [, day = '', month = ''] = slashed;
  const reading = readDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return reading.ok ? reading.value : null;
}

export type StatedPeriod = { from: CalendarDate; to: CalendarDate };
/** Interest and card payments are shown a few days outside the period they are of. */
const DAYS_BEYOND = 10;

/** The year in which a day lies within a period; where two would do, the one nearer to the day before it. */
export function dateInPeriod(
  day: WrittenDay,
  { from, to }: StatedPeriod,
  before: CalendarDate | null,
): CalendarDate | null {
  const [first, last] = [addDays(from, -DAYS_BEYOND), addDays(to, DAYS_BEYOND)];
  const years = [
    yearMonthDay(first).year,
    yearMonthDay(from).year,
    yearMonthDay(to).year,
    yearMonthDay(last).year,
  ];
  const fitting = [...new Set(years)]
    .map((year) => dateInYear(day, year))
    .filter((date) => date !== null && date >= first && date <= last);
  return nearest(fitting, before ?? from);
}

/** The year in which a day is nearest to the one before it, as December is to January. */
export function dateNear(day: WrittenDay, before: CalendarDate): CalendarDate | null {
  const { year } = yearMonthDay(before);
  return nearest(
    [year - 1, year, year + 1].map((each) => dateInYear(day, each)),
    before,
  );
}

function nearest(dates: readonly (CalendarDate | null)[], to: CalendarDate): CalendarDate | null {
  const away = (date: CalendarDate) => Math.abs(daysBetween(to, date));
  return (
    dates
      .filter((date) => date !== null)
      .toSorted((left, right) => away(left) - away(right) || compareDates(left, right))
      .at(0) ?? null
  );
}

/** The latest date of a day that is not after another, such as the day on which a statement was made. */
export function dateUpTo(day: WrittenDay, last: CalendarDate): CalendarDate | null {
  const { year } = yearMonthDay(last);
  const upTo = addDays(last, DAYS_BEYOND);
  return (
    [year + 1, year, year - 1]
      .map((each) => dateInYear(day, each))
      .find((date) => date !== null && date <= upTo) ?? null
  );
}
