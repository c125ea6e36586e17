import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { budgetStandingSchema } from '../../domain/uplift/budget.ts';
import { upliftPhaseSchema } from '../../domain/uplift/kept-uplift.ts';
import { outlierSchema } from '../../domain/uplift/outliers.ts';
import { groupSumSchema, upliftTotalsSchema } from '../../domain/uplift/preview.ts';
import { upliftFindingSchema } from '../../domain/uplift/preview-findings.ts';
import { upliftLineSchema } from '../../domain/uplift/uplift-line.ts';
import { upliftAskedSchema } from '../../domain/uplift/uplift-rules.ts';
import { upliftSchema, upliftStateSchema } from '../../domain/uplift/uplift-state.ts';
import { differenceSchema } from '../../domain/uplift/verify.ts';
import { exclusionSchema } from '../../domain/uplift/verdict.ts';
import type { Role } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';

/** Staff who ask for uplifts and submit them. */
const upliftWriters: readonly Role[] = ['payments-officer', 'contracts-officer'];
/** Staff who check, approve, apply and undo them. */
const upliftApprovers: readonly Role[] = ['payments-approver'];
/** Staff who do anything about them. */
const upliftActors: readonly Role[] = [...upliftWriters, ...upliftApprovers];
/** Staff who see them. */
const upliftReaders: readonly Role[] = [...upliftActors, 'read-only'];

const asked = upliftAskedSchema.extend({
  ratesUploadId: idText
    .nullable()
    .optional()
    .describe('A file of the inbox folder `uplifts` that names single new rates.'),
  reason,
});
const previewHash = z.string().min(1).max(100).describe('The hash of the preview that was seen.');
const lineId = z.string().min(1).max(4000);

const upliftSummarySchema = z.object({
  upliftId: z.string(),
  name: z.string(),
  effectiveDate: calendarDateSchema,
  state: upliftStateSchema,
  proposedBy: z.string(),
  proposedAt: instantSchema,
  totals: upliftTotalsSchema.nullable().describe('Null until the preview is there.'),
  previewHash: z.string().nullable(),
  asOf: calendarDateSchema.nullable().describe('The day up to which arrears are counted.'),
  working: upliftPhaseSchema.nullable().describe('What is being worked on; ask again until it is null.'),
  progress: z.object({ done: z.int(), of: z.int() }).describe('How many parts of the work are done.'),
  problem: z.string().nullable().describe('Why the last piece of work could not be done.'),
  note: z.string().nullable().describe('Why it is where it is.'),
});
export type UpliftSummary = z.infer<typeof upliftSummarySchema>;

const providerSum = groupSumSchema.extend({ providerName: z.string().nullable() });

const upliftDetailSchema = upliftSummarySchema.extend({
  asked: upliftAskedSchema,
  madeBy: upliftSchema.shape.madeBy,
  budgets: z
    .array(budgetStandingSchema)
    .describe('What the cost leaves of the budgets that were named; empty until there is a preview.'),
  findings: z.array(upliftFindingSchema),
  serviceTypes: z.array(groupSumSchema).describe('What it comes to by service type, which is the name.'),
  providers: z
    .array(providerSum)
    .describe('The same by provider; the name is its id, empty for rates of nobody.'),
  exclusions: z.array(z.object({ exclusion: exclusionSchema, lines: z.int() })),
  outliers: z.array(outlierSchema).describe('The farthest that you may see, at most fifty of them.'),
  outlierCount: z.int(),
  outliersListed: z.int().describe('How many of them its lines tell of, the farthest first.'),
  sample: z
    .array(
      z.object({
        lineId: z.string(),
        opened: z
          .object({ by: z.string(), on: calendarDateSchema, reason: z.string(), isRight: z.boolean() })
          .nullable(),
      }),
    )
    .describe('The lines a second person opens, without those that are closed to you.'),
  sampleClosed: z
    .int()
    .describe('Lines of the sample that are closed to you: somebody who may see their people opens them.'),
  approved: upliftSchema.shape.approved,
  differences: upliftSchema.shape.differences,
  leftAlone: z
    .int()
    .nullable()
    .describe('Packages and cards that were changed meanwhile, and were left alone.'),
  notUndone: z
    .int()
    .nullable()
    .describe('Packages and cards that were changed meanwhile, and were not given their old rates back.'),
  left: z
    .array(z.object({ kind: z.enum(['package', 'rate-card']), id: z.string() }))
    .describe('Those of them that you may see, at most fifty; once it is undone, those not undone.'),
  differing: z
    .array(differenceSchema)
    .describe('What the verification found other than was approved, at most fifty of it.'),
  hasExport: z.boolean().describe('Whether there are rates for the case system to fetch.'),
  history: z.array(
    z.object({
      state: upliftStateSchema,
      at: instantSchema,
      by: z.string(),
      reason: z.string().nullable(),
    }),
  ),
});
export type UpliftDetail = z.infer<typeof upliftDetailSchema>;

const shownLineSchema = upliftLineSchema.extend({
  providerName: z.string().nullable(),
  percent: z.number().nullable().describe('By how many percent the rate changes.'),
  outlier: z.string().nullable().describe('Why it is far from the others; null where it is not.'),
  inSample: z.boolean(),
});
export type ShownUpliftLine = z.infer<typeof shownLineSchema>;

const savedSchema = z.object({ name: z.string(), url: z.string().describe('Valid for five minutes.') });

const acted = z.object({ upliftId: z.string(), state: upliftStateSchema });
const begun = acted.extend({ findings: z.array(findingSchema) });

export const upliftRoutes = {
  proposeUplift: write({
    method: 'POST',
    path: '/v1/uplifts',
    roles: upliftWriters,
    status: 202,
    summary: 'Ask for an uplift of many rates; its preview is reckoned at once',
    body: asked,
    answer: begun,
  }),
  listUplifts: get({
    path: '/v1/uplifts',
    roles: upliftReaders,
    summary: 'Uplifts, newest first',
    query: z.object(paging),
    answer: listOf(upliftSummarySchema),
  }),
  readUplift: get({
    path: '/v1/uplifts/{id}',
    roles: upliftReaders,
    summary: 'An uplift: what it comes to, what was found, who said what of it',
    answer: upliftDetailSchema,
  }),
  listUpliftLines: get({
    path: '/v1/uplifts/{id}/preview',
    roles: upliftReaders,
    summary: 'The lines of an uplift, each with its rate before and after and what it costs',
    query: z.object({
      ...paging,
      outcome: upliftLineSchema.shape.outcome.optional(),
      providerId: idText.optional(),
      outlier: z.literal('yes').optional().describe('Only those far from the others.'),
      sample: z.literal('yes').optional().describe('Only those a second person opens.'),
    }),
    answer: listOf(shownLineSchema),
  }),
  editUplift: write({
    method: 'PUT',
    path: '/v1/uplifts/{id}',
    roles: upliftWriters,
    status: 202,
    summary: 'Ask for something else, or for the same to be previewed again',
    body: asked,
    answer: begun,
  }),
  submitUplift: write({
    method: 'POST',
    path: '/v1/uplifts/{id}/submit',
    roles: upliftWriters,
    summary: 'Hand an uplift on to be checked',
    body: z.strictObject({
      previewHash,
      confirmed: z
        .array(z.string().min(1).max(100))
        .max(100)
        .describe('The warnings that are meant to be so, by their rule.'),
      reason,
    }),
    answer: acted,
  }),
  sampleUplift: write({
    method: 'POST',
    path: '/v1/uplifts/{id}/sample',
    roles: upliftApprovers,
    summary: 'Say of lines of the sample that were opened whether they are right',
    body: z.strictObject({
      lineIds: z.array(lineId).min(1).max(500),
      isRight: z.boolean().describe('Whether their new rates are what was agreed.'),
      reason,
    }),
    answer: acted.extend({ toOpen: z.int().describe('Lines of the sample that nobody found right yet.') }),
  }),
  approveUplift: write({
    method: 'POST',
    path: '/v1/uplifts/{id}/approve',
    roles: upliftApprovers,
    summary: 'Approve the lines that were seen',
    body: z.strictObject({ previewHash, reason }),
    answer: acted,
  }),
  returnUplift: write({
    method: 'POST',
    path: '/v1/uplifts/{id}/return',
    roles: upliftApprovers,
    summary: 'Send an uplift back, with what is wrong',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
  applyUplift: write({
    method: 'POST',
    path: '/v1/uplifts/{id}/apply',
    roles: upliftApprovers,
    status: 202,
    summary: 'Give packages and cards the rates that were approved',
    body: z.strictObject({ previewHash, reason }),
    answer: acted,
  }),
  undoUplift: write({
    method: 'POST',
    path: '/v1/uplifts/{id}/undo',
    roles: upliftApprovers,
    status: 202,
    summary: 'Give them the rates back that they had before',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
  retryUplift: write({
    method: 'POST',
    path: '/v1/uplifts/{id}/retry',
    roles: upliftActors,
    status: 202,
    summary: 'Have work on an uplift tried again that stands still',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
  readUpliftLetter: get({
    path: '/v1/uplifts/{id}/letter',
    roles: upliftReaders,
    summary: 'What changes for one provider, as a PDF to send',
    query: z.object({ providerId: idText }),
    answer: savedSchema,
  }),
  readUpliftExport: get({
    path: '/v1/uplifts/{id}/export',
    roles: upliftReaders,
    summary: 'The new rates as a file for the case system',
    answer: savedSchema.extend({
      leftOut: z.int().describe('Rates that are not in it, of people whose records are closed to you.'),
    }),
  }),
};
