import { negatePence, sumPence } from '../../../../domain/money.ts';
import { invariant } from '../../../../domain/outcome.ts';
import { checkLedgerPayments, otherLedger } from './check-ledger-payments.ts';
import { csvText } from '../csv-text.ts';
import { columnTexts, ledgerValues, lineRow, payeeRow } from './ledger-rows.ts';
import { refused, runOf, written, type PaymentFileInput, type PaymentFileResult } from '../payment-file.ts';

/**
 * Journal rows in the columns that the council's SAP or Unit4 (GL07) takes: each line a debit of its cost, and for each
 * payment a credit to the creditor control account, so that the rows of a payment come to nothing.
 */
export function gl07Csv(input: PaymentFileInput): PaymentFileResult {
  const { ledger, creditorControlAccount } = input.outputs;
  if (ledger.kind !== 'gl07') return refused([otherLedger('gl07', ledger.kind)]);
  const reasons = checkLedgerPayments(input.payments);
  const body = input.payments.flatMap((payment) => {
    const costs = payment.lines.map(lineRow);
    const owed = payeeRow(payment, {
      rowNumber: costs.length + 1,
      amountPence: negatePence(payment.amountPence),
      account: creditorControlAccount,
    });
    const rows = [...costs, owed];
    invariant(sumPence(rows.map((row) => row.amountPence)) === 0, 'the rows of a payment come to nothing');
    return rows.map((row) => {
      const values = ledgerValues(input, payment, row, ledger.dates);
      return columnTexts(ledger.columns, values, { payment, reasons });
    });
  });
  if (reasons.length > 0) return refused(reasons);
  const headings = ledger.headings ? [ledger.columns.map(({ heading }) => heading)] : [];
  const text = csvText([...headings, ...body], ledger.delimiter);
  return written(`${runOf(input.payments)}-gl07.csv`, 'text/csv; charset=utf-8', Buffer.from(text));
}
