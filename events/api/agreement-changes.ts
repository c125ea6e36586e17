import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { oneOffSchema } from '../../domain/direct-payments/agreement-changes.ts';
import { suspensionSchema } from '../../domain/packages/care-package.ts';
import { written } from './record-shapes.ts';
import { staff, type Role } from './roles.ts';
import { get, reason, write } from './route.ts';

/** Staff who suspend a direct payment or add to it. Whoever approves the run that pays it is somebody else. */
const agreementChangeWriters: readonly Role[] = ['payments-officer', 'audit-officer', 'system-admin'];

const { number, on, what, amountPence } = oneOffSchema.shape;

const version = z
  .int()
  .min(1)
  .nullable()
  .describe('The version that was read; null where nothing was entered before.');

export const agreementChangeRoutes = {
  readAgreementChanges: get({
    path: '/v1/direct-payments/{id}/changes',
    roles: staff,
    summary: 'When a direct payment is suspended, and what is paid beside it once',
    answer: z.object({
      agreementId: z.string(),
      startDate: calendarDateSchema,
      endDate: calendarDateSchema.nullable(),
      paidFrom: calendarDateSchema
        .nullable()
        .describe('The first day careledger pays of it; null where it pays from the first of all.'),
      suspensions: z.array(suspensionSchema),
      oneOffs: z.array(oneOffSchema),
      version: z.int().nullable().describe('Send it back with a change; null before anything was entered.'),
      recordedAt: instantSchema.nullable(),
      recordedBy: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  }),
  putAgreementSuspensions: write({
    method: 'PUT',
    path: '/v1/direct-payments/{id}/suspensions',
    roles: agreementChangeWriters,
    summary: 'Replace the suspensions of a direct payment: nothing is paid for their days',
    body: z.strictObject({ items: z.array(suspensionSchema).max(200), version, reason }),
    answer: written,
  }),
  putOneOffs: write({
    method: 'PUT',
    path: '/v1/direct-payments/{id}/one-offs',
    roles: agreementChangeWriters,
    summary: 'Replace what is paid once beside a direct payment',
    body: z.strictObject({
      items: z
        .array(
          z.strictObject({
            number: number.nullable().describe('Null for a new one.'),
            on,
            what,
            amountPence,
          }),
        )
        .max(200),
      version,
      reason,
    }),
    answer: written,
  }),
};
