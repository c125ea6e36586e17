import * as z from 'zod';

/** One result of a check: what is wrong, where, and in a sentence. */
export const findingSchema = z.object({
  line: z.int().nullable().describe('The line of the file, from 1; null when it is about the whole file.'),
  field: z.string().nullable(),
  rule: z.string().describe('The name of the rule, a fact in kebab-case.'),
  severity: z.enum(['error', 'warning', 'information']),
  message: z.string().describe('A plain sentence: what is wrong and what to do.'),
  value: z.string().nullable().describe('What the file said, shortened.'),
});
export type Finding = z.infer<typeof findingSchema>;

/** A finding about a field of a line; an error keeps the row out, the others let it in. */
export function finding(
  severity: Finding['severity'],
  rule: string,
  message: string,
  at: { line?: number | null; field?: string | null; value?: string | null } = {},
): Finding {
  return {
    line: at.line ?? null,
    field: at.field ?? null,
    rule,
    severity,
    message,
    value: at.value ?? null,
  };
}

/** A finding about a set of items: the key of the item it is about, or null where it is about the set. */
export type SetFinding = { key: string | null; finding: Finding };
