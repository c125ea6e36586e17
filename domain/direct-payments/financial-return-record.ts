import * as z from 'zod';
import { addDays, calendarDateSchema, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import { overlaps, type ClosedRange } from '../date-range.ts';
import { penceSchema } from '../money.ts';
import { paperKinds } from './match-papers-terms.ts';
import { chasingSteps } from './returns-calendar.ts';

const words = (most: number) => z.string().trim().min(1).max(most);

/** Something somebody sent to show what was paid, as an officer keyed it. */
export const paperSchema = z.strictObject({
  paperId: words(100),
  uploadId: words(100).nullable().describe('The image or PDF; none where the paper was only seen.'),
  kind: z.enum(paperKinds),
  date: calendarDateSchema.describe('The day the paper bears.'),
  amountPence: penceSchema
    .min(0)
    .nullable()
    .describe(
      'What was to be paid: the net pay of a payslip, the total of an invoice; none where it says hours only.',
    ),
  payee: words(200).describe('Who was paid, as the paper says.'),
});

const receivedSchema = z.strictObject({
  from: calendarDateSchema,
  to: calendarDateSchema,
  receivedOn: calendarDateSchema,
  acceptedOn: calendarDateSchema.nullable().describe('The day on which somebody was content with it.'),
  uploadId: words(100).nullable().describe('The statement; none where an officer said what came.'),
  papers: z.array(paperSchema).max(500),
});
export type ReceivedRecord = z.infer<typeof receivedSchema>;

/** What came of an agreement’s financial returns, and what was done about those that did not. */
export const financialReturnsSchema = z.object({
  agreementId: z.string(),
  received: z.array(receivedSchema).max(1000),
  done: z
    .array(
      z.strictObject({
        periodFrom: calendarDateSchema,
        step: z.enum([...chasingSteps, 'referral']),
        on: calendarDateSchema,
        letterId: z.string().nullable(),
      }),
    )
    .max(1000),
});
export type FinancialReturnsRecord = z.infer<typeof financialReturnsSchema>;

/**
 * The record once what came for the days of a period is accepted; null where all of it was, or nothing came. Of a statement
 * that reaches beyond the period the other days are still to be looked at.
 */
export function withAccepted(
  record: FinancialReturnsRecord,
  period: ClosedRange,
  on: CalendarDate,
): FinancialReturnsRecord | null {
  return settledWithin(record, period, { isMeant: ({ acceptedOn }) => acceptedOn === null, acceptedOn: on });
}

/**
 * The record once what was accepted for the days of a period is looked at again, which leaves it received; null where nothing
 * of it was accepted. The days beyond the period stay accepted.
 */
export function withLookedAtAgain(
  record: FinancialReturnsRecord,
  period: ClosedRange,
): FinancialReturnsRecord | null {
  return settledWithin(record, period, {
    isMeant: ({ acceptedOn }) => acceptedOn !== null,
    acceptedOn: null,
  });
}

type Settled = { isMeant: (came: ReceivedRecord) => boolean; acceptedOn: CalendarDate | null };

function settledWithin(
  record: FinancialReturnsRecord,
  period: ClosedRange,
  { isMeant, acceptedOn }: Settled,
): FinancialReturnsRecord | null {
  const isTouched = (came: ReceivedRecord): boolean => isMeant(came) && overlaps(came, period);
  if (!record.received.some(isTouched)) return null;
  const received = record.received.flatMap((came) =>
    isTouched(came) ? partedAt(came, period, acceptedOn) : [came],
  );
  return { ...record, received };
}

function partedAt(
  came: ReceivedRecord,
  { from, to }: ClosedRange,
  acceptedOn: CalendarDate | null,
): ReceivedRecord[] {
  const rest = { ...came, papers: [] };
  return [
    { ...came, from: maxDate(came.from, from), to: minDate(came.to, to), acceptedOn },
    ...(came.from < from ? [{ ...rest, to: addDays(from, -1) }] : []),
    ...(came.to > to ? [{ ...rest, from: addDays(to, 1) }] : []),
  ];
}

export function noReturnsYet(agreementId: string): FinancialReturnsRecord {
  return { agreementId, received: [], done: [] };
}
