import { strToU8, zipSync } from 'fflate';
import { poundsText, sumPence } from '../../../../domain/money.ts';
import { invariant } from '../../../../domain/outcome.ts';
import type { Payment } from '../../../../domain/pay/payment.ts';
import type { Finding } from '../../../../domain/records/finding.ts';
import type { LedgerValues, PositionedColumns } from '../../../../domain/settings/ledger-layouts.ts';
import { checkLedgerPayments, otherLedger } from './check-ledger-payments.ts';
import { csvText } from '../csv-text.ts';
import { columnTexts, ledgerValues, lineRow, payeeRow } from './ledger-rows.ts';
import { refused, runOf, written, type PaymentFileInput, type PaymentFileResult } from '../payment-file.ts';
import { earliestZipTime } from '../zip-time.ts';

/**
 * Payables invoices as Oracle Fusion imports them (File-Based Data Import): a zip of two CSV files without headings,
 * one invoice for each payment, joined to its lines by the payment's number.
 */
export function oracleFbdi(input: PaymentFileInput): PaymentFileResult {
  const { ledger } = input.outputs;
  if (ledger.kind !== 'oracle-fbdi') return refused([otherLedger('oracle-fbdi', ledger.kind)]);
  const reasons = checkLedgerPayments(input.payments);
  const invoices: string[][] = [];
  const lines: string[][] = [];
  for (const payment of input.payments) {
    const valuesOf = (row: Parameters<typeof ledgerValues>[2]) =>
      ledgerValues(input, payment, row, ledger.dates);
    const { amountPence } = payment;
    const invoice = valuesOf(payeeRow(payment, { rowNumber: 1, amountPence, account: null }));
    const rows = payment.lines.map(lineRow);
    const lineTotal = poundsText(sumPence(rows.map((row) => row.amountPence)));
    invariant(invoice.amount === lineTotal, 'an invoice is the sum of its lines');
    const about = { payment, reasons };
    invoices.push(positioned(ledger.invoices, invoice, about));
    lines.push(...rows.map((row) => positioned(ledger.lines, valuesOf(row), about)));
  }
  if (reasons.length > 0) return refused(reasons);
  const zip = zipSync(
    {
      'ApInvoicesInterface.csv': strToU8(csvText(invoices)),
      'ApInvoiceLinesInterface.csv': strToU8(csvText(lines)),
    },
    { mtime: earliestZipTime() },
  );
  return written(`${runOf(input.payments)}-oracle-invoices.zip`, 'application/zip', zip);
}

function positioned(
  layout: PositionedColumns,
  values: LedgerValues,
  about: { payment: Payment; reasons: Finding[] },
): string[] {
  const cells = Array.from({ length: layout.columns }, () => '');
  const texts = columnTexts(layout.filled, values, about);
  for (const [index, { position }] of layout.filled.entries()) cells[position - 1] = texts[index] ?? '';
  return cells;
}
