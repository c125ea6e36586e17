import { negatePence, poundsText, sumPence } from '../../../../domain/money.ts';
import type { PaymentLine } from '../../../../domain/pay/payment.ts';
import { harmlessText } from '../csv-text.ts';
import { written, type PaymentFileResult } from '../payment-file.ts';
import { totalledCsv } from './lines-csv.ts';

/** What an integrated care board is asked to pay of a run: its share of every line, as the invoice to it is made of. */
export function nhsRechargeCsv({
  payRunId,
  icbId,
  lines,
}: {
  payRunId: string;
  icbId: string;
  lines: readonly PaymentLine[];
}): PaymentFileResult {
  const headings = [
    'ICB',
    'Run',
    'Package',
    'What for',
    'From',
    'To',
    'Amount',
    'How it was reached',
    'Cost centre',
  ];
  const body = lines.map(({ packageId, description, from, to, amountPence, explanation, coding }) => [
    ...[icbId, payRunId, packageId, description].map(harmlessText),
    ...[from, to, poundsText(negatePence(amountPence))],
    ...[explanation, coding.costCentre ?? ''].map(harmlessText),
  ]);
  const totalPence = negatePence(sumPence(lines.map(({ amountPence }) => amountPence)));
  // The id comes from an extract: a file is named by nothing else than letters and digits of it.
  const name = `${payRunId}-nhs-recharge-${icbId.replaceAll(/[^A-Za-z0-9-]/g, '-')}.csv`;
  return written(name, 'text/csv; charset=utf-8', totalledCsv(headings, body, totalPence));
}
