import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { penceSchema } from '../../domain/money.ts';
import { exceptionSchema } from '../../domain/returns/exception.ts';
import { lineStandings, returnDecisionSchema } from '../../domain/returns/return-decision.ts';
import { paging } from './route.ts';
import { fileStates, uploadSchema } from './uploads.ts';

export const monthText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month is written as 2026-10');

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
export const providerReturnSchema = z.object({
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

export const decisionSchema = returnDecisionSchema.omit({ clean: true, quantities: true });
export type ShownDecision = z.infer<typeof decisionSchema>;

export const nextPaymentSchema = z
  .object({ through: calendarDateSchema, inBankOn: calendarDateSchema })
  .nullable()
  .describe('When what is accepted now is paid next.');

/** One return with what was found in it, by check, and what was decided. */
export const returnDetailSchema = providerReturnSchema.extend({
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

export const lineSchema = z.object({
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

export const lineQuery = z.object({
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
/** A letter with the reasons for what of a return is not paid as it was claimed. */
export const letterSchema = z.object({
  name: z.string(),
  url: z.string().describe('Where it can be fetched for some minutes.'),
});
