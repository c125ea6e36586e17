import { readDate, type CalendarDate } from '../calendar.ts';
import { quote, refuse, type Reading, type Refusal } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';

/** What comes first in dates of digits. A year of four digits in front, or a month by name, says it by itself. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

type DecidedDateOrder = { order: DateOrder; note: Finding | null };

/**
 * Decides over all dates of a file whether the day or the month comes first: `13/06/2025` can only be 13 June, and
 * then `05/06/2025` in the same file is 5 June. Where every date fits both, the British order is taken and said.
 */
export function decideDateOrder(texts: Iterable<string>): DecidedDateOrder {
  const evidence = gatherEvidence(texts);
  const { dayFirst, monthFirst, either, hasYearFirst } = evidence;
  if (dayFirst !== null) return { order: 'dmy', note: decided(dayFirst, 'the day') };
  if (monthFirst !== null) return { order: 'mdy', note: decided(monthFirst, 'the month') };
  if (either !== null) return { order: 'dmy', note: assumed(either) };
  return { order: hasYearFirst ? 'ymd' : 'dmy', note: null };
}

type Evidence = {
  dayFirst: string | null;
  monthFirst: string | null;
  /** A date that is another day when its order is turned round. */
  either: string | null;
  hasYearFirst: boolean;
};

function gatherEvidence(texts: Iterable<string>): Evidence {
  const evidence: Evidence = { dayFirst: null, monthFirst: null, either: null, hasYearFirst: false };
  for (const text of texts) {
    const date = withoutTime(text);
    const [, first = '', second = ''] = numericDate.exec(date) ?? [];
    if (yearFirstDate.test(date)) evidence.hasYearFirst = true;
    else if (Number(first) > 12) evidence.dayFirst ??= date;
    else if (Number(second) > 12) evidence.monthFirst ??= date;
    else if (Number(first) !== Number(second)) evidence.either ??= date;
  }
  return evidence;
}

function decided(evidence: string, first: string): Finding {
  const message = `Dates in this file are read with ${first} first: ${quote(evidence)} can be read no other way.`;
  return finding('information', 'date-order-decided', message, { value: evidence });
}

function assumed(example: string): Finding {
  const message = `Nothing in this file shows whether the day or the month comes first, as in ${quote(example)}. It is read with the day first. Check that its dates lie in the period you expect.`;
  return finding('warning', 'date-order-assumed', message, { value: example });
}

/** Longer than a date with its time and zone ever is. */
const LONGEST_DATE = 60;

const yearFirstDate = /^(\d{4})(?:[/.-] ?(\d{1,2})[/.-] ?(\d{1,2})|(\d{2})(\d{2}))$/;
/** Quicken pads with blanks and puts an apostrophe before years from 2000: `1/ 2'24`. */
const numericDate = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.'-] ?(\d{4}|\d{1,2})$/;
const dayAndMonthName = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?[ -](\d{4}|\d{2})$/i;
const monthNameAndDay = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i;
const timeOfDay =
  /[T ] ?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AP]M)?(?: ?(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2}))?$/i;

/** Reads a date as banks write it: `13/06/2025`, `13 Jun 2025`, `20 January 2022`, `2018-02-25 12:34:56 +0000`, `1/ 2'24`. */
export function readStatementDate(text: string, order: DateOrder): Reading<CalendarDate> {
  const date = withoutTime(text);
  if (date === '') return refuse('date-missing', 'A date is missing.');
  const parts = yearFirstParts(date) ?? namedParts(date) ?? numericParts(date, order);
  if (parts === undefined) {
    return refuse('date-not-plain', `${quote(date)} is not a date: it is written like 13/06/2025.`);
  }
  if (Number(parts.month) > 12) return refuseMonth(date, order);
  return readDate(`${parts.year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`);
}

function withoutTime(text: string): string {
  return text.length > LONGEST_DATE ? text : text.trim().replace(timeOfDay, '').replaceAll(/\s+/g, ' ');
}

type WrittenParts = { year: string; month: string; day: string };

function yearFirstParts(text: string): WrittenParts | undefined {
  const [match, year = '', month, day, month8 = '', day8 = ''] = yearFirstDate.exec(text) ?? [];
  return match === undefined ? undefined : { year, month: month ?? month8, day: day ?? day8 };
}

function numericParts(text: string, order: DateOrder): WrittenParts | undefined {
  const [match, first = '', second = '', year = ''] = numericDate.exec(text) ?? [];
  if (match === undefined) return undefined;
  const [day, month] = order === 'mdy' ? [second, first] : [first, second];
  return { year: wholeYear(year), month, day };
}

function namedParts(text: string): WrittenParts | undefined {
  const [match, day = '', name = '', year = ''] = dayAndMonthName.exec(text) ?? [];
  if (match !== undefined) return monthByName(name, { day, year: wholeYear(year) });
  const [other, otherName = '', otherDay = '', otherYear = ''] = monthNameAndDay.exec(text) ?? [];
  return other === undefined ? undefined : monthByName(otherName, { day: otherDay, year: otherYear });
}

const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];

/** `Jun`, `June` and `Sept` begin the name of their month. */
function monthByName(name: string, { day, year }: { day: string; year: string }): WrittenParts | undefined {
  const index = monthNames.findIndex((full) => full.startsWith(name.toLowerCase()));
  return index === -1 ? undefined : { year, month: String(index + 1), day };
}

/** No bank sends a statement from before 1970 or of days to come: 24 is 2024, 98 is 1998. */
function wholeYear(year: string): string {
  if (year.length === 4) return year;
  return String((Number(year) < 70 ? 2000 : 1900) + Number(year));
}

function refuseMonth(text: string, order: DateOrder): Refusal {
  const first = { dmy: 'the day comes', mdy: 'the month comes', ymd: 'the year comes' }[order];
  return refuse('date-not-in-calendar', `${quote(text)} has no month: in this file ${first} first.`);
}
