import * as z from 'zod';
import { calendarDateSchema, daysBetween, type CalendarDate } from './calendar.ts';
import { invariant } from './outcome.ts';

/** Days from the first to the last, both included; `to: null` is open and goes on until somebody ends it. */
export const dateRangeSchema = z
  .strictObject({ from: calendarDateSchema, to: calendarDateSchema.nullable() })
  .refine((range) => isRange(range), 'A period ends on or after the day it starts');
export type DateRange = z.infer<typeof dateRangeSchema>;

/** A range with a last day. */
export const closedRangeSchema = z
  .strictObject({ from: calendarDateSchema, to: calendarDateSchema })
  .refine((range) => isRange(range), 'A period ends on or after the day it starts');
export type ClosedRange = z.infer<typeof closedRangeSchema>;

function isRange({ from, to }: { from: CalendarDate; to: CalendarDate | null }): boolean {
  return to === null || from <= to;
}

/** The days of a closed range: 1 to 7 April is 7. */
export function rangeDays({ from, to }: ClosedRange): number {
  invariant(from <= to, `A period from ${from} cannot end on ${to}`);
  return daysBetween(from, to) + 1;
}

export function contains({ from, to }: DateRange, date: CalendarDate): boolean {
  return from <= date && (to === null || date <= to);
}

export function overlaps(range: DateRange, other: DateRange): boolean {
  return intersect(range, other) !== undefined;
}

/** The days that lie in both; undefined where none does. */
export function intersect(range: ClosedRange, other: DateRange): ClosedRange | undefined;
export function intersect(range: DateRange, other: ClosedRange): ClosedRange | undefined;
export function intersect(range: DateRange, other: DateRange): DateRange | undefined;
export function intersect(range: DateRange, other: DateRange): DateRange | undefined {
  const from = range.from > other.from ? range.from : other.from;
  const to = earlierEnd(range.to, other.to);
  return isRange({ from, to }) ? { from, to } : undefined;
}

function earlierEnd(left: CalendarDate | null, right: CalendarDate | null): CalendarDate | null {
  if (left === null) return right;
  return right === null || left < right ? left : right;
}
