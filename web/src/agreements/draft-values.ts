import type { SetRow } from '../packages/set-field.tsx';
import { penceOfPounds, poundsOfPence } from '../words/format.ts';

/** The keys of a list of words. */
export function keysOf<K extends string>(words: Readonly<Record<K, string>>): K[] {
  return Object.keys(words).filter((key): key is K => Object.hasOwn(words, key));
}

export function keyIn<K extends string>(
  words: Readonly<Record<K, string>>,
  text: string | undefined,
  other: K,
): K {
  return keysOf(words).find((each) => each === text) ?? other;
}

export function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  const word = words[value] ?? value;
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export function rowsOf(lists: Readonly<Record<string, readonly SetRow[]>>, field: string): readonly SetRow[] {
  return lists[field] ?? [];
}

export function textIn(row: SetRow, field: string): string {
  return row[field]?.trim() ?? '';
}

export function orNull(row: SetRow, field: string): string | null {
  const text = textIn(row, field);
  return text === '' ? null : text;
}

export function penceIn(row: SetRow): number | null {
  const text = orNull(row, 'amountPence');
  return text === null ? null : penceOfPounds(text);
}

export function poundsText(pence: number | null): string {
  return pence === null ? '' : poundsOfPence(pence);
}

export function rangeIn(
  values: SetRow,
  from: string,
  to: string,
): { from: string; to: string | null } | null {
  const first = orNull(values, from);
  return first === null ? null : { from: first, to: orNull(values, to) };
}

export function stepIn(values: SetRow, step: string): string | null {
  const choice = orNull(values, step);
  return choice === 'done' ? orNull(values, `${step}On`) : choice;
}
