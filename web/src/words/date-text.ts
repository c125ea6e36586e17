import { formatDate } from './format.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const BRITISH = /^(\d{1,2})\s*[/.\s-]\s*(\d{1,2})\s*[/.\s-]\s*(\d{4})$/;

/** A date as people type it, day first: `2026-04-01` is 1/4/2026. What is no date stays as it is. */
export function dateText(date: string): string {
  const parts = ISO.exec(date);
  return parts === null ? date : `${Number(parts[3])}/${Number(parts[2])}/${parts[1] ?? ''}`;
}

/** The date that was typed; what cannot be read stays as typed, so that the server can say what is wrong with it. */
export function dateOfText(text: string): string {
  const trimmed = text.trim();
  const parts = BRITISH.exec(trimmed);
  if (parts === null) return trimmed;
  const [, day = '', month = '', year = ''] = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const real = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(date) ? date : trimmed;
}

/** What a date field says when it cannot be read; nothing when it can, or is empty. */
export function dateProblem(date: string, name: string): string | null {
  if (date === '' || (ISO.test(date) && formatDate(date) !== date)) return null;
  return `${name} must be a date that exists, day first, such as 1/4/2026`;
}
