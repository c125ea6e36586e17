import { readDate } from '../calendar.ts';
import { readPounds, readQuantity, readRate } from '../money.ts';
import { refuse, type Reading } from '../outcome.ts';
import { dayNumber } from '../pay/span.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { Monitoring, ReturnLine, Visit } from './return-line.ts';
import { headingKey, returnLayouts, type ReturnField, type ReturnLayout } from './return-layouts.ts';
import { layoutOf, type ReturnMapping } from './return-mapping.ts';

/** Where each field of a return lies in its rows. */
export type ReturnHeading = {
  layout: ReturnLayout;
  places: ReadonlyMap<ReturnField, number>;
  /** Columns that say nothing we know: kept and shown. */
  unknown: readonly string[];
};

/**
 * The layout a heading row is of: one that everybody knows, else the first of the provider’s own, saved as mappings.
 * Where it is of none, what the nearest layout misses.
 */
export function readReturnHeading(
  columns: readonly string[],
  mappings: readonly ReturnMapping[] = [],
): Reading<ReturnHeading> {
  const tried = [...returnLayouts, ...mappings.map(layoutOf)].map((layout) => headingOf(layout, columns));
  const found = tried.find(({ missing }) => missing.length === 0);
  if (found !== undefined) return { ok: true, value: found.heading };
  const { missing } = tried.reduce((best, each) => (each.missing.length < best.missing.length ? each : best));
  return refuse(
    'column-missing',
    `The file has no column ${missing.join(', ')}. Add it, or let the council save how your own headings are to be read.`,
  );
}

function headingOf(layout: ReturnLayout, columns: readonly string[]) {
  const places = new Map<ReturnField, number>();
  const unknown: string[] = [];
  for (const [place, column] of columns.entries()) {
    const field = layout.fields.get(headingKey(column));
    if (field !== undefined && !places.has(field)) places.set(field, place);
    else if (column !== '') unknown.push(column);
  }
  const missing = layout.mandatory.filter((field) => !places.has(field));
  return { heading: { layout, places, unknown }, missing };
}

/** A line, or every reason why it cannot be read, with the visit where that much can be. */
export type LineReading =
  { line: ReturnLine; findings: null } | { line: null; findings: Finding[]; visit: Visit | null };

type Row = { line: number; cells: readonly string[] };

/**
 * Reads the lines of one file. What is done for every line is made ready once, and dates, which come again and again,
 * are understood once each: a county’s month has a million lines.
 */
export function returnReader(heading: ReturnHeading): (row: Row) => LineReading {
  const cells = cellReader(heading);
  const { textOf, needed, read, day, wrong } = cells;
  const isVisit = heading.layout.name !== 'stays';
  return (row) => {
    const faults = cells.begin(row);
    const lineRef = needed('lineRef');
    const personId = needed('personId');
    const first = day(isVisit ? 'date' : 'from');
    const last = isVisit ? first : day('to');
    const visit = isVisit ? readVisit(cells) : null;
    const units = isVisit || needed('units') === null ? null : read('units', readUnits);
    const packageId = textOf('packageId');
    const serviceType = serviceOf(textOf('serviceType'));
    const rate = read('rate', readRateInPounds, 'rate-not-in-pounds');
    const amountPence = read('amount', readPounds, 'amount-not-in-pounds');
    const vatPence = read('vat', readPounds, 'amount-not-in-pounds');
    const invoiceNumber = textOf('invoiceNumber');
    if (first !== null && last !== null && last < first)
      wrong('to', 'end-before-start', 'The last day is before the first.');
    if (lineRef === null || personId === null || first === null || last === null || faults.length > 0)
      return { line: null, findings: faults, visit };
    const { line } = row;
    const who = { lineRef, personId, packageId, serviceType, invoiceNumber };
    return { line: { line, ...who, first, last, visit, units, rate, amountPence, vatPence }, findings: null };
  };
}

/** A code of ours, also where it is written as people read it: `HOME CARE`. */
function serviceOf(text: string | null): string | null {
  return text === null ? null : text.toLowerCase().replaceAll(' ', '-');
}

function readUnits(text: string): Reading<string> {
  return readQuantity(text, { maximumDecimals: 6 });
}

function readRateInPounds(text: string): Reading<string> {
  return readRate(text.startsWith('£') ? text.slice(1) : text, { maximumDecimals: 4 });
}

/** Reads the cells of one row after another, and gathers what is wrong with them. */
function cellReader({ places }: ReturnHeading) {
  const days = new Map<string, number | null>();
  let row: Row = { line: 0, cells: [] };
  let faults: Finding[] = [];

  function textOf(field: ReturnField): string | null {
    const place = places.get(field);
    const text = place === undefined ? '' : (row.cells[place] ?? '').trim();
    return text === '' ? null : text;
  }

  function wrong(field: ReturnField, rule: string, message: string, value?: string): null {
    const at = { line: row.line, field, value: value?.slice(0, MOST_SHOWN) ?? null };
    faults.push(finding('error', rule, message, at));
    return null;
  }

  function dayOf(text: string): number | null {
    const before = days.get(text);
    if (before !== undefined) return before;
    const reading = readDate(text);
    const day = reading.ok ? dayNumber(reading.value) : null;
    days.set(text, day);
    return day;
  }

  const begin = (next: Row): Finding[] => {
    row = next;
    faults = [];
    return faults;
  };
  const empty = (field: ReturnField): null =>
    wrong(field, 'mandatory-field-empty', `${field} is empty; every line needs one.`);
  const needed = (field: ReturnField): string | null => textOf(field) ?? empty(field);
  const read = <T>(field: ReturnField, by: (text: string) => Reading<T>, rule?: string): T | null => {
    const text = textOf(field);
    if (text === null) return null;
    const reading = by(text);
    return reading.ok ? reading.value : wrong(field, rule ?? reading.rule, reading.message, text);
  };
  const day = (field: ReturnField): number | null => {
    const text = textOf(field);
    if (text === null) return empty(field);
    const message = `${text} is no date as 2026-10-31 or 31/10/2026.`;
    return dayOf(text) ?? wrong(field, 'date-not-in-calendar', message, text);
  };
  return { begin, textOf, needed, read, day, wrong };
}
type Cells = ReturnType<typeof cellReader>;

const MOST_SHOWN = 100;

const MONITORING: ReadonlyMap<string, Monitoring> = new Map([
  ['auto', 'auto'],
  ['manual', 'manual'],
  ['edited', 'edited'],
]);
const MOST_CARERS = 9;

function readVisit({ needed, textOf, read, wrong }: Cells): Visit | null {
  const claimedMinutes = needed('claimedMinutes') === null ? null : read('claimedMinutes', readMinutes);
  const startMinute = read('startTime', readTime);
  const actualStartMinute = read('actualStartTime', readTime);
  const actualMinutes = read('actualMinutes', readMinutes);
  const carers = read('carers', readCarers) ?? 1;
  const word = textOf('monitoring');
  const monitoring = word === null ? null : (MONITORING.get(word.toLowerCase()) ?? null);
  if (word !== null && monitoring === null)
    wrong('monitoring', 'monitoring-unknown', `${word} is none of auto, manual and edited.`, word);
  if (claimedMinutes === null) return null;
  const carerId = textOf('carerId');
  return { startMinute, claimedMinutes, actualStartMinute, actualMinutes, monitoring, carers, carerId };
}

const MINUTES_AN_HOUR = 60;
const MINUTES_A_DAY = 1440;

/** `07:30`, `7:30` or `07:30:00`, as minutes from midnight. */
function readTime(text: string): Reading<number> {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text) ?? [];
  const at = Number(hours) * MINUTES_AN_HOUR + Number(minutes);
  if (hours !== undefined && Number(minutes) < MINUTES_AN_HOUR && at < MINUTES_A_DAY)
    return { ok: true, value: at };
  return refuse('time-not-of-a-day', `${text} is no time as 07:30.`);
}

/** `45`, or `00:45` and `00:45:00` as Abacus writes it. */
function readMinutes(text: string): Reading<number> {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text) ?? [];
  const length = hours === undefined ? Number(text) : Number(hours) * MINUTES_AN_HOUR + Number(minutes);
  if ((hours !== undefined || /^\d{1,4}$/.test(text)) && length <= MINUTES_A_DAY)
    return { ok: true, value: length };
  return refuse('minutes-not-whole', `${text} is no whole number of minutes up to a day.`);
}

function readCarers(text: string): Reading<number> {
  const carers = Number(text);
  if (/^\d$/.test(text) && carers >= 1 && carers <= MOST_CARERS) return { ok: true, value: carers };
  return refuse('carers-not-a-count', `${text} is no number of carers from 1 to ${MOST_CARERS}.`);
}
