import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { arrangementSchema } from '../../domain/direct-payments/arrangement.ts';
import { findingSchema } from '../../domain/records/finding.ts';
import { written } from './record-shapes.ts';
import type { Role } from './roles.ts';
import { get, idText, reason, write } from './route.ts';

/** Staff who see what was agreed with a person, and who acts for them. */
export const arrangementReaders: readonly Role[] = [
  ...(['audit-officer', 'audit-lead', 'social-worker', 'service-manager', 'read-only'] as const),
];

/** Staff who enter it. */
const arrangementWriters: readonly Role[] = ['audit-officer', 'audit-lead', 'social-worker'];

const { planItems, earmarked } = arrangementSchema.shape;

const shownArrangementSchema = z.object({
  agreementId: z.string(),
  personId: z.string(),
  personName: z.string(),
  startDate: calendarDateSchema,
  endDate: calendarDateSchema.nullable(),
  diedOn: calendarDateSchema.nullable(),
  arrangement: arrangementSchema,
  version: z.int().nullable().describe('Send it back with a change; null before anything was entered.'),
  recordedAt: instantSchema.nullable(),
  recordedBy: z.string().nullable(),
  reason: z.string().nullable(),
  fromExtract: z
    .object({ items: z.array(planItems.element), earmarked: z.array(earmarked.element) })
    .describe('What the plan in the extract says beside what was entered here: it holds too.'),
  findings: z.array(findingSchema).describe('What is still missing or cannot be true.'),
  reviewsDue: z.array(
    z.object({
      why: z.enum(['first', 'regular', 'capacity-changed']),
      dueOn: calendarDateSchema.describe('The last day on which it is in time.'),
      daysLate: z.int().describe('0 while it is in time.'),
    }),
  ),
});
export type ShownArrangement = z.infer<typeof shownArrangementSchema>;

export const arrangementRoutes = {
  readArrangement: get({
    path: '/v1/direct-payments/{id}/arrangement',
    roles: arrangementReaders,
    summary:
      'What was agreed about a direct payment beyond its extract: plan, people who act, papers, reviews',
    answer: shownArrangementSchema,
  }),
  putArrangement: write({
    method: 'PUT',
    path: '/v1/direct-payments/{id}/arrangement',
    roles: arrangementWriters,
    summary: 'Replace the whole arrangement of a direct payment',
    body: z.strictObject({
      arrangement: arrangementSchema.extend({ signedUploadId: idText.max(100).nullable() }),
      version: z
        .int()
        .min(1)
        .nullable()
        .describe('The version that was read; null where nothing was entered before.'),
      reason,
    }),
    answer: written,
  }),
};
