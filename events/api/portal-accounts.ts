import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { arrangementSchema } from '../../domain/direct-payments/arrangement.ts';
import { penceSchema } from '../../domain/money.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { directPaymentAgreementSchema } from '../../domain/records/direct-payment-agreement.ts';
import { statementFormats } from '../../domain/statements/statement.ts';
import { nextPaymentSchema } from './return-shapes.ts';
import type { Role } from './roles.ts';
import { get, listOf, paging, write } from './route.ts';
import { fileStates } from './uploads.ts';

/** Whoever holds the money of many people’s direct payments. */
const accountProviders: readonly Role[] = ['managed-account-provider'];

const days = z.object({ from: calendarDateSchema, to: calendarDateSchema });
const personName = z
  .string()
  .nullable()
  .describe('None where the record of the person is restricted: the agreement says whose money it is.');

const { frequency, returnFrequency } = directPaymentAgreementSchema.shape;
const { planItems, earmarked, papersAsked } = arrangementSchema.shape;

const duePapersSchema = days.extend({
  dueOn: calendarDateSchema.describe('The last day on which its statement is in time.'),
  daysLate: z.int().describe('Days from the due day to today; 0 in time.'),
  missing: z.array(days).describe('Days that no statement was sent for.'),
});

const clientSchema = z.object({
  agreementId: z.string(),
  personId: z.string(),
  personName,
  startDate: calendarDateSchema,
  endDate: calendarDateSchema.nullable(),
  frequency,
  weeklyBudgetPence: penceSchema,
  weeklyContributionPence: penceSchema.nullable(),
  payeeName: z.string().nullable().describe('The name of the account that the money goes to.'),
  accountEndsIn: z.string().nullable().describe('The last four digits of that account.'),
  rollNumber: z
    .string()
    .nullable()
    .describe('What the account holder finds the client by, where there is one.'),
  statementsThrough: calendarDateSchema
    .nullable()
    .describe('The last day that counts as told of by a statement; none where none came.'),
  papersDue: z
    .array(duePapersSchema)
    .describe('Periods that are over and not told of whole, the oldest first.'),
});
export type ManagedClient = z.infer<typeof clientSchema>;

const clientDetailSchema = clientSchema.extend({
  returnFrequency,
  contingencyWeeks: z.string().nullable().describe('Weeks of budget that may stay in the account.'),
  planItems: z.array(planItems.element).describe('What the money may buy.'),
  earmarked: z.array(earmarked.element).describe('What lies in the account for a purpose of its own.'),
  papersAsked,
  statements: z
    .array(
      z.object({
        receivedOn: calendarDateSchema,
        format: z.enum(statementFormats),
        from: calendarDateSchema.nullable(),
        to: calendarDateSchema.nullable(),
        transactions: z.int(),
      }),
    )
    .describe('The statements that were read, the newest days first.'),
});
export type ManagedClientDetail = z.infer<typeof clientDetailSchema>;

const scheduleSchema = z.object({
  scheduleId: z.string().describe('The run that made the payments; of one made outside a run, the payment.'),
  payOn: calendarDateSchema.describe('The day the money is in the account.'),
  clients: z.int(),
  totalPence: penceSchema.describe('What arrives: the sum of the payments but those that came back.'),
  returnedPence: penceSchema.describe('Payments that were kept back, or came back and were not sent again.'),
});
export type Schedule = z.infer<typeof scheduleSchema>;

const scheduleRowSchema = z.object({
  paymentId: z.string().describe('The reference of the payment.'),
  agreementId: z.string(),
  personName,
  period: days.nullable().describe('The days that the budget is paid for; none where none are newly paid.'),
  grossPence: penceSchema,
  contributionPence: penceSchema.describe('Below nought: taken off.'),
  oneOffPence: penceSchema,
  otherPence: penceSchema.describe('Corrections, money released from a hold, what is taken back.'),
  amountPence: penceSchema,
  isReturned: z.boolean().describe('Whether the payment was kept back, or came back and was not sent again.'),
  why: z.string().describe('Why it differs from the last payment for the client.'),
  lines: z.array(
    z.object({
      what: z.string(),
      ...days.shape,
      amountPence: penceSchema,
      explanation: z.string(),
    }),
  ),
});
export type ScheduleRow = z.infer<typeof scheduleRowSchema>;

const sentSchema = z.object({
  uploadId: z.string(),
  fileName: z.string(),
  receivedAt: instantSchema,
  state: z.enum(fileStates),
  problem: z.object({ rule: z.string(), message: z.string() }).nullable(),
  counts: z.object({ rows: z.int(), accepted: z.int(), refused: z.int() }),
});
export type SentStatements = z.infer<typeof sentSchema>;

/** What became of one client’s part of a file. */
const clientOutcomes = ['on-its-way', 'read', 'refused', 'sent-before'] as const;

const sentDetailSchema = sentSchema.extend({
  clients: z.array(
    z.object({
      agreementId: z.string(),
      name: z.string().describe('What it is called in the file.'),
      outcome: z.enum(clientOutcomes),
      problem: z.string().nullable().describe('Why it could not be read.'),
      from: calendarDateSchema.nullable(),
      to: calendarDateSchema.nullable(),
      transactions: z.int().nullable(),
    }),
  ),
  findings: z.array(findingSchema).describe('What was not taken, and why; at most the first thousand.'),
  findingCount: z.int(),
});
export type SentStatementsDetail = z.infer<typeof sentDetailSchema>;
export type ClientOutcome = SentStatementsDetail['clients'][number];

export const portalAccountRoutes = {
  listClients: get({
    path: '/v1/portal/clients',
    roles: accountProviders,
    summary: 'The direct payments whose money you hold',
    answer: listOf(clientSchema),
  }),
  readClient: get({
    path: '/v1/portal/clients/{id}',
    roles: accountProviders,
    summary: 'One of your clients: what the money may buy, and which papers are due',
    answer: clientDetailSchema,
  }),
  listSchedules: get({
    path: '/v1/portal/schedules',
    roles: accountProviders,
    summary: 'What was paid to you for your clients, the newest first',
    query: z.object({
      from: calendarDateSchema.optional().describe('The first day of payment; without it, a year ago.'),
    }),
    answer: listOf(scheduleSchema).extend({ nextPayment: nextPaymentSchema }),
  }),
  readSchedule: get({
    path: '/v1/portal/schedules/{id}',
    roles: accountProviders,
    summary: 'What one day’s payments are for, client by client',
    answer: scheduleSchema.extend({ items: z.array(scheduleRowSchema) }),
  }),
  startBulkStatements: write({
    method: 'POST',
    path: '/v1/portal/statements',
    roles: accountProviders,
    summary: 'Announce a file of statements of your clients and get where to send it',
    status: 201,
    body: z.strictObject({ fileName: z.string().min(1).max(200), sizeBytes: z.int().min(0) }),
    answer: z.object({ uploadId: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) }),
  }),
  listBulkStatements: get({
    path: '/v1/portal/statements',
    roles: accountProviders,
    summary: 'The files of statements you sent, newest first',
    query: z.object(paging),
    answer: listOf(sentSchema),
  }),
  readBulkStatements: get({
    path: '/v1/portal/statements/{id}',
    roles: accountProviders,
    summary: 'One file of statements you sent: what became of each client’s',
    answer: sentDetailSchema,
  }),
};
