import { addDays, dayNumber, financialYearName, financialYearOf, monthStart } from './days.ts';

export const rangeNames = {
  year: 'This financial year',
  three: 'Three financial years',
  all: 'Everything',
} as const;
export type RangeName = keyof typeof rangeNames;

/** The days a drawing shows, both ends included. */
export type Window = { from: string; to: string };
/** How many units of the drawing one day is wide; every day is as wide as every other. */
export type Scale = Window & { dayWidth: number; width: number };

type Dated = { startDate: string; endDate: string | null };

/** The days shown for a choice of range. */
export function windowOf(range: RangeName, today: string, packages: readonly Dated[]): Window {
  const year = financialYearOf(today);
  if (range === 'year') return { from: `${year}-04-01`, to: `${year + 1}-03-31` };
  if (range === 'three') return { from: `${year - 1}-04-01`, to: `${year + 2}-03-31` };
  const starts = packages.map((each) => each.startDate);
  const ends = packages.map((each) => each.endDate ?? today);
  const first = [today, ...starts].reduce((least, date) => (date < least ? date : least));
  const last = [today, ...ends].reduce((most, date) => (date > most ? date : most));
  return { from: monthStart(first), to: addDays(monthStart(last, 4), -1) };
}

const WIDEST_DAY = 3.2;
const NARROWEST_DAY = 0.12;
const COMFORTABLE_WIDTH = 1136;

/** A scale that fills a comfortable width; three years stay legible because the box scrolls. */
export function scaleOf(window: Window): Scale {
  const days = dayNumber(window.to) - dayNumber(window.from) + 1;
  const fitting = COMFORTABLE_WIDTH / days;
  const legible = days <= 3 * 366 ? Math.max(fitting, 1) : fitting;
  const dayWidth = Math.min(WIDEST_DAY, Math.max(NARROWEST_DAY, legible));
  return { ...window, dayWidth, width: days * dayWidth };
}

/** Where a day begins. */
export function xOf(scale: Scale, date: string): number {
  return (dayNumber(date) - dayNumber(scale.from)) * scale.dayWidth;
}

export type Span = { x: number; width: number };

/** Where a range of days lies, cut at the edges of the drawing; null where none of it is shown. */
export function spanOf(scale: Scale, from: string, to: string | null): Span | null {
  const first = from < scale.from ? scale.from : from;
  const last = to === null || to > scale.to ? scale.to : to;
  if (first > last) return null;
  const x = xOf(scale, first);
  return { x, width: xOf(scale, addDays(last, 1)) - x };
}

export type Tick = { x: number; date: string; label: string };
const SHORT = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LABEL_WIDTH = 30;

/** The first of every month, named as often as the names fit. */
export function monthTicks(scale: Scale): Tick[] {
  const ticks: Tick[] = [];
  const every = [1, 3, 6].find((months) => months * 30 * scale.dayWidth >= LABEL_WIDTH);
  for (let month = monthStart(scale.from); month <= scale.to; month = monthStart(month, 1)) {
    if (month < scale.from) continue;
    const number = Number(month.slice(5, 7));
    const named = every !== undefined && (number - 1) % every === 0;
    ticks.push({ x: xOf(scale, month), date: month, label: named ? (SHORT[number - 1] ?? '') : '' });
  }
  return ticks;
}

export type YearBand = Span & { label: string };

/** Financial years, from 1 April to 31 March, as far as they are shown. */
export function yearBands(scale: Scale): YearBand[] {
  const bands: YearBand[] = [];
  for (let year = financialYearOf(scale.from); year <= financialYearOf(scale.to); year += 1) {
    const span = spanOf(scale, `${year}-04-01`, `${year + 1}-03-31`);
    if (span !== null) bands.push({ ...span, label: span.width < 50 ? '' : financialYearName(year) });
  }
  return bands;
}
