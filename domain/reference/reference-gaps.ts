import { addDays, type CalendarDate } from '../calendar.ts';
import { referenceKinds, referenceKindSchema, type ReferenceKind } from './reference-kinds.ts';
import type { CouncilRow } from './reference-row.ts';
import { listReferenceRows, referenceValueOn } from './reference-value.ts';

/** Values that will be needed and nobody knows: of one kind, from one day. */
export type ReferenceGap = { kind: ReferenceKind; from: CalendarDate; categories: string[] };

/**
 * What is missing today or within the days ahead: on 1 March, with rates known to 31 March, the rates from 1 April.
 * Only categories that are in use count: those for which some value was ever known or published as empty.
 */
export function referenceGaps(
  { today, daysAhead }: { today: CalendarDate; daysAhead: number },
  councilRows: readonly CouncilRow[],
): ReferenceGap[] {
  const gaps: ReferenceGap[] = [];
  for (const kind of referenceKindSchema.options) {
    const byStart = new Map<CalendarDate, string[]>();
    for (const category of Object.keys(referenceKinds[kind].categories)) {
      const from = firstMissingDay({ kind, category, today, last: addDays(today, daysAhead) }, councilRows);
      if (from !== null) byStart.set(from, [...(byStart.get(from) ?? []), category]);
    }
    for (const [from, categories] of byStart) gaps.push({ kind, from, categories });
  }
  return gaps;
}

/** Where a value begins to be missing, if that is today or near: a gap has one start, on whichever day it is looked for. */
function firstMissingDay(
  query: { kind: ReferenceKind; category: string; today: CalendarDate; last: CalendarDate },
  councilRows: readonly CouncilRow[],
): CalendarDate | null {
  const { kind, category, today, last } = query;
  const rows = [...listReferenceRows(kind), ...councilRows].filter(
    (row) => row.kind === kind && row.category === category,
  );
  const starts = rows
    .flatMap((row) => (row.to === null ? [row.from] : [row.from, addDays(row.to, 1)]))
    .filter((date) => referenceValueOn({ kind, category, date }, councilRows).outcome === 'missing')
    .sort();
  const isMissingToday = referenceValueOn({ kind, category, date: today }, councilRows).outcome === 'missing';
  const start = isMissingToday
    ? starts.findLast((date) => date <= today)
    : starts.find((date) => date > today && date <= last);
  return start ?? null;
}
