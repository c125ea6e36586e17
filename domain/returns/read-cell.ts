import { readDate } from '../calendar.ts';
import { digitsBetween } from '../epoch-day.ts';
import { readQuantity, readRate } from '../money.ts';
import { quote, refuse, type Reading } from '../outcome.ts';
import { dayNumber } from '../pay/span.ts';
import type { Monitoring } from './return-line.ts';

const MOST_REMEMBERED = 5_000;
/** A longer text is kept by the engine as a piece of the whole block it was read from, and would keep that alive. */
const LONGEST_REMEMBERED = 12;

/** Reads each text once and remembers what it says, of as many texts as a file of honest lines has. */
export function remembered<T>(read: (text: string) => Reading<T>): (text: string) => Reading<T> {
  const known = new Map<string, Reading<T>>();
  // A column mostly says the same as in the line before, which is known without looking it up.
  let last: { text: string; reading: Reading<T> } | null = null;
  return (text) => {
    if (last?.text === text) return last.reading;
    const before = known.get(text);
    const reading = before ?? read(text);
    if (text.length > LONGEST_REMEMBERED) return reading;
    if (before === undefined && known.size < MOST_REMEMBERED) known.set(text, reading);
    last = { text, reading };
    return reading;
  };
}

/** A code of ours, also where it is written as people read it: `HOME CARE`. */
export function readService(text: string): Reading<string> {
  return { ok: true, value: text.toLowerCase().replaceAll(' ', '-') };
}

export function readUnits(text: string): Reading<string> {
  return readQuantity(text, { maximumDecimals: 6 });
}

export function readRateInPounds(text: string): Reading<string> {
  return readRate(text.startsWith('£') ? text.slice(1) : text, { maximumDecimals: 4 });
}

/** From 31 December 1899, as spreadsheets count, to 1 January 1970. */
const DAYS_OF_SPREADSHEETS = 25_569;
/** Of this century: 1 January 2000 to 31 December 2099. */
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 73_050];

/**
 * `2026-10-31`, `31/10/2026`, either with the time of a visit behind it, or `46326`, the number that a spreadsheet keeps
 * for that day and shows where nobody told it that it is a date.
 */
export function readDay(text: string): Reading<number> {
  const [, date = text] = /^(\S{8,10})[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/.exec(text) ?? [];
  const reading = readDate(date);
  if (reading.ok) return { ok: true, value: dayNumber(reading.value) };
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0;
  if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL)
    return { ok: true, value: serial - DAYS_OF_SPREADSHEETS };
  return refuse('date-not-in-calendar', `${quote(text)} is no date as 2026-10-31 or 31/10/2026.`);
}

const MINUTES_AN_HOUR = 60;
const MINUTES_A_DAY = 1440;
const HALF_A_SECOND = 1 / 120;

/** `07:30` as minutes, NaN where it is anything else: nearly every time of a file is written so, and it has a million. */
function clockMinutes(text: string): number {
  if (text.length !== CLOCK_LETTERS || text.charAt(2) !== ':') return Number.NaN;
  const minutes = digitsBetween(text, 3, CLOCK_LETTERS);
  return minutes < MINUTES_AN_HOUR ? digitsBetween(text, 0, 2) * MINUTES_AN_HOUR + minutes : Number.NaN;
}
const CLOCK_LETTERS = 5;

/** `07:30`, `7:30`, `07:30:00` or `0.3125`, which a spreadsheet keeps for it, as minutes from midnight. */
export function readTime(text: string): Reading<number> {
  const clock = clockMinutes(text);
  if (clock < MINUTES_A_DAY) return { ok: true, value: clock };
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text) ?? [];
  const at = hours === undefined ? partOfDay(text) : Number(hours) * MINUTES_AN_HOUR + Number(minutes);
  if (at !== null && at < MINUTES_A_DAY && !(Number(minutes) >= MINUTES_AN_HOUR))
    return { ok: true, value: at };
  return refuse('time-not-of-a-day', `${quote(text)} is no time as 07:30.`);
}

/** A part of a day as minutes. `0.30` is left alone: it may be half past midnight, written with a point. */
function partOfDay(text: string): number | null {
  const isPart = /^0?\.\d+$/.test(text) && !/^0?\.[0-5]\d$/.test(text);
  return isPart ? Math.floor(Number(text) * MINUTES_A_DAY + HALF_A_SECOND) : null;
}

/** Fewer minutes than a day has, whatever the digits are. */
const MOST_PLAIN_DIGITS = 3;

/** `45`, or `00:45` and `00:45:00` as Abacus writes it. */
export function readMinutes(text: string): Reading<number> {
  const plain = text.length <= MOST_PLAIN_DIGITS ? digitsBetween(text, 0, text.length) : Number.NaN;
  if (plain >= 0) return { ok: true, value: plain };
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text) ?? [];
  const length = hours === undefined ? wholeOf(text) : Number(hours) * MINUTES_AN_HOUR + Number(minutes);
  if (length !== null && length <= MINUTES_A_DAY) return { ok: true, value: length };
  return refuse('minutes-not-whole', `${quote(text)} is no whole number of minutes up to a day.`);
}

const MOST_CARERS = 9;

export function readCarers(text: string): Reading<number> {
  const carers = wholeOf(text);
  if (carers !== null && carers >= 1 && carers <= MOST_CARERS) return { ok: true, value: carers };
  return refuse('carers-not-a-count', `${quote(text)} is no number of carers from 1 to ${MOST_CARERS}.`);
}

/** A whole number, also as programs write one that they take for a decimal: `45.0`. */
function wholeOf(text: string): number | null {
  return /^\d{1,4}(?:\.0+)?$/.test(text) ? Number(text) : null;
}

const MONITORING: ReadonlyMap<string, Monitoring> = new Map([
  ['auto', 'auto'],
  ['manual', 'manual'],
  ['edited', 'edited'],
]);

export function readMonitoring(text: string): Reading<Monitoring> {
  const value = MONITORING.get(text.toLowerCase());
  return value === undefined
    ? refuse('monitoring-unknown', `${quote(text)} is none of auto, manual and edited.`)
    : { ok: true, value };
}
