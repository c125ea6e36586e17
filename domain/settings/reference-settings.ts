import * as z from 'zod';
import { calendarDateSchema, formatDate } from '../calendar.ts';
import { endOfHalfYear, highestRateOf } from '../deferred/highest-rate.ts';
import { readQuantity } from '../money.ts';
import {
  categoryTitle,
  referenceKinds,
  referenceKindSchema,
  type ReferenceKind,
} from '../reference/reference-kinds.ts';
import { councilRowSchema, type CouncilRow } from '../reference/reference-row.ts';
import { referenceValueOn } from '../reference/reference-value.ts';
import type { SettingDefinition } from './setting-definition.ts';

const valueSchema = z.string().transform((text, context) => {
  const reading = readQuantity(text, { maximumDecimals: 4 });
  if (reading.ok) return reading.value;
  context.addIssue(reading.message);
  return z.NEVER;
});

const enteredRowSchema = z.strictObject({
  category: z.string(),
  from: calendarDateSchema,
  to: calendarDateSchema.nullable().default(null),
  value: valueSchema,
  source: z.string().trim().min(1).max(500),
  replacesPublished: z
    .boolean()
    .default(false)
    .describe('Say so where a published value holds and yours shall hold instead.'),
});

/** The council's own rows of one kind. A row where a published value holds would never be used, unless it says so. */
function rowsSchema(kind: ReferenceKind) {
  return z
    .array(enteredRowSchema)
    .max(500)
    .superRefine((rows, context) => {
      for (const [index, row] of rows.entries()) {
        const at = (field: string, message: string) => {
          context.addIssue({ code: 'custom', path: [index, field], message });
        };
        if (categoryTitle(kind, row.category) === undefined) {
          at('category', `${referenceKinds[kind].title} has no category ${row.category}.`);
        }
        if (row.to !== null && row.to < row.from)
          at('to', 'A value ends on or after the day on which it starts.');
        const published = referenceValueOn(
          { kind, category: usedAs(kind, row.category), date: row.from },
          [],
        );
        if (published.outcome === 'found' && !row.replacesPublished) {
          at(
            'replacesPublished',
            `${published.value} was published for ${formatDate(row.from)}. Set replacesPublished to true to use yours instead.`,
          );
        }
      }
    });
}

const REFERENCE = 'reference-';

export const referenceSettings: readonly SettingDefinition[] = referenceKindSchema.options.map((kind) => ({
  name: `${REFERENCE}${kind}`,
  title: `${referenceKinds[kind].title}: our own values`,
  description:
    'Values the council uses where none was published, or instead of the published one where it says so.',
  schema: rowsSchema(kind),
  initial: [],
}));

/**
 * The rows of a kind from the value of its setting; rows that no longer fit are left out. A highest rate of deferred
 * payment agreements without an end ends with its half-year, as the next has its own; from a rate of gilts it is worked out.
 */
export function councilRowsOf(kind: ReferenceKind, value: unknown): CouncilRow[] {
  const rows = z.array(enteredRowSchema).safeParse(value).data ?? [];
  const entered = rows.flatMap((row) => councilRowSchema.safeParse({ kind, ...row }).data ?? []);
  return kind === 'deferred-rate-ceiling' ? entered.map(highestRateRow) : entered;
}

const GILTS = 'gilts-plus-0.15';

function highestRateRow(row: CouncilRow): CouncilRow {
  const ofHalfYear = { ...row, to: row.to ?? endOfHalfYear(row.from) };
  if (row.category !== GILTS) return ofHalfYear;
  return {
    ...ofHalfYear,
    category: usedAs(row.kind, GILTS),
    value: highestRateOf(row.value),
    source: `${row.source}: gilts at ${row.value}%, and 0.15% (SI 2014/2671 regulation 9)`,
  };
}

/** The category a row counts as: a rate of gilts stands for the highest rate that follows from it. */
function usedAs(kind: ReferenceKind, category: string): string {
  return kind === 'deferred-rate-ceiling' && category === GILTS ? 'standard' : category;
}

export function referenceSettingName(kind: ReferenceKind): string {
  return `${REFERENCE}${kind}`;
}
