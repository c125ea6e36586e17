import * as z from 'zod';
import { calendarDateSchema } from '../../calendar.ts';
import { inOrderOf } from '../../in-order-of.ts';
import { pence, penceSchema, sumPence, type Pence } from '../../money.ts';
import { invariant } from '../../outcome.ts';
import { factRefSchema } from '../component.ts';
import { payRunKindSchema } from './pay-run.ts';
import type { WrittenOff } from './position.ts';

/** What a run took off or made good of something, once per run. */
export const takenByRunSchema = z.object({ payRunId: z.string(), amountPence: penceSchema });

/** Money that came back from a payee, once for a reference. */
const repaymentSchema = z.object({
  reference: z.string(),
  amountPence: penceSchema,
  receivedOn: calendarDateSchema,
});

export type Repayment = z.infer<typeof repaymentSchema>;

/** How money comes back: off later payments, or by an invoice that the payee pays. */
export const recoveryMethods = ['netting', 'invoice'] as const;

/** A sum of an agreed plan, with the last day on which it is in time. */
const instalmentSchema = z.object({ dueOn: calendarDateSchema, amountPence: penceSchema.min(1) });
export type Instalment = z.infer<typeof instalmentSchema>;

const instalmentPlanSchema = z.object({
  version: z.int().min(1),
  agreedOn: calendarDateSchema.describe('The day on which the payee agreed that they can afford it.'),
  items: z
    .array(instalmentSchema)
    .min(1)
    .describe('By their days. Together they are what was left when they were agreed.'),
});

/** Why the council gives money up that it is owed. */
export const writeOffCauses = [
  'hardship',
  'no-estate',
  'not-traced',
  'council-error',
  'no-longer-enforceable',
  'uneconomic',
  'other',
] as const;

const writeOffSchema = z.object({
  amountPence: penceSchema.min(1),
  cause: z.enum(writeOffCauses),
  proposedBy: z.string(),
  proposedOn: calendarDateSchema,
});

/**
 * Money a payee was overpaid or has left over, with its cause: proposed by a run or from an audit case, never taken before
 * somebody approved and told the payee.
 */
export const recoverySchema = z.object({
  recoveryId: z.string(),
  payRunId: z.string().nullable().describe('The run that found it; none where an audit or somebody did.'),
  caseId: z.string().nullable().default(null).describe('The audit case it was proposed from, if one.'),
  method: z.enum(recoveryMethods).default('netting'),
  /** The kind of run that found it: only such runs take it back. */
  runKind: payRunKindSchema,
  payeeId: z.string(),
  packageId: z.string(),
  personId: z.string().nullable(),
  key: z.string(),
  lineId: z.string().nullable().describe('The line that was overpaid; none where no run found it.'),
  from: calendarDateSchema,
  to: calendarDateSchema,
  amountPence: penceSchema,
  /** What later payments of the same strand of care have cancelled. */
  cancelled: z.array(takenByRunSchema),
  /** What later payments to the payee were reduced by. */
  takenOff: z.array(takenByRunSchema),
  /** What the payee paid back. */
  repaid: z.array(repaymentSchema).default([]),
  instalments: instalmentPlanSchema
    .nullable()
    .default(null)
    .describe('By when how much of it comes back; none where all of it is due at once.'),
  writeOff: writeOffSchema.nullable().default(null).describe('A write-off that waits for somebody else.'),
  writtenOff: z
    .array(writeOffSchema.extend({ authorisedBy: z.string(), on: calendarDateSchema }))
    .default([])
    .describe('What the council gave up of it.'),
  cause: z.array(factRefSchema),
  state: z.enum(['proposed', 'approved', 'notified', 'recovering', 'recovered', 'disputed', 'written-off']),
  /** Whether later payments may be reduced: carers and people with a direct payment have to agree first. */
  offsetAgreed: z.boolean(),
});
export type Recovery = z.infer<typeof recoverySchema>;

/** A recovery to which nothing was done yet. */
export const nothingDone: Pick<
  Recovery,
  'cancelled' | 'takenOff' | 'repaid' | 'writtenOff' | 'instalments' | 'writeOff'
> = {
  ...{ cancelled: [], takenOff: [], repaid: [], writtenOff: [] },
  ...{ instalments: null, writeOff: null },
};

type MadeGoodAmounts = Pick<Recovery, 'cancelled' | 'takenOff' | 'repaid'>;
export type Amounts = MadeGoodAmounts & Pick<Recovery, 'amountPence' | 'writtenOff'>;

/** What a payee still owes of a recovery. */
export function leftToRecover({ amountPence, writtenOff, ...made }: Amounts): Pence {
  return pence(amountPence - cameBack(made) - sumPence(writtenOff.map((each) => each.amountPence)));
}

/** What came back of a recovery, by whichever way. */
export function cameBack({ cancelled, takenOff, repaid }: MadeGoodAmounts): Pence {
  return sumPence([...cancelled, ...takenOff, ...repaid].map((each) => each.amountPence));
}

/** Whether later payments are reduced: the payee was told, and agreed where that is asked for. What is invoiced is not. */
export function mayBeTakenOff({
  state,
  offsetAgreed,
  method,
}: Pick<Recovery, 'state' | 'offsetAgreed' | 'method'>): boolean {
  return method === 'netting' && offsetAgreed && (state === 'notified' || state === 'recovering');
}

/**
 * Whether a run may make some of it good: later payments of the strand of care that was overpaid, or what comes off later
 * payments. What somebody else than a run asks back has a strand of its own, which no run pays.
 */
export function mayRunsReduce(
  recovery: Pick<Recovery, 'payRunId' | 'state' | 'offsetAgreed' | 'method'>,
): boolean {
  return recovery.payRunId !== null || mayBeTakenOff(recovery);
}

/** What was made good otherwise than by the strand itself or given up, strand by strand. */
export function takenOffByStrand(
  recoveries: readonly Pick<Recovery, 'key' | 'takenOff' | 'repaid' | 'writtenOff'>[],
): Map<string, Pence> {
  const byStrand = new Map<string, Pence>();
  for (const { key, takenOff, repaid, writtenOff } of recoveries) {
    const own = sumPence([...takenOff, ...repaid, ...writtenOff].map(({ amountPence }) => amountPence));
    if (own !== 0) byStrand.set(key, pence((byStrand.get(key) ?? 0) + own));
  }
  return byStrand;
}

/** What was given up of some recoveries, with the days it was paid for. */
export function writtenOffDays(
  recoveries: readonly Pick<Recovery, 'key' | 'from' | 'to' | 'writtenOff'>[],
): WrittenOff[] {
  return recoveries.flatMap(({ key, from, to, writtenOff }) =>
    writtenOff.length === 0
      ? []
      : [{ key, from, to, amountPence: sumPence(writtenOff.map((each) => each.amountPence)) }],
  );
}

type MadeGood = {
  payRunId: string;
  /** What lines of the run cancelled, by strand. */
  cancelled: readonly { key: string; amountPence: Pence }[];
  /** What payments of the run were reduced by, by recovery. */
  takenOff: readonly { id: string; amountPence: Pence }[];
};

/**
 * Recoveries as an issued run leaves them: those that changed. What a strand cancels goes to its oldest recovery first.
 * Saying the same run again changes nothing.
 */
export function makeGood(
  recoveries: readonly Recovery[],
  { payRunId, cancelled, takenOff }: MadeGood,
): Recovery[] {
  const cancels = new Map<string, number>();
  const leftOf = (key: string): number => cancels.get(key) ?? 0;
  for (const { key, amountPence } of cancelled) cancels.set(key, leftOf(key) + amountPence);
  const offsets = new Map(takenOff.map(({ id, amountPence }) => [id, amountPence]));
  // A try that died half way has told some of them: what they took is gone.
  for (const { key, cancelled: told } of recoveries) cancels.set(key, leftOf(key) - ofRun(told, payRunId));
  return inOrderOf(
    recoveries.filter((each) => ![...each.cancelled, ...each.takenOff].some(isOf(payRunId))),
    ({ recoveryId }) => recoveryId,
  ).flatMap((recovery) => {
    const offset = offsets.get(recovery.recoveryId) ?? pence(0);
    const strand = leftOf(recovery.key);
    const rest = leftToRecover(recovery) - offset;
    invariant(rest >= 0, 'No run takes more off than is left to recover');
    const cancel = pence(Math.min(strand, rest));
    if (offset === 0 && cancel === 0) return [];
    cancels.set(recovery.key, strand - cancel);
    return [stateAfter(counted(recovery, { payRunId, cancel, offset }))];
  });
}

type TakenByRun = z.infer<typeof takenByRunSchema>;

function isOf(payRunId: string): (taken: TakenByRun) => boolean {
  return (taken) => taken.payRunId === payRunId;
}

function ofRun(taken: readonly TakenByRun[], payRunId: string): Pence {
  return sumPence(taken.filter(isOf(payRunId)).map(({ amountPence }) => amountPence));
}

function counted(
  recovery: Recovery,
  { payRunId, cancel, offset }: { payRunId: string; cancel: Pence; offset: Pence },
): Recovery {
  const by = (amountPence: Pence) => (amountPence === 0 ? [] : [{ payRunId, amountPence }]);
  return {
    ...recovery,
    cancelled: [...recovery.cancelled, ...by(cancel)],
    takenOff: [...recovery.takenOff, ...by(offset)],
  };
}

/** A recovery after the payee paid something back; saying the same reference again changes nothing. */
export function withRepayment(recovery: Recovery, repayment: Repayment): Recovery {
  if (recovery.repaid.some(({ reference }) => reference === repayment.reference)) return recovery;
  return stateAfter({ ...recovery, repaid: [...recovery.repaid, repayment] });
}

function stateAfter(recovery: Recovery): Recovery {
  if (leftToRecover(recovery) === 0) return { ...recovery, state: 'recovered' };
  return recovery.state === 'notified' ? { ...recovery, state: 'recovering' } : recovery;
}
