import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { paperSchema } from '../../domain/direct-payments/financial-return-record.ts';
import { chasingSteps } from '../../domain/direct-payments/returns-calendar.ts';
import { arrangementReaders } from './arrangements.ts';
import type { Role } from './roles.ts';
import { get, idText, reason, write } from './route.ts';
import { imageMediaTypes } from './uploads.ts';

/** Staff who see when papers of direct payments are due, and why somebody is not chased. */
export const financialReturnReaders = arrangementReaders;

/** Staff who say what came. */
const auditors: readonly Role[] = ['audit-officer', 'audit-lead'];

const days = z.object({ from: calendarDateSchema, to: calendarDateSchema });

export const financialReturnSchema = z.object({
  period: days,
  dueOn: calendarDateSchema.describe('The last day on which its papers are in time.'),
  state: z.enum([
    ...(['expected', 'due', 'reminded-1', 'reminded-2', 'escalated', 'received', 'accepted'] as const),
    'paused',
  ]),
  receivedOn: calendarDateSchema.nullable().describe('The day from which every day of it is told of.'),
  daysLate: z.int().describe('Days from the due day to today, or to the day it came; 0 in time.'),
  missing: z.array(days).describe('Days that nothing was sent for.'),
  pause: z
    .object({ why: z.enum(['death', 'bereavement']), through: calendarDateSchema.nullable() })
    .nullable()
    .describe('Why nobody is chased, and through which day; none until somebody lifts it.'),
  lastStep: z
    .object({ step: z.enum([...chasingSteps, 'referral']), on: calendarDateSchema })
    .nullable()
    .describe('What was done last about it.'),
  nextStep: z.object({
    outcome: z.enum(['send', 'refer', 'wait']),
    step: z.enum(chasingSteps).nullable().describe('What is to be sent today.'),
    until: calendarDateSchema
      .nullable()
      .describe('The first day on which there may be something to do; none where none is known.'),
    why: z.string(),
  }),
});
export type ShownReturn = z.infer<typeof financialReturnSchema>;

const receivedSchema = z.object({
  from: calendarDateSchema,
  to: calendarDateSchema,
  receivedOn: calendarDateSchema,
  acceptedOn: calendarDateSchema.nullable(),
  uploadId: z.string().nullable(),
  papers: z.array(paperSchema),
});
export type ReceivedPapers = z.infer<typeof receivedSchema>;

const sentPaperSchema = z.strictObject({
  ...paperSchema.pick({ kind: true, payee: true, date: true, amountPence: true }).shape,
  uploadId: idText
    .max(100)
    .nullable()
    .default(null)
    .describe('The image or PDF; none where it was only seen.'),
});

export const financialReturnRoutes = {
  listFinancialReturns: get({
    path: '/v1/direct-payments/{id}/returns',
    roles: financialReturnReaders,
    summary:
      'The financial returns of a direct payment, the latest first: when due, what came, what is done next',
    answer: z.object({
      agreementId: z.string(),
      personId: z.string(),
      personName: z.string(),
      papersAsked: z.array(z.string()),
      noReturns: z.string().nullable().describe('Why none are asked for; none where some are.'),
      items: z.array(financialReturnSchema.extend({ received: z.array(receivedSchema) })),
      otherDays: z.array(receivedSchema).describe('What came for days of no return that is asked for.'),
    }),
  }),
  readPaperFile: get({
    path: '/v1/direct-payments/{id}/paper-file',
    roles: financialReturnReaders,
    summary: 'A link, good for minutes, to the image or PDF of a paper of a direct payment',
    query: z.object({ uploadId: idText.max(100) }),
    answer: z.object({ url: z.string(), mediaType: z.enum(imageMediaTypes), sizeBytes: z.int() }),
  }),
  recordReturn: write({
    method: 'POST',
    path: '/v1/direct-payments/{id}/returns',
    roles: auditors,
    summary: 'Say that the financial return of some days has come, and which papers came with it',
    body: z.strictObject({
      periodFrom: calendarDateSchema,
      periodTo: calendarDateSchema,
      papers: z.array(sentPaperSchema).max(500),
      accepted: z.boolean().default(false).describe('Whether nothing is left to ask about them.'),
      reason,
    }),
    answer: z.object({ version: z.int(), unchanged: z.boolean() }),
  }),
};
