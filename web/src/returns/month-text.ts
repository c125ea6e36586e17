import { monthName } from '../words/format.ts';

const MONTH = /^(20\d{2})-(0[1-9]|1[0-2])$/;

/** Whether an address names a month, as `2026-10`. */
export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

/** `2026-10` as people read it: October 2026. */
export function monthInWords(month: string): string {
  const parts = MONTH.exec(month);
  return parts === null ? month : `${monthName(Number(parts[2]))} ${parts[1] ?? ''}`;
}

export function monthBefore(month: string): string {
  return monthsAway(month, -1);
}

export function monthAfter(month: string): string {
  return monthsAway(month, 1);
}

/** Months that can be chosen: this one, those of a year and a half before, and the one that is chosen. */
export function monthChoices(thisMonth: string, chosen: string): { value: string; text: string }[] {
  const months = Array.from({ length: MONTHS_SHOWN }, (_, place) => monthsAway(thisMonth, -place));
  const all = chosen === '' || months.includes(chosen) ? months : [...months, chosen];
  return all
    .toSorted()
    .toReversed()
    .map((value) => ({ value, text: monthInWords(value) }));
}
const MONTHS_SHOWN = 19;

function monthsAway(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}
