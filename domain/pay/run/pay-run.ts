import * as z from 'zod';
import { calendarDateSchema, instantSchema } from '../../calendar.ts';
import { penceSchema } from '../../money.ts';

export const payRunKindSchema = z.enum(['providers', 'carers', 'direct-payments', 'manual']);
export type PayRunKind = z.infer<typeof payRunKindSchema>;

/** What a run pays: everything of its kind, or what belongs to one provider, person or package. */
export const payScopeSchema = z.union([
  z.strictObject({ providerId: z.string() }),
  z.strictObject({ personId: z.string() }),
  z.strictObject({ packageId: z.string() }),
]);
export type PayScope = z.infer<typeof payScopeSchema>;

export const payRunStateSchema = z.enum([
  'computing',
  'ready',
  'submitted',
  'approved',
  'issued',
  'acknowledged',
  'settled',
  'cancelled',
  'failed',
  'preview',
]);
export type PayRunState = z.infer<typeof payRunStateSchema>;

/** Sums of a run; what is due to payees is the lines not held, less what cancels a debt, plus what becomes one. */
export const payTotalsSchema = z.object({
  lineCount: z.int(),
  packageCount: z.int(),
  totalPence: penceSchema.describe('All lines that are not held.'),
  heldPence: penceSchema,
  paymentPence: penceSchema.describe('What payees get.'),
  paymentCount: z.int().describe('How many payees get something.'),
  proposedPence: penceSchema.describe('What payees were overpaid and is proposed for recovery.'),
  cancelledPence: penceSchema.describe('What cancels an earlier overpayment of the same strand of care.'),
  rechargePence: penceSchema.describe('What the NHS owes of it.'),
  takenOffPence: penceSchema.describe(
    'What payments are reduced by: paid outside before, or told to be recovered.',
  ),
  resendPence: penceSchema.describe(
    'Earlier payments that came back and are sent again, beside the payments of the run.',
  ),
});
export type PayTotals = z.infer<typeof payTotalsSchema>;

export const attentionCountSchema = z.object({
  rule: z.string(),
  title: z.string(),
  packages: z.int(),
  amountPence: penceSchema,
});
export const comparisonRowSchema = z.object({
  providerId: z.string(),
  serviceType: z.string(),
  totalPence: penceSchema,
  previousPence: penceSchema,
});
export type ComparisonRow = z.infer<typeof comparisonRowSchema>;

/** A numbered batch of pay lines that is reviewed, approved and issued together. */
export const payRunSchema = z.object({
  payRunId: z.string(),
  kind: payRunKindSchema,
  state: payRunStateSchema,
  throughDate: calendarDateSchema,
  calendar: z.string().nullable(),
  scope: payScopeSchema.nullable(),
  startedBy: z.string(),
  /** Who last made the run what it is: never the one who approves it. */
  changedBy: z.array(z.string()),
  /** Counts how often it was computed anew; only the last one holds. */
  attempt: z.int().min(1),
  computedFrom: instantSchema.nullable(),
  engineVersion: z.string(),
  shards: z.int().min(0),
  totals: payTotalsSchema.nullable(),
  linesHash: z.string().nullable(),
  attention: z.array(attentionCountSchema),
  comparison: z.array(comparisonRowSchema),
  /** Why it is where it is: returned, cancelled, failed, or computed anew because facts changed. */
  note: z.string().nullable(),
  payOn: calendarDateSchema.nullable(),
  /** Who asked for its payments to be made; null until then. */
  issueBy: z.string().nullable(),
  /** The hash of what leaves with it, decided once when its payments are made; null until then. */
  outgoing: z.string().nullable(),
  /** When a preview is forgotten. */
  expiresAt: instantSchema.nullable(),
  hypothetical: z.array(z.object({ path: z.string(), body: z.record(z.string(), z.unknown()) })),
});
export type PayRun = z.infer<typeof payRunSchema>;

/** While one of these, a run keeps others of its kind from its scope. */
const openStates: readonly PayRunState[] = ['computing', 'ready', 'submitted', 'approved'];

/** Lines of such runs count as paid. */
const countedStates: readonly PayRunState[] = ['approved', 'issued', 'acknowledged', 'settled'];

export function isOpen({ state }: Pick<PayRun, 'state'>): boolean {
  return openStates.includes(state);
}

export function counts({ state }: Pick<PayRun, 'state'>): boolean {
  return countedStates.includes(state);
}
