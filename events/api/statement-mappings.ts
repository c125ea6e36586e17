import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { penceSchema } from '../../domain/money.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { statementFields } from '../../domain/statements/guess-mapping.ts';
import {
  keptStatementMappingSchema,
  statementMappingSchema,
} from '../../domain/statements/statement-mapping.ts';
import { get, listOf, paging, reason, write } from './route.ts';
import { auditors, statementReaders } from './statements.ts';

/** What is said of the columns of a file; which file it is told by follows from its headings. */
const saidSchema = statementMappingSchema.omit({ mappingId: true });
export type SaidMapping = z.infer<typeof saidSchema>;

const versionSchema = keptStatementMappingSchema.omit({ mappingId: true }).extend({
  version: z.int(),
  savedAt: instantSchema,
  savedBy: z.string(),
  reason: z.string().nullable(),
});

const shownMappingSchema = z.object({
  mappingId: z.string().describe('The same for the same headings: there are never two of them.'),
  versions: z.array(versionSchema).min(1).describe('Newest first: the first is in force, unless withdrawn.'),
});
export type ShownStatementMapping = z.infer<typeof shownMappingSchema>;

const rowSchema = z.object({ line: z.int(), cells: z.array(z.string()) });

const unreadStatementSchema = z.object({
  uploadId: z.string(),
  fileName: z.string(),
  receivedAt: instantSchema,
  problem: z.object({ rule: z.string(), message: z.string() }),
  waitsForMapping: z.boolean().describe('It is read as soon as somebody says what its columns hold.'),
});
export type UnreadStatement = z.infer<typeof unreadStatementSchema>;

/** So many rows show what a column holds. */
export const TABLE_ROWS = 20;

const guessSchema = z.object({
  fields: z
    .array(z.enum(statementFields).nullable())
    .describe('What each column most likely holds, in order.'),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd']),
  dateNote: z
    .string()
    .nullable()
    .describe('By which date the order was told, or that nothing tells it; null where it needs no word.'),
  isPaidOutPositive: z.boolean(),
  isPaidOutNegative: z.boolean(),
  marks: z.object({ paidIn: z.string(), paidOut: z.string() }),
});

const tableSchema = z.object({
  ...{ uploadId: z.string(), agreementId: z.string(), fileName: z.string() },
  problem: z.object({ rule: z.string(), message: z.string() }),
  headings: rowSchema.nullable().describe('Null where no row looks like headings: no mapping can be made.'),
  rows: z.array(rowSchema).describe(`The first ${TABLE_ROWS} rows under the headings.`),
  rowCount: z.int().describe('How many rows there are under the headings.'),
  guess: guessSchema.nullable(),
  saved: versionSchema.nullable().describe('What is saved about these headings, withdrawn or not.'),
  isKnown: z.boolean().describe('What is saved was not there when the file came: it can be read now.'),
});
export type StatementTable = z.infer<typeof tableSchema>;

const shownTransaction = z.object({
  date: calendarDateSchema,
  text: z.string(),
  amountPence: penceSchema.describe('What was paid in is above nought.'),
  balancePence: penceSchema.nullable(),
  line: z.int(),
});

/** So many transactions of an account are shown before it is read. */
export const PREVIEW_TRANSACTIONS = 10;

const previewSchema = z.object({
  problem: z
    .object({ rule: z.string(), message: z.string(), line: z.int().nullable() })
    .nullable()
    .describe('Why it cannot be read so; null where it can.'),
  accounts: z.array(
    z.object({
      endsIn: z
        .string()
        .nullable()
        .describe('The last digits of the account, as far as the bank shows them.'),
      currency: z.string(),
      from: calendarDateSchema.nullable(),
      to: calendarDateSchema.nullable(),
      openingPence: penceSchema.nullable(),
      closingPence: penceSchema.nullable(),
      paidInPence: penceSchema,
      paidOutPence: penceSchema,
      transactions: z.int(),
      withBalance: z.int().describe('How many of them show the balance.'),
      faults: z.array(findingSchema).describe('Where it does not add up, or is not in pounds.'),
      first: z.array(shownTransaction).describe(`The first ${PREVIEW_TRANSACTIONS}.`),
    }),
  ),
  notes: z.array(findingSchema).describe('What else has to be said of the reading.'),
  isWhole: z.boolean().describe('Whether all rows were looked at, or only the first 20,000.'),
});
export type StatementPreview = z.infer<typeof previewSchema>;

export const statementMappingRoutes = {
  listStatementMappings: get({
    path: '/v1/statement-mappings',
    roles: statementReaders,
    summary: 'What is saved about the headings of banks that careledger does not know',
    query: z.object(paging),
    answer: listOf(shownMappingSchema),
  }),
  readStatementMapping: get({
    path: '/v1/statement-mappings/{id}',
    roles: statementReaders,
    summary: 'What is saved about some headings, with every version',
    answer: shownMappingSchema,
  }),
  saveStatementMapping: write({
    method: 'POST',
    path: '/v1/statement-mappings',
    roles: auditors,
    summary: 'Say what the columns of a bank’s statements hold, for every file with the same headings',
    body: saidSchema.extend({
      replaces: z
        .int()
        .min(1)
        .nullable()
        .describe('The version in force that is replaced; null where nothing is saved about these headings.'),
      reason,
    }),
    answer: z.object({ mappingId: z.string(), version: z.int() }),
  }),
  withdrawStatementMapping: write({
    method: 'POST',
    path: '/v1/statement-mappings/{id}/withdraw',
    roles: auditors,
    summary:
      'Read no further file by what is saved about some headings; those that were read stay as they are',
    body: z.strictObject({ reason }),
    answer: z.object({ mappingId: z.string(), version: z.int() }),
  }),
  listUnreadStatements: get({
    path: '/v1/direct-payments/{id}/unread-statements',
    roles: statementReaders,
    summary: 'The bank statements of a direct payment agreement that could not be read, the newest first',
    answer: listOf(unreadStatementSchema),
  }),
  readStatementTable: get({
    path: '/v1/statements/{id}/table',
    roles: statementReaders,
    summary: 'The first rows of a statement whose columns nobody knows, and a guess of what they hold',
    answer: tableSchema,
  }),
  previewStatement: write({
    method: 'POST',
    path: '/v1/statements/{id}/preview',
    roles: auditors,
    summary: 'What would be read of a statement by what is said of its columns; nothing is kept',
    body: saidSchema,
    answer: previewSchema,
  }),
  readStatementAgain: write({
    method: 'POST',
    path: '/v1/statements/{id}/read-again',
    roles: auditors,
    status: 202,
    summary: 'Have a statement read again whose headings are known now, and all that wait under the same',
    body: z.strictObject({ reason }),
    answer: z.object({ uploadId: z.string(), state: z.literal('received') }),
  }),
};
