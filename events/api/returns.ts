import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { penceSchema } from '../../domain/money.ts';
import { exceptionSchema } from '../../domain/returns/exception.ts';
import { lineDecisions } from '../../domain/returns/payable.ts';
import { lineStandings, returnDecisionSchema } from '../../domain/returns/return-decision.ts';
import { returnFields } from '../../domain/returns/return-layouts.ts';
import { mappedLayouts } from '../../domain/returns/return-mapping.ts';
import type { Role } from './roles.ts';
import { staff } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';
import { fileStates, uploadSchema, uploaders } from './uploads.ts';

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

const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month is written as 2026-10');

const sumsSchema = z.object({
  accepted: z.int(),
  questioned: z.int().describe('Lines that wait for a decision.'),
  refused: z.int(),
  unchanged: z.int().describe('Lines that were accepted from an earlier file already.'),
  claimedPence: penceSchema,
  acceptedPence: penceSchema,
  meanwhilePence: penceSchema.describe(
    'What is paid of lines in question until somebody decides: the lowest.',
  ),
  heldPence: penceSchema.describe('What of the lines in question is held.'),
});

/** A file a provider sent, and where it stands. */
const providerReturnSchema = z.object({
  uploadId: z.string(),
  providerId: z.string(),
  fileName: z.string(),
  state: z.enum(fileStates),
  receivedAt: instantSchema,
  problem: uploadSchema.shape.problem,
  /** Null as long as nothing of it was taken. */
  taken: z
    .object({
      number: z.int(),
      layout: z.string(),
      reference: z.string().nullable(),
      sequence: z.int().nullable(),
      month: monthText,
      from: calendarDateSchema.nullable(),
      to: calendarDateSchema.nullable(),
      columns: z.array(z.string()).describe('What the cells of its lines say, in their order.'),
      sums: sumsSchema,
      isWithdrawn: z.boolean(),
    })
    .nullable(),
});
export type ProviderReturn = z.infer<typeof providerReturnSchema>;

const decisionSchema = returnDecisionSchema.omit({ clean: true, quantities: true });
export type ShownDecision = z.infer<typeof decisionSchema>;

const nextPaymentSchema = z
  .object({ through: calendarDateSchema, inBankOn: calendarDateSchema })
  .nullable()
  .describe('When what is accepted now is paid next.');

/** One return with what was found in it, by check, and what was decided. */
const returnDetailSchema = providerReturnSchema.extend({
  /** About the file as a whole. */
  general: exceptionSchema.shape.findings,
  rules: z.array(
    z.object({
      rule: z.string(),
      effect: z.enum(['refuse', 'question', 'tell', 'weigh', 'skip']),
      lines: z.int(),
      open: z.int(),
      heldPence: penceSchema,
    }),
  ),
  decisions: z.array(decisionSchema),
  /** From which amount on a decision needs a second person. */
  fourEyesAbovePence: penceSchema,
  nextPayment: nextPaymentSchema,
});
export type ReturnDetail = z.infer<typeof returnDetailSchema>;

const comparedSchema = z.object({
  claimed: z.string(),
  delivered: z.string(),
  commissioned: z.string(),
  unit: z.enum(['hours', 'units']),
});

const lineSchema = z.object({
  line: z.int(),
  lineRef: z.string(),
  personId: z.string().nullable(),
  packageId: z.string().nullable(),
  state: z.enum(lineStandings),
  values: z.record(z.string(), z.string()),
  findings: exceptionSchema.shape.findings,
  askedAt: z
    .int()
    .nullable()
    .describe('The line whose finding asks about this one too: a week is asked about as one.'),
  together: z
    .object({
      lines: z.int(),
      compared: comparedSchema.nullable(),
      claimedPence: penceSchema,
      payablePence: penceSchema,
      heldPence: penceSchema,
    })
    .nullable()
    .describe('What it comes to with the lines that are asked about at it and decided with it.'),
  compared: comparedSchema.nullable(),
  claimedPence: penceSchema,
  payablePence: penceSchema,
  heldPence: penceSchema,
  decisions: z.array(
    returnDecisionSchema.pick({
      number: true,
      decision: true,
      reason: true,
      decidedBy: true,
      decidedAt: true,
      evidenceUploadId: true,
    }),
  ),
});
export type ShownReturnLine = z.infer<typeof lineSchema>;

const lineQuery = z.object({
  ...paging,
  finding: z.string().max(100).optional().describe('Only lines about which this check found something.'),
  state: z.enum(lineStandings).optional(),
  waiting: z
    .literal('yes')
    .optional()
    .describe('Only lines that wait for a decision; a week that is asked about as one by its question only.'),
  askedAt: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Only lines that are asked about at the line of this number.'),
  heldFromPence: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('Only where at least so much is held, with what is asked about together.'),
  words: z.literal('yes').optional().describe('Only lines with a note or a dispute of the provider.'),
});

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

const plannedLineSchema = z.object({
  packageId: z.string(),
  personId: z.string(),
  personName: z.string(),
  serviceType: z.string(),
  unit: z.string(),
  layout: z.enum(['visits', 'stays']),
  date: calendarDateSchema,
  to: calendarDateSchema,
  quantity: z.string().describe('Minutes of a visit, or units of a stay.'),
  carers: z.int(),
});
export type PlannedLine = z.infer<typeof plannedLineSchema>;

const providers: readonly Role[] = ['provider'];

/** A letter with the reasons for what of a return is not paid as it was claimed. */
const letterSchema = z.object({
  name: z.string(),
  url: z.string().describe('Where it can be fetched for some minutes.'),
});

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

export const portalReturnRoutes = {
  listExpectedCare: get({
    path: '/v1/portal/returns/expected',
    roles: providers,
    summary: 'What is planned of a week, to be confirmed line by line',
    query: z.object({ week: calendarDateSchema.describe('A day of the week; weeks begin on Monday.') }),
    answer: z.object({
      from: calendarDateSchema,
      to: calendarDateSchema,
      items: z.array(plannedLineSchema),
      today: calendarDateSchema,
      alreadyClaimed: z.array(z.string()).describe('Packages of which care of the week was accepted.'),
      nextPayment: nextPaymentSchema,
    }),
  }),
  enterReturn: write({
    method: 'POST',
    path: '/v1/portal/returns',
    roles: providers,
    summary: 'Send lines that were entered by hand: as planned, changed, or not delivered and why',
    status: 202,
    body: z.strictObject({
      lines: z
        .array(
          z.strictObject({
            packageId: idText,
            date: calendarDateSchema,
            to: calendarDateSchema.optional(),
            startTime: z
              .string()
              .regex(/^\d{1,2}:\d{2}$/)
              .optional(),
            quantity: z
              .string()
              .max(20)
              .describe('Minutes of a visit, or units of a stay; 0 where not delivered.'),
            carers: z.int().min(1).max(9).optional(),
            carerId: z.string().max(60).optional(),
            invoiceNumber: z.string().max(60).optional(),
            note: z
              .string()
              .max(500)
              .optional()
              .describe('Why it was not delivered, or what else there is to say.'),
          }),
        )
        .min(1)
        .max(2_000),
    }),
    answer: z.object({
      uploads: z
        .array(z.object({ uploadId: z.string(), layout: z.enum(['visits', 'stays']) }))
        .describe('Visits and stays are files of their own.'),
    }),
  }),
  startPortalUpload: write({
    method: 'POST',
    path: '/v1/portal/uploads',
    roles: providers,
    summary: 'Announce a file, or evidence for a dispute, and get where to send it',
    status: 201,
    body: z.strictObject({
      kind: z.enum(['provider-returns', 'invoice-images']),
      fileName: z.string().min(1).max(200),
      sizeBytes: z.int().min(0),
    }),
    answer: z.object({ uploadId: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) }),
  }),
  listPortalReturns: get({
    path: '/v1/portal/returns',
    roles: providers,
    summary: 'The files you sent, newest first',
    query: z.object(paging),
    answer: listOf(providerReturnSchema),
  }),
  readPortalReturn: get({
    path: '/v1/portal/returns/{id}',
    roles: providers,
    summary: 'One file you sent: what was accepted and what was not',
    answer: returnDetailSchema,
  }),
  listPortalReturnLines: get({
    path: '/v1/portal/returns/{id}/lines',
    roles: providers,
    summary: 'The lines of a file you sent, and what became of each',
    query: lineQuery,
    answer: listOf(lineSchema),
  }),
  readPortalReturnReasons: get({
    path: '/v1/portal/returns/{id}/reasons',
    roles: providers,
    summary: 'A letter with the reasons for each line of yours that is not paid as you claimed it',
    answer: letterSchema,
  }),
  withdrawReturn: write({
    method: 'POST',
    path: '/v1/portal/returns/{id}/withdraw',
    roles: providers,
    summary: 'Take back a file that is not accepted yet',
    status: 202,
    body: z.strictObject({ reason }),
    answer: z.object({ decision: decisionSchema }),
  }),
  disputeReturnLine: write({
    method: 'POST',
    path: '/v1/portal/returns/{id}/lines/{lineRef}/dispute',
    roles: providers,
    summary: 'Say why a line should be paid that was not accepted',
    status: 202,
    body: z.strictObject({ reason, evidenceUploadId: idText.optional() }),
    answer: z.object({ decision: decisionSchema }),
  }),
};
