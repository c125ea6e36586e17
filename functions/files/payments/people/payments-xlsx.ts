import { unzipSync, zipSync } from 'fflate';
import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { penceToPounds } from '../../../../domain/money.ts';
import {
  checkPayments,
  refused,
  runOf,
  written,
  type PaymentFileInput,
  type PaymentFileResult,
} from '../payment-file.ts';
import { earliestZipTime } from '../zip-time.ts';
import { linesOf, paymentColumns } from './line-columns.ts';

const formats = { text: 'General', date: 'dd/mm/yyyy', amount: '£#,##0.00;−£#,##0.00' } as const;
/** The most characters Excel takes in a cell; a workbook with more counts as broken. */
const MOST_CHARACTERS = 32_767;
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Every line of a run for people, as a workbook: days are days, amounts numbers, and no text runs as a formula. */
export async function paymentsXlsx({
  payments,
  madeAt,
}: Pick<PaymentFileInput, 'payments' | 'madeAt'>): Promise<PaymentFileResult> {
  const reasons = checkPayments(payments);
  if (reasons.length > 0) return refused(reasons);
  const { lines, totalPence } = linesOf(payments);
  const body = lines.map(({ line, payment }) =>
    paymentColumns.map((column): CellValue => {
      if (column.is === 'amount') return penceToPounds(column.of(line, payment)).toNumber();
      if (column.is === 'date') return new Date(`${column.of(line, payment)}T00:00:00Z`);
      return (column.of(line, payment) ?? '').slice(0, MOST_CHARACTERS);
    }),
  );
  const total = paymentColumns.map((column, index): CellValue => {
    if (column.is === 'amount') return penceToPounds(totalPence).toNumber();
    return index === 0 ? 'Total' : '';
  });
  const workbook = await writeXlsx({
    sheets: [
      {
        name: 'Payment lines',
        rows: [paymentColumns.map(({ heading }) => heading), ...body, total],
        columns: paymentColumns.map(({ is }) => ({ autoWidth: true, numFmt: formats[is] })),
        freezePane: { rows: 1 },
      },
    ],
    properties: { modified: new Date(madeAt) },
  });
  return written(`${runOf(payments)}-payments.xlsx`, contentType, zippedAlike(workbook));
}

/** The library packs with what the platform offers, which packs differently from one processor to another. */
function zippedAlike(workbook: Uint8Array): Uint8Array {
  return zipSync(unzipSync(workbook), { mtime: earliestZipTime() });
}
