import { formatDate, type CalendarDate } from '../calendar.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { DeferredFacts } from './account-facts.ts';
import type { DeferredAccountRecord } from './account-record.ts';

/** What somebody changes an account on: what is known of it, today, and the number of whatever is new. */
export type Changing = { known: DeferredFacts; today: CalendarDate; newId: string };

/** An account as it would be; an error among the findings keeps the change out. */
export type Changed = { record: DeferredAccountRecord; findings: Finding[] };

/** A day before there was an account. */
export function tooEarly(field: string, day: CalendarDate, begins: CalendarDate): Finding[] {
  if (day >= begins) return [];
  const message = `The account begins on ${formatDate(begins)}: nothing is recorded for days before it.`;
  return [finding('error', 'before-the-account', message, { field, value: day })];
}
