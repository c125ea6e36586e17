import { readDate } from '../calendar.ts';
import { readPounds, readQuantity, readRate } from '../money.ts';
import { refuse, type Reading } from '../outcome.ts';
import { dayNumber } from '../pay/span.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { Monitoring, ReturnLine, Visit } from './return-line.ts';
import { headingKey, returnLayouts, type ReturnField, type ReturnLayout } from './return-layouts.ts';

/** Where each field of a return lies in its rows. */
export type ReturnHeading = {
  layout: ReturnLayout;
  places: ReadonlyMap<ReturnField, number>;
  /** Columns that say nothing we know: kept and shown. */
  unknown: readonly string[];
};

/** The layout a heading row is of; where it is of none, what the nearest layout misses. */
export function readReturnHeading(columns: readonly string[]): Reading<ReturnHeading> {
  const tried = returnLayouts.map((layout) => headingOf(layout, columns));
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

/** Reads the lines of one file. Dates come again and again: each is understood once. */
export function returnReader({ layout, places }: ReturnHeading) {
  const days = new Map<string, number | null>();

  function dayOf(text: string): number | null {
    const before = days.get(text);
    if (before !== undefined) return before;
    const read = readDate(text);
    const day = read.ok ? dayNumber(read.value) : null;
    days.set(text, day);
    return day;
  }

  /** A line in its normal form, or every reason why it cannot be read. */
  return (row: Row): LineReading => {
    const faults: Finding[] = [];
    const textOf = (field: ReturnField): string | null => {
      const place = places.get(field);
      const text = place === undefined ? '' : (row.cells[place] ?? '').trim();
      return text === '' ? null : text;
    };
    const wrong = (field: ReturnField, rule: string, message: string, value: string | null = null): null => {
      faults.push(
        finding('error', rule, message, { line: row.line, field, value: value?.slice(0, 100) ?? null }),
      );
      return null;
    };
    const needed = (field: ReturnField): string | null =>
      textOf(field) ?? wrong(field, 'mandatory-field-empty', `${field} is empty; every line needs one.`);
    const read = <T>(field: ReturnField, by: (text: string) => Reading<T>, rule?: string): T | null => {
      const text = textOf(field);
      if (text === null) return null;
      const reading = by(text);
      return reading.ok ? reading.value : wrong(field, rule ?? reading.rule, reading.message, text);
    };
    const day = (field: ReturnField): number | null => {
      const text = needed(field);
      if (text === null) return null;
      return (
        dayOf(text) ??
        wrong(field, 'date-not-in-calendar', `${text} is no date as 2026-10-31 or 31/10/2026.`, text)
      );
    };

    const isVisit = layout.name !== 'stays';
    const lineRef = needed('lineRef');
    const personId = needed('personId');
    const first = day(isVisit ? 'date' : 'from');
    const last = isVisit ? first : day('to');
    const visit = isVisit ? readVisit({ needed, read, wrong, textOf }) : null;
    const units =
      isVisit || needed('units') === null ? null : read('units', (text) => readQuantity(text, exactly(6)));
    const serviceType = textOf('serviceType');
    const line = {
      line: row.line,
      packageId: textOf('packageId'),
      serviceType: serviceType === null ? null : serviceType.toLowerCase().replaceAll(' ', '-'),
      rate: read('rate', (text) => readRate(text.replace(/^£/, ''), exactly(4)), 'rate-not-in-pounds'),
      amountPence: read('amount', readPounds, 'amount-not-in-pounds'),
      vatPence: read('vat', readPounds, 'amount-not-in-pounds'),
      invoiceNumber: textOf('invoiceNumber'),
      units,
    };
    if (first !== null && last !== null && last < first)
      wrong('to', 'end-before-start', 'The last day is before the first.');
    if (lineRef === null || personId === null || first === null || last === null || faults.length > 0)
      return { line: null, findings: faults, visit };
    return { line: { ...line, lineRef, personId, first, last, visit }, findings: null };
  };
}

function exactly(maximumDecimals: number): { maximumDecimals: number } {
  return { maximumDecimals };
}

type Cells = {
  needed: (field: ReturnField) => string | null;
  textOf: (field: ReturnField) => string | null;
  read: <T>(field: ReturnField, by: (text: string) => Reading<T>) => T | null;
  wrong: (field: ReturnField, rule: string, message: string, value?: string | null) => null;
};

const MONITORING: ReadonlyMap<string, Monitoring> = new Map([
  ['auto', 'auto'],
  ['manual', 'manual'],
  ['edited', 'edited'],
]);
const MOST_CARERS = 9;

function readVisit({ needed, textOf, read, wrong }: Cells): Visit | null {
  const claimed = needed('claimedMinutes') === null ? null : read('claimedMinutes', readMinutes);
  const startMinute = read('startTime', readTime);
  const actualStartMinute = read('actualStartTime', readTime);
  const actualMinutes = read('actualMinutes', readMinutes);
  const carers = read('carers', readCarers) ?? 1;
  const word = textOf('monitoring');
  const monitoring = word === null ? null : (MONITORING.get(word.toLowerCase()) ?? null);
  if (word !== null && monitoring === null)
    wrong('monitoring', 'monitoring-unknown', `${word} is none of auto, manual and edited.`, word);
  if (claimed === null) return null;
  const carerId = textOf('carerId');
  return {
    startMinute,
    claimedMinutes: claimed,
    actualStartMinute,
    actualMinutes,
    monitoring,
    carers,
    carerId,
  };
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
