import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { spendingCategories } from '../../domain/direct-payments/classified.ts';
import { penceSchema } from '../../domain/money.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { statementFormats } from '../../domain/statements/statement.ts';
import type { Role } from './roles.ts';
import { get, listOf, reason, write } from './route.ts';
import { statementPapersSchema } from './statement-papers.ts';

/** Staff who see what a person’s direct payment was spent on. */
export const statementReaders: readonly Role[] = [
  'audit-officer',
  'audit-lead',
  'service-manager',
  'read-only',
];

/** Staff who say what somebody was paid for. */
export const auditors: readonly Role[] = ['audit-officer', 'audit-lead'];

const sentStatementSchema = z.object({
  uploadId: z.string(),
  fileName: z.string(),
  format: z.enum(statementFormats),
  receivedAt: instantSchema,
  accounts: z.array(
    z.object({
      endsIn: z
        .string()
        .nullable()
        .describe('The last digits of the account, as far as the bank shows them.'),
      from: calendarDateSchema.nullable(),
      to: calendarDateSchema.nullable(),
      openingPence: penceSchema.nullable(),
      closingPence: penceSchema.nullable(),
      transactions: z.int(),
    }),
  ),
});
export type SentStatement = z.infer<typeof sentStatementSchema>;

const transactionSchema = z.object({
  number: z.int().describe('Its place in the statement, from 1: findings name it.'),
  date: calendarDateSchema,
  text: z.string(),
  amountPence: penceSchema.describe('What was paid in is above nought.'),
  balancePence: penceSchema.nullable(),
  category: z.enum(spendingCategories),
  by: z
    .enum(['plan', 'confirmed', 'rule'])
    .describe('What told the category: the support plan, an officer, or words of the text.'),
  why: z.string().describe('By what the category was told.'),
  source: z.object({ line: z.int(), page: z.int().nullable() }),
});

const statementFindingSchema = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'information']),
  transactions: z.array(z.int()).describe('By number; none where it is about the whole statement.'),
  amountPence: penceSchema.nullable(),
  message: z.string(),
  evidence: z.array(z.string()),
});
export type StatementFinding = z.infer<typeof statementFindingSchema>;

/** At most so many transactions an answer: a statement of a year has some hundred. */
const MOST_TRANSACTIONS = 2_000;

const statementSchema = z.object({
  uploadId: z.string(),
  agreementId: z.string(),
  personId: z.string(),
  fileName: z.string(),
  receivedAt: instantSchema,
  format: z.enum(statementFormats),
  layout: z.string().nullable().describe('Whose layout it is, where banks have their own.'),
  account: z.object({
    sortCode: z.string().nullable(),
    accountNumber: z.string().nullable(),
    name: z.string().nullable(),
    currency: z.string(),
  }),
  accounts: z.int().describe('How many accounts the file is of; this is one of them.'),
  from: calendarDateSchema.nullable(),
  to: calendarDateSchema.nullable(),
  openingPence: penceSchema.nullable(),
  closingPence: penceSchema.nullable(),
  contingencyPence: penceSchema.describe('What may stay in the account for emergencies.'),
  transactions: z.array(transactionSchema),
  findings: z.array(statementFindingSchema),
  notes: z.array(findingSchema).describe('What has to be said of how the file was read.'),
  nextCursor: z.string().nullable(),
});
export type ShownStatement = z.infer<typeof statementSchema>;

export const statementRoutes = {
  readStatement: get({
    path: '/v1/statements/{id}',
    roles: statementReaders,
    summary: 'A bank statement of a direct payment: its transactions, and what was found in them',
    query: z.object({
      account: z.coerce.number().int().min(1).max(100).default(1),
      limit: z.coerce.number().int().min(1).max(MOST_TRANSACTIONS).default(MOST_TRANSACTIONS),
      cursor: z.string().max(20).optional(),
    }),
    answer: statementSchema,
  }),
  readStatementPapers: get({
    path: '/v1/statements/{id}/papers',
    roles: statementReaders,
    summary: 'Which papers show the payments of a bank statement, and which payments and papers stand alone',
    query: z.object({ account: z.coerce.number().int().min(1).max(100).default(1) }),
    answer: statementPapersSchema,
  }),
  confirmPayee: write({
    method: 'POST',
    path: '/v1/statements/{id}/payees',
    roles: auditors,
    summary: 'Say what the payee of a transaction is paid for; it holds for every statement of the agreement',
    body: z.strictObject({
      account: z.int().min(1).max(100).default(1),
      transaction: z.int().min(1).describe('Its number in the statement.'),
      category: z.enum(spendingCategories),
      reason,
    }),
    answer: z.object({
      category: z.enum(spendingCategories),
      transactions: z.int().describe('How many transactions of this statement are with the same payee.'),
    }),
  }),
  listAgreementStatements: get({
    path: '/v1/direct-payments/{id}/statements',
    roles: statementReaders,
    summary: 'The bank statements that were sent for a direct payment agreement, the newest days first',
    answer: listOf(sentStatementSchema),
  }),
};
