import type * as z from 'zod';
import { compareDates, type CalendarDate } from '../calendar.ts';

/** A rule the council runs by: what it is called, what it may be, and what it is until somebody decides. */
export type SettingDefinition = {
  name: string;
  title: string;
  description: string;
  schema: z.ZodType;
  /** Null where nothing holds until the council says so. */
  initial: unknown;
};

/** One value a setting was given, from a day on. */
export type SettingEntry = { effectiveFrom: CalendarDate; value: unknown };

/** The entry in force on a day: the one that starts last; of those that start together, the one given last. */
export function entryOn<E extends SettingEntry>(entries: readonly E[], day: CalendarDate): E | undefined {
  return entries
    .filter((entry) => entry.effectiveFrom <= day)
    .reduce<E | undefined>(
      (best, entry) => (best !== undefined && best.effectiveFrom > entry.effectiveFrom ? best : entry),
      undefined,
    );
}

/** Every value a setting was given, in the order of their days, read as `valueOn` reads them. */
export function valuesOf<S extends z.ZodType>(
  definition: { schema: S; initial: z.output<S> },
  entries: readonly SettingEntry[],
): { from: CalendarDate; value: z.output<S> }[] {
  const starts = [...new Set(entries.map(({ effectiveFrom }) => effectiveFrom))].toSorted(compareDates);
  return starts.map((from) => ({ from, value: valueOn(definition, entries, from) }));
}

/** What will come into force after a day, in order; of those that start together only the one given last. */
export function entriesAfter<E extends SettingEntry>(entries: readonly E[], day: CalendarDate): E[] {
  const byStart = new Map<string, E>();
  for (const entry of entries) if (entry.effectiveFrom > day) byStart.set(entry.effectiveFrom, entry);
  return [...byStart.values()].sort((a, b) => compareDates(a.effectiveFrom, b.effectiveFrom));
}

/**
 * The value of a setting on a day, read by its schema. A value that was recorded under an older form and no longer
 * fits counts as unset: the initial value holds until somebody decides again.
 */
export function valueOn<S extends z.ZodType>(
  definition: { schema: S; initial: z.output<S> },
  entries: readonly SettingEntry[],
  day: CalendarDate,
): z.output<S> {
  const entry = entryOn(entries, day);
  if (entry === undefined) return definition.initial;
  const read = definition.schema.safeParse(entry.value);
  return read.success ? read.data : definition.initial;
}
