import type { CalendarDate } from '../../../../domain/calendar.ts';
import { poundsText, sumPence, type Pence } from '../../../../domain/money.ts';
import { invariant } from '../../../../domain/outcome.ts';
import type { Payment, PaymentLine } from '../../../../domain/pay/payment.ts';

/** A column of a list of payment lines for people. Bank details are in none: a list is passed on more freely than a file to a bank. */
export type LineColumn = { heading: string } & (
  | { is: 'text'; of: (line: PaymentLine, payment: Payment) => string | null }
  | { is: 'date'; of: (line: PaymentLine, payment: Payment) => CalendarDate }
  | { is: 'amount'; of: (line: PaymentLine, payment: Payment) => Pence }
);

/** What a payee is told of each line. */
export const remittanceColumns: readonly LineColumn[] = [
  { heading: 'Payment', is: 'text', of: (_, { paymentId }) => paymentId },
  { heading: 'Paid on', is: 'date', of: (_, { payOn }) => payOn },
  { heading: 'Package', is: 'text', of: ({ packageId }) => packageId },
  { heading: 'What for', is: 'text', of: ({ description }) => description },
  { heading: 'From', is: 'date', of: ({ from }) => from },
  { heading: 'To', is: 'date', of: ({ to }) => to },
  { heading: 'Amount', is: 'amount', of: ({ amountPence }) => amountPence },
  { heading: 'How it was reached', is: 'text', of: ({ explanation }) => explanation },
];

/** What a finance officer sees of each line: the payee’s view, who it goes to, and what it is booked to. */
export const paymentColumns: readonly LineColumn[] = [
  { heading: 'Run', is: 'text', of: (_, { payRunId }) => payRunId },
  { heading: 'Payee', is: 'text', of: (_, { payee }) => payee.payeeId },
  { heading: 'Payee name', is: 'text', of: (_, { payee }) => payee.name },
  { heading: 'Route', is: 'text', of: (_, { payee }) => payee.route },
  { heading: 'Method', is: 'text', of: (_, { payee }) => payee.method },
  { heading: 'Supplier', is: 'text', of: (_, { payee }) => payee.supplierNumber },
  ...remittanceColumns,
  { heading: 'Line', is: 'text', of: ({ lineId }) => lineId },
  { heading: 'Cost centre', is: 'text', of: ({ coding }) => coding.costCentre },
  { heading: 'Cost element', is: 'text', of: ({ coding }) => coding.costElement },
  { heading: 'Subjective code', is: 'text', of: ({ coding }) => coding.subjectiveCode },
  { heading: 'Tax code', is: 'text', of: ({ coding }) => coding.taxCode },
  { heading: 'Purchase order', is: 'text', of: ({ coding }) => coding.purchaseOrder },
];

/** The lines of payments with their sum, which must be that of the payments. */
export function linesOf(payments: readonly Payment[]): {
  lines: { line: PaymentLine; payment: Payment }[];
  totalPence: Pence;
} {
  const lines = payments.flatMap((payment) => payment.lines.map((line) => ({ line, payment })));
  const totalPence = sumPence(lines.map(({ line }) => line.amountPence));
  const paid = sumPence(payments.map(({ amountPence }) => amountPence));
  invariant(totalPence === paid, 'a list of lines comes to what is paid');
  return { lines, totalPence };
}

export function cellText(column: LineColumn, line: PaymentLine, payment: Payment): string {
  if (column.is === 'amount') return poundsText(column.of(line, payment));
  return column.of(line, payment) ?? '';
}
