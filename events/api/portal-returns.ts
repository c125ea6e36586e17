import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import type { Role } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';
import {
  decisionSchema,
  letterSchema,
  lineQuery,
  lineSchema,
  nextPaymentSchema,
  providerReturnSchema,
  returnDetailSchema,
} from './return-shapes.ts';

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
