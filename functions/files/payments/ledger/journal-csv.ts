import { summariseByCoding } from '../../../../domain/ledger/journal-summary.ts';
import { poundsText, sumPence } from '../../../../domain/money.ts';
import type { RunParts } from '../../../../domain/pay/run/payments-of-run.ts';
import { harmlessText } from '../csv-text.ts';
import { written, type PaymentFileResult } from '../payment-file.ts';
import { totalledCsv } from '../people/lines-csv.ts';

/** What the ledger books of a run, paid or held, by cost centre, subjective and tax code. */
export function journalCsv({
  payRunId,
  payees,
}: {
  payRunId: string;
  payees: RunParts['payees'];
}): PaymentFileResult {
  const coded = summariseByCoding(payees.flatMap(({ lines, held }) => [...lines, ...held]));
  const body = coded.map(({ coding: { costCentre, subjectiveCode, taxCode }, amountPence, lineCount }) => [
    ...[costCentre ?? '', subjectiveCode ?? '', taxCode ?? ''].map(harmlessText),
    poundsText(amountPence),
    String(lineCount),
  ]);
  const headings = ['Cost centre', 'Subjective code', 'Tax code', 'Amount', 'Lines'];
  const totalPence = sumPence(coded.map(({ amountPence }) => amountPence));
  return written(
    `${payRunId}-journal.csv`,
    'text/csv; charset=utf-8',
    totalledCsv(headings, body, totalPence),
  );
}
