import { readPounds } from '../money.ts';
import { invariant, refuse, type Reading } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';
import { headingKey } from '../records/heading-key.ts';
import {
  readCarers,
  readDay,
  readMinutes,
  readMonitoring,
  readRateInPounds,
  readService,
  readTime,
  readUnits,
  remembered,
} from './read-cell.ts';
import type { ReturnLine, Visit } from './return-line.ts';
import { returnFields, returnLayouts, type ReturnField, type ReturnLayout } from './return-layouts.ts';
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

/** Where the fields lie of a return whose cells are kept by what they say. */
export function headingOfColumns(columns: readonly string[], layoutName: string): ReturnHeading {
  const layout = returnLayouts.find(({ name }) => name === layoutName);
  invariant(layout !== undefined, 'a return that was read has a layout');
  const places = new Map<ReturnField, number>();
  for (const field of returnFields) {
    const place = columns.indexOf(field);
    if (place !== -1) places.set(field, place);
  }
  return { layout, places, unknown: [] };
}

/** A line, or every reason why it cannot be read, with the visit where that much can be. */
export type LineReading =
  { line: ReturnLine; findings: null } | { line: null; findings: Finding[]; visit: Visit | null };

type Row = { line: number; cells: readonly string[] };

/**
 * Reads the lines of one file. What is done for every line is made ready once, and what comes again and again, as dates
 * and rates do, is understood once: a county’s month has a million lines.
 */
export function returnReader(heading: ReturnHeading): (row: Row) => LineReading {
  const cells = cellReader();
  const { textOf, needed, read, readNeeded, wrong } = cells;
  const at = columnsOf(heading);
  const isVisit = heading.layout.name !== 'stays';
  const visitOf = visitReader(cells, at);
  const dayOf = remembered(readDay);
  const serviceOf = remembered(readService);
  const rateOf = remembered(readRateInPounds);
  const amountOf = remembered(readPounds);
  const firstAt = at(isVisit ? 'date' : 'from');
  const lastAt = at('to');
  const who = { lineRef: at('lineRef'), personId: at('personId'), packageId: at('packageId') };
  const what = { serviceType: at('serviceType'), units: at('units'), invoiceNumber: at('invoiceNumber') };
  const money = { rate: at('rate'), amount: at('amount'), vat: at('vat') };
  return (row) => {
    const faults = cells.begin(row);
    const lineRef = needed(who.lineRef);
    const personId = needed(who.personId);
    const first = readNeeded(firstAt, dayOf);
    const last = isVisit ? first : readNeeded(lastAt, dayOf);
    const visit = isVisit ? visitOf() : null;
    const units = isVisit ? null : readNeeded(what.units, readUnits);
    const packageId = textOf(who.packageId);
    const serviceType = read(what.serviceType, serviceOf);
    const rate = read(money.rate, rateOf, 'rate-not-in-pounds');
    const amountPence = read(money.amount, amountOf, 'amount-not-in-pounds');
    const vatPence = read(money.vat, amountOf, 'amount-not-in-pounds');
    const invoiceNumber = textOf(what.invoiceNumber);
    if (first !== null && last !== null && last < first)
      wrong(lastAt, 'end-before-start', 'The last day is before the first.');
    if (lineRef === null || personId === null || first === null || last === null || faults.length > 0)
      return { line: null, findings: faults, visit };
    const { line } = row;
    const told = {
      line,
      lineRef,
      personId,
      packageId,
      serviceType,
      first,
      last,
      visit,
      units,
      rate,
      amountPence,
      vatPence,
      invoiceNumber,
    };
    return { line: told, findings: null };
  };
}

/** Where a field lies in the rows of a file; before the first cell where it does not. */
type Column = { field: ReturnField; place: number };
type Columns = (field: ReturnField) => Column;

function columnsOf({ places }: ReturnHeading): Columns {
  return (field) => ({ field, place: places.get(field) ?? -1 });
}

/** Reads the cells of one row after another, and gathers what is wrong with them. */
function cellReader() {
  let row: Row = { line: 0, cells: [] };
  let faults: Finding[] = [];

  function textOf({ place }: Column): string | null {
    // Looking before the first cell would take longer than reading one.
    const cell = place < 0 ? '' : row.cells[place];
    if (cell === undefined || cell === '') return null;
    if (isPrinted(cell.charCodeAt(0)) && isPrinted(cell.charCodeAt(cell.length - 1))) return cell;
    const text = cell.trim();
    return text === '' ? null : text;
  }

  function wrong({ field }: Column, rule: string, message: string, value?: string): null {
    const at = { line: row.line, field, value: value?.slice(0, MOST_SHOWN) ?? null };
    faults.push(finding('error', rule, message, at));
    return null;
  }

  const begin = (next: Row): Finding[] => {
    row = next;
    faults = [];
    return faults;
  };
  const needed = (column: Column): string | null =>
    textOf(column) ??
    wrong(column, 'mandatory-field-empty', `${column.field} is empty; every line needs one.`);
  const readText = <T>(text: string | null, column: Column, by: Reader<T>, rule?: string): T | null => {
    if (text === null) return null;
    const reading = by(text);
    return reading.ok ? reading.value : wrong(column, rule ?? reading.rule, reading.message, text);
  };
  const read = <T>(column: Column, by: Reader<T>, rule?: string): T | null =>
    readText(textOf(column), column, by, rule);
  const readNeeded = <T>(column: Column, by: Reader<T>): T | null => readText(needed(column), column, by);
  return { begin, textOf, needed, read, readNeeded, wrong };
}
type Cells = ReturnType<typeof cellReader>;
type Reader<T> = (text: string) => Reading<T>;

const MOST_SHOWN = 100;

/** A plain letter, digit or sign: nothing is trimmed of a cell between two of them. */
function isPrinted(code: number): boolean {
  return code > 32 && code < 127;
}

function visitReader({ readNeeded, textOf, read }: Cells, at: Columns): () => Visit | null {
  const claimed = { startTime: at('startTime'), minutes: at('claimedMinutes') };
  const actual = { startTime: at('actualStartTime'), minutes: at('actualMinutes') };
  const [monitoringAt, carersAt, carerIdAt] = [at('monitoring'), at('carers'), at('carerId')];
  const monitoringOf = remembered(readMonitoring);
  const carersOf = remembered(readCarers);
  return () => {
    const claimedMinutes = readNeeded(claimed.minutes, readMinutes);
    const startMinute = read(claimed.startTime, readTime);
    const actualStartMinute = read(actual.startTime, readTime);
    const actualMinutes = read(actual.minutes, readMinutes);
    const carers = read(carersAt, carersOf) ?? 1;
    const monitoring = read(monitoringAt, monitoringOf);
    if (claimedMinutes === null) return null;
    const carerId = textOf(carerIdAt);
    return { startMinute, claimedMinutes, actualStartMinute, actualMinutes, monitoring, carers, carerId };
  };
}
