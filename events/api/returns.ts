import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { penceSchema } from '../../domain/money.ts';
import { lineDecisions } from '../../domain/returns/payable.ts';
import { returnFields } from '../../domain/returns/return-layouts.ts';
import { mappedLayouts } from '../../domain/returns/return-mapping.ts';
import type { Role } from './roles.ts';
import { staff } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';
import { fileStates, uploaders } from './uploads.ts';
import {
  decisionSchema,
  letterSchema,
  lineQuery,
  lineSchema,
  monthText,
  providerReturnSchema,
  returnDetailSchema,
} from './return-shapes.ts';

/** Enough to see what a column holds. */
export const SAMPLE_ROWS = 5;

const sampleSchema = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())).max(SAMPLE_ROWS),
  known: z
    .boolean()
    .describe('Whether its headings can be read by now, as by a mapping that was saved since.'),
  layouts: z
    .array(
      z.object({
        layout: z.enum(mappedLayouts),
        fields: z.array(z.enum(returnFields)),
        mandatory: z.array(z.enum(returnFields)),
        guessed: z
          .array(z.enum(returnFields).nullable())
          .describe('By column, from the words of its heading.'),
      }),
    )
    .describe('What its columns can be said to hold; the likelier layout first.'),
});
export type ReturnSample = z.infer<typeof sampleSchema>;

/** Officers who decide what of a return is paid. */
const deciders: readonly Role[] = ['payments-officer', 'payments-approver'];
/** Those who agree to what another decided above the limit. */
const approvers: readonly Role[] = ['payments-approver'];

/** Numbers of lines, as `3-17,21`: they stand in the address of a question. */
const lineNumbers = z
  .string()
  .max(6_000)
  .regex(/^\d{1,7}(-\d{1,7})?(,\d{1,7}(-\d{1,7})?)*$/, 'Lines are written as 3-17,21');

const effectSchema = z.object({
  lines: z.int(),
  claimedPence: penceSchema,
  payablePence: penceSchema.describe('What is paid of them once it is decided.'),
  morePence: penceSchema.describe('What is paid more than without it.'),
  lessPence: penceSchema.describe('What is paid less than without it.'),
  heldGoesPence: penceSchema.describe('What is held of them now, and is not after it.'),
  needsSecondPerson: z.boolean(),
  refusal: z.string().nullable().describe('Why it cannot be decided so.'),
});
export type DecisionEffect = z.infer<typeof effectSchema>;

/** How a provider’s month stands. */
const monthRowSchema = z.object({
  providerId: z.string(),
  name: z.string(),
  isExpected: z.boolean(),
  isMissing: z.boolean(),
  packages: z.int().describe('Packages it is paid for by what it delivers.'),
  received: z.int().describe('Files that were taken of the month.'),
  lines: z.int(),
  questioned: z.int(),
  refused: z.int(),
  acceptedPence: penceSchema,
  heldPence: penceSchema,
  lastMonthPence: penceSchema,
  remindedAt: z.array(calendarDateSchema),
});
export type MonthRow = z.infer<typeof monthRowSchema>;

export const returnRoutes = {
  readReturnSample: get({
    path: '/v1/provider-returns/{id}/sample',
    roles: uploaders,
    summary: 'The headings of a return as it was sent, and its first lines',
    answer: sampleSchema,
  }),
  listProviderReturns: get({
    path: '/v1/provider-returns',
    roles: staff,
    summary: 'Returns of providers, newest first',
    query: z.object({
      ...paging,
      providerId: idText.optional(),
      period: monthText.optional().describe('The month they tell of.'),
      state: z.enum(fileStates).optional(),
    }),
    answer: listOf(providerReturnSchema),
  }),
  readProviderReturn: get({
    path: '/v1/provider-returns/{id}',
    roles: staff,
    summary: 'One return, with what was found in it and decided of it',
    answer: returnDetailSchema,
  }),
  listProviderReturnLines: get({
    path: '/v1/provider-returns/{id}/lines',
    roles: staff,
    summary: 'Lines of a return and what became of each',
    query: lineQuery,
    answer: listOf(lineSchema),
  }),
  weighReturnDecision: get({
    path: '/v1/provider-returns/{id}/effect',
    roles: deciders,
    summary: 'What a decision about lines in question would change, before it is made',
    query: z.object({
      decision: z.enum(lineDecisions),
      finding: z.string().max(100).optional(),
      lines: lineNumbers.optional(),
      units: z.string().max(20).optional(),
    }),
    answer: effectSchema,
  }),
  readReturnReasons: get({
    path: '/v1/provider-returns/{id}/reasons',
    roles: staff,
    summary: 'A letter with the reasons for each line that is not paid as it was claimed',
    answer: letterSchema,
  }),
  decideReturnLines: write({
    method: 'POST',
    path: '/v1/provider-returns/{id}/decisions',
    roles: deciders,
    summary: 'Decide what of some lines is paid',
    status: 202,
    body: z
      .strictObject({
        lineRefs: z.array(z.string().min(1).max(200)).max(10_000).optional(),
        lines: z
          .array(z.int().min(1))
          .max(10_000)
          .optional()
          .describe('The numbers of the lines, where references repeat.'),
        finding: z
          .string()
          .max(100)
          .optional()
          .describe('Every line in question that this check asks about.'),
        decision: z.enum(lineDecisions),
        units: z.string().max(20).optional().describe('What is paid, in hours or units; to amend.'),
        reason,
      })
      .refine(
        ({ lineRefs, lines, finding }) =>
          (lineRefs?.length ?? 0) + (lines?.length ?? 0) > 0 || finding !== undefined,
        { message: 'Name at least one line', path: ['lineRefs'] },
      ),
    answer: z.object({ decision: decisionSchema }),
  }),
  approveReturnDecision: write({
    method: 'POST',
    path: '/v1/return-decisions/{id}/approve',
    roles: approvers,
    summary: 'Agree to what another decided above the limit; its id is the return’s and its number: UP1~3',
    status: 202,
    body: z.strictObject({ reason }),
    answer: z.object({ decision: decisionSchema }),
  }),
  declineReturnDecision: write({
    method: 'POST',
    path: '/v1/return-decisions/{id}/decline',
    roles: approvers,
    summary: 'Decline what another decided above the limit',
    body: z.strictObject({ reason }),
    answer: z.object({ decision: decisionSchema }),
  }),
  readReturnsMonth: get({
    path: '/v1/returns-month',
    roles: staff,
    summary: 'Where every provider is with a month',
    query: z.object({ month: monthText }),
    answer: z.object({ month: monthText, items: z.array(monthRowSchema) }),
  }),
  chaseReturns: write({
    method: 'POST',
    path: '/v1/returns-month/chase',
    roles: deciders,
    summary: 'Remind providers whose return of a month is missing',
    body: z.strictObject({ month: monthText, providerIds: z.array(idText).min(1).max(100), reason }),
    answer: z.object({ items: z.array(z.object({ providerId: z.string(), outcome: z.string() })) }),
  }),
  listReturnRules: get({
    path: '/v1/return-rules',
    roles: staff,
    summary: 'The checks of returns, and how often officers agreed with each',
    answer: z.object({
      items: z.array(
        z.object({
          rule: z.string(),
          effect: z.enum(['refuse', 'question', 'tell', 'weigh', 'skip']),
          agreed: z.int(),
          overruled: z.int(),
        }),
      ),
    }),
  }),
};
