import * as z from 'zod';
import { calendarDateSchema, formatDate, type CalendarDate } from '../calendar.ts';
import { contains } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { formatPounds, penceSchema } from '../money.ts';
import { spanOf, subtractSpans } from '../pay/span.ts';
import { suspensionSchema, type Suspension } from '../packages/care-package.ts';
import { checkSuspensions } from '../packages/suspensions.ts';
import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';
import { finding, type Finding } from '../records/finding.ts';

/** A sum beside what an agreement pays by the week: a redundancy, a piece of equipment, a first week’s wages. */
export const oneOffSchema = z.object({
  number: z
    .int()
    .min(1)
    .describe('Its own among those of the agreement, so that what was paid for it is known again.'),
  on: calendarDateSchema.describe('The day it is for: the run that pays this day pays it, once.'),
  what: z.string().trim().min(1).max(100).describe('What it is for, without anybody’s name.'),
  amountPence: penceSchema,
});
export type OneOff = z.infer<typeof oneOffSchema>;

/** What was changed of a direct payment agreement by hand: no extract carries it, so none reverts it. */
export const agreementChangesSchema = z.object({
  agreementId: z.string(),
  suspensions: z.array(suspensionSchema),
  oneOffs: z.array(oneOffSchema),
  lastNumber: z
    .int()
    .default(0)
    .describe(
      'The highest number that a one-off ever had: what was paid for one that is gone is not taken for another.',
    ),
});
export type AgreementChanges = z.infer<typeof agreementChangesSchema>;

export function noChanges(agreementId: string): AgreementChanges {
  return { agreementId, suspensions: [], oneOffs: [], lastNumber: 0 };
}

/** A one-off as it is entered: one that has no number yet is a new one. */
export type EnteredOneOff = Omit<OneOff, 'number'> & { number: number | null };

/**
 * The changes with other one-offs: those that are new get the next numbers, never one that another had. What was entered before without a number and is
 * sent again is the same one.
 */
export function withOneOffs(changes: AgreementChanges, entered: readonly EnteredOneOff[]): AgreementChanges {
  let lastNumber = Math.max(changes.lastNumber, ...changes.oneOffs.map(({ number }) => number));
  const named = new Set(entered.flatMap(({ number }) => number ?? []));
  const unnamed = changes.oneOffs.filter(({ number }) => !named.has(number));
  const oneOffs = entered.map(({ number, ...told }) => {
    if (number !== null) return { number, ...told };
    const place = unnamed.findIndex((each) => isAlike(each, told));
    const [same] = place === -1 ? [] : unnamed.splice(place, 1);
    return { number: same?.number ?? (lastNumber += 1), ...told };
  });
  const inOrder = inOrderOf(oneOffs, ({ on, number }) => `${on} ${numberText(number)}`);
  return { ...changes, oneOffs: inOrder, lastNumber };
}

export function withSuspensions(
  changes: AgreementChanges,
  suspensions: readonly Suspension[],
): AgreementChanges {
  return { ...changes, suspensions: inOrderOf(suspensions, ({ from }) => from) };
}

/** Whether days are suspended that were not before. */
export function suspendsMore(before: AgreementChanges, after: AgreementChanges): boolean {
  const suspended = before.suspensions.map(spanOf);
  return after.suspensions.some((each) => subtractSpans(spanOf(each), suspended).length > 0);
}

type Days = Pick<DirectPaymentAgreement, 'startDate' | 'endDate'>;

/** What cannot be true of the suspensions of an agreement. */
export function checkAgreementSuspensions(agreement: Days, { suspensions }: AgreementChanges): Finding[] {
  return checkSuspensions(agreement, suspensions, 'agreement');
}

/**
 * What cannot be true of the one-offs that are entered.
 * @param paidFrom The first day that careledger pays of the agreement; null where it pays from its first.
 */
export function checkOneOffs(
  entered: readonly EnteredOneOff[],
  {
    agreement,
    before,
    paidFrom,
  }: { agreement: Days; before: AgreementChanges; paidFrom: CalendarDate | null },
): Finding[] {
  const known = new Set(before.oneOffs.map(({ number }) => number));
  const numbers = entered.map(({ number }) => number);
  return entered.flatMap((each, place) => {
    const { number, on, amountPence } = each;
    const problem = (rule: string, message: string, field: string): Finding =>
      finding('error', rule, message, { field: `items.${place}.${field}` });
    const found: Finding[] = [];
    if (amountPence <= 0)
      found.push(
        problem(
          'one-off-not-above-nothing',
          'A one-off is above £0.00. What is to come back is a recovery.',
          'amountPence',
        ),
      );
    if (!contains({ from: agreement.startDate, to: agreement.endDate }, on))
      found.push(
        problem(
          'one-off-outside-agreement',
          `${formatDate(on)} is not a day of the agreement: nothing is paid before it begins or after it ends.`,
          'on',
        ),
      );
    else if (paidFrom !== null && on < paidFrom)
      found.push(
        problem(
          'one-off-before-first-day',
          `Of this agreement careledger pays from ${formatDate(paidFrom)} on: it would never pay a one-off for ${formatDate(on)}.`,
          'on',
        ),
      );
    if (number !== null && (!known.has(number) || numbers.indexOf(number) !== place))
      found.push(problem('one-off-unknown', 'There is no one-off of this number to change.', 'number'));
    if (entered.findIndex((other) => isAlike(other, each)) !== place)
      found.push(
        problem(
          'one-off-twice',
          `${formatPounds(amountPence)} for the same on ${formatDate(on)} is entered twice. If both are to be paid, say what each is for.`,
          'what',
        ),
      );
    return found;
  });
}

type Told = Omit<OneOff, 'number'>;

function isAlike(one: Told, other: Told): boolean {
  return one.on === other.on && one.what === other.what && one.amountPence === other.amountPence;
}

const NUMBER_DIGITS = 6;

function numberText(number: number): string {
  return String(number).padStart(NUMBER_DIGITS, '0');
}
