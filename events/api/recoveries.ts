import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { penceSchema } from '../../domain/money.ts';
import { recoveryMethods, recoverySchema, writeOffCauses } from '../../domain/pay/run/recovery.ts';
import { staff, type Role } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';

const approvers: readonly Role[] = ['payments-approver'];
/** What audits ask back is carried out by those who audit. */
const recoveryOfficers: readonly Role[] = ['payments-officer', 'audit-officer', 'audit-lead'];

/** Money that is asked back: what runs overpaid, and what audits found left over. */
export const recoveryRoutes = {
  proposeRecovery: write({
    method: 'POST',
    path: '/v1/recoveries',
    roles: ['payments-officer'],
    status: 201,
    summary:
      'Propose to ask back what a provider was overpaid for a package and no run finds: somebody else approves it',
    body: z.strictObject({
      packageId: idText,
      from: calendarDateSchema.describe('The first day it was overpaid for.'),
      to: calendarDateSchema,
      amountPence: penceSchema.min(1),
      method: z.enum(recoveryMethods),
      reason,
    }),
    answer: recoverySchema,
  }),
  approveRecovery: write({
    method: 'POST',
    path: '/v1/recoveries/{id}/approve',
    roles: [...approvers, 'audit-lead'],
    summary: 'Approve that an overpayment is taken back: by somebody who did not make it',
    body: z.strictObject({ reason }),
    answer: recoverySchema,
  }),
  notifyRecovery: write({
    method: 'POST',
    path: '/v1/recoveries/{id}/notify',
    roles: recoveryOfficers,
    summary:
      'Record that the payee was told, by a letter where an audit asks money back: it comes back from now on',
    body: z.strictObject({
      offsetAgreed: z
        .boolean()
        .default(false)
        .describe('A carer or a person with a direct payment agreed that later payments are reduced.'),
      reason,
    }),
    answer: recoverySchema,
  }),
  disputeRecovery: write({
    method: 'POST',
    path: '/v1/recoveries/{id}/dispute',
    roles: recoveryOfficers,
    summary:
      'Record that the payee disputes an overpayment: nothing more is taken until it is approved again',
    body: z.strictObject({ reason }),
    answer: recoverySchema,
  }),
  recordRepayment: write({
    method: 'POST',
    path: '/v1/recoveries/{id}/repayments',
    roles: recoveryOfficers,
    summary: 'Record that a payee paid something back; the same reference twice is one payment',
    body: z.strictObject({
      amountPence: penceSchema.min(1),
      receivedOn: calendarDateSchema,
      reference: z
        .string()
        .trim()
        .regex(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,39}$/, 'A reference is letters, digits, spaces and . _ / -')
        .describe('By which the payment is known in the bank.'),
      reason,
    }),
    answer: recoverySchema,
  }),
  agreeInstalments: write({
    method: 'POST',
    path: '/v1/recoveries/{id}/instalments',
    roles: recoveryOfficers,
    summary:
      'Record by when how much comes back, as the payee agreed that they can afford it: runs take no more than is due, and letters say it',
    body: z.strictObject({
      items: z
        .array(z.strictObject({ dueOn: calendarDateSchema, amountPence: penceSchema.min(1) }))
        .min(1)
        .max(240)
        .describe('Together what is outstanding; no two on one day, none in the past.'),
      agreedOn: calendarDateSchema.describe('The day on which the payee agreed.'),
      version: z
        .int()
        .min(0)
        .default(0)
        .describe('The version of the instalments that these replace; 0 where there were none.'),
      reason,
    }),
    answer: recoverySchema,
  }),
  proposeWriteOff: write({
    method: 'POST',
    path: '/v1/recoveries/{id}/write-off',
    roles: recoveryOfficers,
    summary: 'Propose that a part or all of what is outstanding is given up; somebody else authorises it',
    body: z.strictObject({ amountPence: penceSchema.min(1), cause: z.enum(writeOffCauses), reason }),
    answer: recoverySchema,
  }),
  authoriseWriteOff: write({
    method: 'POST',
    path: '/v1/recoveries/{id}/write-off/authorise',
    roles: [...approvers, 'audit-lead'],
    summary:
      'Write off what somebody else proposed, up to what one may approve: nothing of it is collected after',
    body: z.strictObject({
      amountPence: penceSchema.min(1).describe('The sum that was seen to be written off.'),
      reason,
    }),
    answer: recoverySchema,
  }),
  refuseWriteOff: write({
    method: 'POST',
    path: '/v1/recoveries/{id}/write-off/refuse',
    roles: [...recoveryOfficers, ...approvers],
    summary: 'Refuse a write-off that waits, or take it back',
    body: z.strictObject({ reason }),
    answer: recoverySchema,
  }),
  listRecoveries: get({
    path: '/v1/recoveries',
    roles: staff,
    summary: 'What was overpaid, with its cause',
    query: z.object({ ...paging, state: recoverySchema.shape.state.optional() }),
    answer: listOf(recoverySchema),
  }),
};
