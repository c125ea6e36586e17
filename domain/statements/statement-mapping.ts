import * as z from 'zod';
import { quote } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';
import { headingKey } from '../records/heading-key.ts';

const heading = z.string().trim().min(1).max(100);
const word = z.string().trim().min(1).max(20);

/** Where the money of a row stands, and what says which way it went. */
const amountColumnsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('signed'),
    column: heading,
    isPaidOutPositive: z.boolean().describe('Cards: what is spent has no sign, what is paid in has a minus.'),
  }),
  z.object({
    kind: z.literal('two-columns'),
    paidIn: heading,
    paidOut: heading,
    isPaidOutNegative: z.boolean().describe('What is paid out has a minus in its own column as well.'),
  }),
  z.object({
    kind: z.literal('marked'),
    column: heading,
    mark: heading.describe('The column with the word that says which way the money went.'),
    paidIn: word,
    paidOut: word,
  }),
]);
export type AmountColumns = z.infer<typeof amountColumnsSchema>;

/** How the statements of a bank whose layout is not known are to be read, said once and kept. */
export const statementMappingSchema = z.strictObject({
  mappingId: z.string(),
  bank: z.string().trim().min(1).max(100).describe('Whose statements these are, for people to read.'),
  headings: z
    .array(z.string().max(200))
    .min(2)
    .max(100)
    .describe('The headings of the file in their order: a file with the same is read by this mapping.'),
  date: heading,
  dateOrder: z.enum(['dmy', 'mdy', 'ymd', 'as-the-file-shows']),
  text: z.array(heading).min(1).max(10),
  amount: amountColumnsSchema,
  balance: heading.nullable(),
  reference: heading.nullable(),
  kind: heading.nullable(),
  currency: heading.nullable().describe('The column that names it; null where all is in pounds.'),
});
export type StatementMapping = z.infer<typeof statementMappingSchema>;

/** A mapping as it is kept: one that is withdrawn reads nothing any more. */
export const keptStatementMappingSchema = statementMappingSchema.extend({ isWithdrawn: z.boolean() });
export type KeptStatementMapping = z.infer<typeof keptStatementMappingSchema>;

/** What tells files apart that are read alike: their headings in order, in any case, without empty ones at the end. */
export function headingsText(headings: readonly string[]): string {
  const keys = headings.map(headingKey);
  return keys.slice(0, keys.findLastIndex((key) => key !== '') + 1).join('\n');
}

/** Everything that keeps a mapping from being read as it was meant; nothing where it can be saved. */
export function checkStatementMapping(mapping: StatementMapping): Finding[] {
  const columns = namedColumns(mapping);
  return [
    ...columns.flatMap((column) => checkColumn(column, mapping.headings)),
    ...checkUsedOnce(columns),
    ...checkMarks(mapping.amount),
  ];
}

type NamedColumn = { field: string; column: string; isAlone: boolean };

/** A date, an amount and a balance are never the same column; a text may be read from any. */
function namedColumns({ date, text, amount, balance, ...others }: StatementMapping): NamedColumn[] {
  const alone = { date, ...columnsOfAmount(amount), balance };
  const shared = { reference: others.reference, kind: others.kind, currency: others.currency };
  return [
    ...written(alone, true),
    ...written(shared, false),
    ...text.map((column, place) => ({ field: `text.${place}`, column, isAlone: false })),
  ];
}

function columnsOfAmount(amount: AmountColumns): Record<string, string> {
  if (amount.kind === 'signed') return { 'amount.column': amount.column };
  if (amount.kind === 'marked') return { 'amount.column': amount.column, 'amount.mark': amount.mark };
  return { 'amount.paidIn': amount.paidIn, 'amount.paidOut': amount.paidOut };
}

function written(columns: Record<string, string | null>, isAlone: boolean): NamedColumn[] {
  return Object.entries(columns).flatMap(([field, column]) =>
    column === null ? [] : [{ field, column, isAlone }],
  );
}

function checkColumn({ field, column }: NamedColumn, headings: readonly string[]): Finding[] {
  const count = headings.filter((each) => headingKey(each) === headingKey(column)).length;
  if (count === 1) return [];
  if (count > 1) {
    const message = `The heading ${quote(column)} is there ${count} times, so it does not say which column is meant.`;
    return [finding('error', 'heading-repeated', message, { field, value: column })];
  }
  const message = `The file has no column ${quote(column)}. Choose one of its headings.`;
  return [finding('error', 'heading-not-in-file', message, { field, value: column })];
}

function checkUsedOnce(columns: readonly NamedColumn[]): Finding[] {
  const alone = columns.filter(({ isAlone }) => isAlone);
  const keys = alone.map(({ column }) => headingKey(column));
  return alone
    .filter(({ column }, place) => keys.indexOf(headingKey(column)) < place)
    .map(({ field, column }) => {
      const message = `The column ${quote(column)} is chosen twice. Date, amounts and balance each have a column of their own.`;
      return finding('error', 'column-chosen-twice', message, { field, value: column });
    });
}

function checkMarks(amount: AmountColumns): Finding[] {
  if (amount.kind !== 'marked' || markKey(amount.paidIn) !== markKey(amount.paidOut)) return [];
  const message = `${quote(amount.paidIn)} cannot mean both paid in and paid out.`;
  return [
    finding('error', 'marks-are-the-same', message, { field: 'amount.paidOut', value: amount.paidOut }),
  ];
}

/** Marks are the same in any case: `DBIT`, `Dbit`. */
export function markKey(mark: string): string {
  return mark.trim().toLowerCase();
}
