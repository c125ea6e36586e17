import { addDays, formatDate, type CalendarDate } from '../calendar.ts';
import { contains } from '../date-range.ts';
import { Decimal, poundsToPence, type Pence, type RateText } from '../money.ts';
import { publishedRows } from './published-rows.ts';
import { categoryTitle, referenceKinds, type ReferenceKind } from './reference-kinds.ts';
import type { CouncilRow, PublishedRow } from './reference-row.ts';

export type ReferenceQuery = { kind: ReferenceKind; category: string; date: CalendarDate };
type KnownRow = CouncilRow | (PublishedRow & { value: RateText });

export type ReferenceFound = { outcome: 'found'; value: RateText; row: KnownRow };
export type ReferenceMissing = ReferenceQuery & { outcome: 'missing'; message: string };

/**
 * The value that holds on a day: a council's row that says it replaces the published one, else the published one,
 * else a council's row; of several council rows the one that starts last, and of those the one entered last. A day
 * without a value is `missing`, never 0.
 */
export function referenceValueOn(
  query: ReferenceQuery,
  councilRows: readonly CouncilRow[],
): ReferenceFound | ReferenceMissing {
  const entered = councilRows.filter((row) => appliesTo(row, query));
  const row =
    latest(entered.filter(({ replacesPublished }) => replacesPublished)) ??
    publishedRows.filter(isKnown).find((published) => appliesTo(published, query)) ??
    latest(entered);
  return row ? { outcome: 'found', value: row.value, row } : missing(query);
}

/** As `referenceValueOn`, for the kinds that are amounts of pounds. */
export function referencePenceOn(
  query: ReferenceQuery,
  councilRows: readonly CouncilRow[],
): (ReferenceFound & { valuePence: Pence }) | ReferenceMissing {
  const answer = referenceValueOn(query, councilRows);
  if (answer.outcome === 'missing') return answer;
  return { ...answer, valuePence: poundsToPence(new Decimal(answer.value), 'half-up') };
}

/** What was published of a kind, gaps included, in the order of its categories and dates. */
export function listReferenceRows(kind: ReferenceKind): PublishedRow[] {
  return publishedRows.filter((row) => row.kind === kind);
}

/** The published gaps of which the council's rows leave at least one day open. */
export function emptyReferenceRows(councilRows: readonly CouncilRow[]): PublishedRow[] {
  return publishedRows.filter((row) => !isKnown(row) && hasOpenDay(row, councilRows));
}

/** A gap is open on its first day, or else on the day after some row that covers it ends. */
function hasOpenDay(gap: PublishedRow, councilRows: readonly CouncilRow[]): boolean {
  const daysAfter = councilRows.flatMap(({ to }) => (to === null ? [] : [addDays(to, 1)]));
  return [gap.from, ...daysAfter].some(
    (date) => contains(gap, date) && !councilRows.some((row) => appliesTo(row, { ...gap, date })),
  );
}

function appliesTo(row: KnownRow, { kind, category, date }: ReferenceQuery): boolean {
  return row.kind === kind && row.category === category && contains(row, date);
}

function isKnown(row: PublishedRow): row is PublishedRow & { value: RateText } {
  return row.value !== null;
}

function latest(rows: readonly CouncilRow[]): CouncilRow | undefined {
  return rows.reduce<CouncilRow | undefined>(
    (best, row) => (best && best.from > row.from ? best : row),
    undefined,
  );
}

function missing(query: ReferenceQuery): ReferenceMissing {
  const { title } = referenceKinds[query.kind];
  const category = categoryTitle(query.kind, query.category) ?? query.category;
  return {
    outcome: 'missing',
    message: `${title} (${category}): no value is known for ${formatDate(query.date)}. Enter it on the page of reference values.`,
    ...query,
  };
}
