import * as z from 'zod';
import { calendarDateSchema, daysBetween, type CalendarDate } from '../../calendar.ts';
import { inOrderOf } from '../../in-order-of.ts';
import { penceSchema, type Pence } from '../../money.ts';
import { plainNumber, slipBetween } from '../../records/invoice-number.ts';

/** An invoice that is known already: keyed here, or paid by the ledger as its history says. */
export const billedInvoiceSchema = z.object({
  invoiceNumber: z.string(),
  invoiceDate: calendarDateSchema,
  amountPence: penceSchema,
  personId: z.string().nullable(),
  found: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('keyed'), invoiceId: z.string() }),
    z.object({
      kind: z.literal('ledger'),
      reference: z.string(),
      paidOn: calendarDateSchema.nullable(),
      uploadId: z.string(),
      line: z.int(),
    }),
  ]),
});
export type BilledInvoice = z.infer<typeof billedInvoiceSchema>;

/** Why two invoices of one payee over one amount may be the same. */
export const likenessSchema = z.enum(['number-alike', 'date-near']);
type Likeness = z.infer<typeof likenessSchema>;

export type PossibleDuplicate = BilledInvoice & { because: Likeness[] };

type Candidate = {
  invoiceNumber: string;
  invoiceDate: CalendarDate;
  amountPence: Pence;
  personId: string | null;
};

/** A second copy of an invoice is sent within a month of the first, by what payments teams look for. */
const NEAR_DAYS = 30;

/**
 * Which known invoices of the same payee may be the one that is being keyed: over the same amount, and dated within 30 days
 * of it or numbered almost alike. Likeliest first. For example, `1234` of 3 May over £120.00 may be `1243` of 2 April over
 * £120.00; it is not `1224` of 2 April, since numbers that rise with their dates are those of a series.
 */
export function possibleDuplicates(
  candidate: Candidate,
  known: readonly BilledInvoice[],
): PossibleDuplicate[] {
  const number = plainNumber(candidate.invoiceNumber);
  const alike = known
    .filter((each) => each.amountPence === candidate.amountPence)
    .filter((each) => plainNumber(each.invoiceNumber) !== number)
    .map((each) => ({ ...each, because: likenesses(candidate, each) }))
    .filter(({ because }) => because.length > 0);
  return inOrderOf(
    alike,
    (each) => `${9 - each.because.length} ${String(daysApart(candidate, each)).padStart(6, '0')}`,
  );
}

function likenesses(candidate: Candidate, known: BilledInvoice): Likeness[] {
  return [
    ...(isNumberAlike(candidate, known) ? (['number-alike'] as const) : []),
    ...(isDateNear(candidate, known) ? (['date-near'] as const) : []),
  ];
}

function isNumberAlike(candidate: Candidate, known: BilledInvoice): boolean {
  const slip = slipBetween(candidate.invoiceNumber, known.invoiceNumber);
  return slip !== null && !(slip === 'one-other' && isSeries(candidate, known));
}

/**
 * Standing invoices over the same amount are numbered one after the other: such a pair differs by a digit and is no slip.
 * Said of each of them, the warning would be read by nobody.
 */
function isSeries(candidate: Candidate, known: BilledInvoice): boolean {
  const [a, b] = [plainNumber(candidate.invoiceNumber), plainNumber(known.invoiceNumber)];
  return candidate.invoiceDate < known.invoiceDate
    ? a < b
    : candidate.invoiceDate > known.invoiceDate && a > b;
}

/** One fee for many people is usual: invoices that name different people are not likely to be one. */
function isDateNear(candidate: Candidate, known: BilledInvoice): boolean {
  const differ =
    candidate.personId !== null && known.personId !== null && candidate.personId !== known.personId;
  return !differ && daysApart(candidate, known) <= NEAR_DAYS;
}

function daysApart(candidate: Candidate, known: BilledInvoice): number {
  return Math.abs(daysBetween(candidate.invoiceDate, known.invoiceDate));
}
