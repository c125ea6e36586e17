import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { rateTextSchema, readQuantity } from '../money.ts';
import { categoryTitle, referenceKindSchema, type ReferenceKind } from './reference-kinds.ts';

const incoherent = 'A row names a category of its kind and ends on or after the day it starts';

/** A: statute or official text; B: council or official page; C: one third party; D: derived, and so to be checked. */
export const confidenceSchema = z.enum(['A', 'B', 'C', 'D']);

/** Our files show pennies in full, `24.90`; a value in use is in canonical form, `24.9`. */
const writtenValueSchema = z.string().transform((text, context) => {
  const reading = readQuantity(text, { maximumDecimals: 4 });
  if (reading.ok) return reading.value;
  context.addIssue(reading.message);
  return z.NEVER;
});

const dated = {
  kind: referenceKindSchema,
  category: z.string(),
  from: calendarDateSchema,
  to: calendarDateSchema.nullable(),
  source: z.string().min(1).max(500),
};

/**
 * A value that was published, with where it was read. `value: null` stands where nobody could find it: the period
 * is shown empty for the council to fill in, and a calculation that needs it says so.
 */
export const publishedRowSchema = z
  .strictObject({
    ...dated,
    value: writtenValueSchema.nullable(),
    confidence: confidenceSchema.nullable(),
    note: z.string().optional(),
  })
  .refine(isCoherent, incoherent)
  .refine(
    (row) => (row.value === null) === (row.confidence === null),
    'A value has a confidence, a gap has none',
  );
export type PublishedRow = z.infer<typeof publishedRowSchema>;

/**
 * A value the council entered. It fills a gap; over a published value it wins only if the person entering it said
 * so with `replacesPublished`, so that a slip of the date never hides the national figure.
 */
export const councilRowSchema = z
  .strictObject({ ...dated, value: rateTextSchema, replacesPublished: z.boolean() })
  .refine(isCoherent, incoherent);
export type CouncilRow = z.infer<typeof councilRowSchema>;

type DatedCategory = { kind: ReferenceKind; category: string; from: string; to: string | null };

function isCoherent({ kind, category, from, to }: DatedCategory): boolean {
  return categoryTitle(kind, category) !== undefined && (to === null || from <= to);
}
