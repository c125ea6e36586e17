import { inOrderOf } from '../in-order-of.ts';
import { addPence, pence, sumPence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import type { CodingSummary } from './journal-entry.ts';

export type CodedAmount = { coding: CodingSummary; amountPence: Pence };
export type CodedTotal = { coding: CodingSummary; amountPence: Pence; lineCount: number };

/**
 * What lines come to by cost centre, subjective code and tax code, in that order: a line of 700.00 and one of -100.00
 * on the same three make one total of 600.00. A total of nothing stays, since its lines moved.
 */
export function summariseByCoding(lines: readonly CodedAmount[]): CodedTotal[] {
  const totals = new Map<string, CodedTotal>();
  for (const { coding, amountPence } of lines) {
    const { costCentre, subjectiveCode, taxCode } = coding;
    const key = sortText({ costCentre, subjectiveCode, taxCode });
    const sofar = totals.get(key);
    totals.set(key, {
      coding: { costCentre, subjectiveCode, taxCode },
      amountPence: addPence(sofar?.amountPence ?? pence(0), amountPence),
      lineCount: (sofar?.lineCount ?? 0) + 1,
    });
  }
  const summary = inOrderOf([...totals.values()], ({ coding }) => sortText(coding));
  invariant(
    sumPence(summary.map((total) => total.amountPence)) === sumPence(lines.map((line) => line.amountPence)),
    'the totals of a journal are the sum of its lines',
  );
  return summary;
}

/** A code that is missing sorts first and is never taken for an empty one. */
function sortText({ costCentre, subjectiveCode, taxCode }: CodingSummary): string {
  return JSON.stringify([costCentre ?? 0, subjectiveCode ?? 0, taxCode ?? 0]);
}
