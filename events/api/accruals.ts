import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../domain/calendar.ts';
import { accrualSchema, accrualStateSchema } from '../../domain/pay/run/accrual.ts';
import { staff, type Role } from './roles.ts';
import { get, idText, listOf, paging, reason, write } from './route.ts';

const officers: readonly Role[] = ['payments-officer'];
const approvers: readonly Role[] = ['payments-approver'];

const summarySchema = accrualSchema
  .omit({ totals: true, madeBy: true, linesHash: true, issuedSince: true })
  .extend({
    reversedOn: calendarDateSchema.describe('The day after, on which it is taken back.'),
    proposedAt: instantSchema,
    proposedBy: z.string(),
  });
export type AccrualSummary = z.infer<typeof summarySchema>;

const detailSchema = summarySchema.extend({
  totals: accrualSchema.shape.totals,
  lineCount: z.int(),
  issuedSince: accrualSchema.shape.issuedSince,
  madeBy: z.array(z.string()).describe('Who previewed and who proposed it; they may not approve it.'),
  history: z.array(
    z.object({ state: accrualStateSchema, at: instantSchema, by: z.string(), reason: z.string().nullable() }),
  ),
});
export type AccrualDetail = z.infer<typeof detailSchema>;

const acted = z.object({ accrualId: z.string(), state: accrualStateSchema });

export const accrualRoutes = {
  proposeAccrual: write({
    method: 'POST',
    path: '/v1/accruals',
    roles: officers,
    status: 201,
    summary: 'Propose the year-end accrual of what a preview through 31 March shows unpaid',
    body: z.strictObject({ payRunId: idText, reason }),
    answer: acted,
  }),
  listAccruals: get({
    path: '/v1/accruals',
    roles: staff,
    summary: 'Year-end accruals, the latest year first',
    query: z.object(paging),
    answer: listOf(summarySchema),
  }),
  readAccrual: get({
    path: '/v1/accruals/{id}',
    roles: staff,
    summary: 'A year-end accrual with its totals by coding',
    answer: detailSchema,
  }),
  approveAccrual: write({
    method: 'POST',
    path: '/v1/accruals/{id}/approve',
    roles: approvers,
    summary: 'Book an accrual on 31 March, and its reversal on 1 April',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
  cancelAccrual: write({
    method: 'POST',
    path: '/v1/accruals/{id}/cancel',
    roles: officers,
    summary: 'Cancel an accrual that is not approved',
    body: z.strictObject({ reason }),
    answer: acted,
  }),
};
