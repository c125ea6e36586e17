import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { factRefSchema } from '../../domain/pay/component.ts';
import { broughtForwardSchema } from '../../domain/pay/run/brought-forward.ts';
import { payLineKindSchema } from '../../domain/pay/run/pay-line.ts';
import {
  attentionCountSchema,
  comparisonRowSchema,
  payRunKindSchema,
  payRunStateSchema,
  payScopeSchema,
  payTotalsSchema,
} from '../../domain/pay/run/pay-run.ts';
import { runFileKindSchema } from '../../domain/pay/run/run-file.ts';
import { staff, type Role } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';

const officers: readonly Role[] = ['payments-officer'];
const approvers: readonly Role[] = ['payments-approver'];

/** A scope of a run, each by an id that there may be. */
const askedScope = z.union([
  z.strictObject({ providerId: idText }),
  z.strictObject({ personId: idText }),
  z.strictObject({ packageId: idText }),
]);

/** A change that is only thought: a record of the API with its body, as if it were written. */
const hypotheticalWrite = z.strictObject({
  path: z.string().describe('`/packages/PK1`, as a PUT would name it.'),
  body: z.record(z.string(), z.unknown()),
});

const payRunSummarySchema = z.object({
  payRunId: z.string(),
  kind: payRunKindSchema,
  state: payRunStateSchema,
  throughDate: calendarDateSchema,
  calendar: z.string().nullable(),
  scope: payScopeSchema.nullable(),
  startedBy: z.string(),
  startedAt: instantSchema,
  ...payTotalsSchema.partial().shape,
  linesHash: z.string().nullable(),
  note: z.string().nullable(),
  issuing: z.boolean().describe('Approved, and its payments are being made.'),
  progress: z.object({ done: z.int(), of: z.int() }).describe('How many parts of the work are done.'),
});
export type PayRunSummary = z.infer<typeof payRunSummarySchema>;

const payRunDetailSchema = payRunSummarySchema.extend({
  payOn: calendarDateSchema.nullable(),
  comparison: z.array(comparisonRowSchema.extend({ providerName: z.string().nullable() })),
  attention: z.array(attentionCountSchema),
  ...broughtForwardSchema.shape,
  changedBy: z.array(z.string()).describe('Who made or submitted it; they may not approve it.'),
  history: z.array(
    z.object({ state: payRunStateSchema, at: instantSchema, by: z.string(), reason: z.string().nullable() }),
  ),
});
export type PayRunDetail = z.infer<typeof payRunDetailSchema>;

const explanationStep = z
  .looseObject({ step: z.string() })
  .describe('One step of the reckoning; `pence` is what it gives.');
const payLineSchema = z.object({
  lineId: z.string(),
  packageId: z.string(),
  personId: z.string().nullable(),
  payee: z.string(),
  providerId: z.string().nullable(),
  component: z.string(),
  kind: payLineKindSchema,
  serviceType: z.string().nullable(),
  from: calendarDateSchema,
  to: calendarDateSchema,
  quantity: z.string().nullable(),
  rate: z.string().nullable(),
  amountPence: z.int(),
  held: z.boolean(),
  holdId: z.string().nullable(),
  payRunId: z.string(),
  facts: z.array(factRefSchema),
  explanation: z.array(explanationStep),
  sentence: z.string().describe('The same in words.'),
  attention: z.array(z.object({ rule: z.string(), message: z.string() })).describe('About its package.'),
});
export type ShownPayLine = z.infer<typeof payLineSchema>;

const acted = z.object({ payRunId: z.string(), state: payRunStateSchema });
const fileSchema = z.object({
  name: z.string(),
  kind: runFileKindSchema,
  sha256: z.string(),
  bytes: z.int(),
  contentType: z.string(),
  url: z.string().describe('Valid for five minutes.'),
});

export const payRunRoutes = {
  startPayRun: write({
    method: 'POST',
    path: '/v1/pay-runs',
    roles: officers,
    status: 202,
    summary: 'Begin a run, or a preview that writes nothing',
    body: z.strictObject({
      kind: payRunKindSchema,
      throughDate: calendarDateSchema,
      calendar: z
        .string()
        .optional()
        .describe('A calendar of the settings: what is newly due is cut at its periods.'),
      scope: askedScope.optional(),
      preview: z.boolean().optional(),
      hypothetical: z.array(hypotheticalWrite).max(200).optional().describe('With `preview` only.'),
    }),
    answer: acted,
  }),
  listPayRuns: get({
    path: '/v1/pay-runs',
    roles: staff,
    summary: 'Runs, newest first',
    query: z.object({ ...paging, kind: payRunKindSchema.optional(), state: payRunStateSchema.optional() }),
    answer: listOf(payRunSummarySchema),
  }),
  readPayRun: get({ path: '/v1/pay-runs/{id}', roles: staff, summary: 'A run', answer: payRunDetailSchema }),
  listPayRunLines: get({
    path: '/v1/pay-runs/{id}/lines',
    roles: staff,
    summary: 'The lines of a run, each with its reckoning',
    query: z.object({
      ...paging,
      providerId: idText.optional(),
      packageId: idText.optional(),
      attention: z.string().optional().describe('`yes`, or one rule.'),
    }),
    answer: listOf(payLineSchema),
  }),
  submitPayRun: write({
    method: 'POST',
    path: '/v1/pay-runs/{id}/submit',
    roles: officers,
    summary: 'Hand a run to the approver',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
  returnPayRun: write({
    method: 'POST',
    path: '/v1/pay-runs/{id}/return',
    roles: approvers,
    summary: 'Send a run back, with what is wrong',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
  cancelPayRun: write({
    method: 'POST',
    path: '/v1/pay-runs/{id}/cancel',
    roles: officers,
    summary: 'Cancel a run that is not issued',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
  approvePayRun: write({
    method: 'POST',
    path: '/v1/pay-runs/{id}/approve',
    roles: approvers,
    summary: 'Approve the lines that were seen',
    body: z.strictObject({ linesHash: z.string(), reason }),
    answer: acted,
  }),
  issuePayRun: write({
    method: 'POST',
    path: '/v1/pay-runs/{id}/issue',
    roles: officers,
    status: 202,
    summary: 'Make the payments, the files and the journal of an approved run',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
  listPayRunFiles: get({
    path: '/v1/pay-runs/{id}/files',
    roles: staff,
    summary: 'The files of a run',
    query: z.object(paging),
    answer: listOf(fileSchema),
  }),
  recomputePayRun: get({
    path: '/v1/pay-runs/{id}/recompute',
    roles: staff,
    summary: 'Reckon a run again from the facts it used',
    answer: z.object({
      identical: z.boolean(),
      differences: z.array(z.object({ packageId: z.string(), was: z.string(), now: z.string() })),
    }),
  }),
  listPackageLines: get({
    path: '/v1/packages/{id}/lines',
    roles: staff,
    summary: 'Every line that was ever paid for a package',
    query: z.object(paging),
    answer: listOf(payLineSchema),
  }),
};
