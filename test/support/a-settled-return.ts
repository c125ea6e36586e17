import { returnCheck, type ReturnFinding } from '../../domain/returns/check-return.ts';
import { claimBook } from '../../domain/returns/claim-book.ts';
import type { Commissioned } from '../../domain/returns/commissioned.ts';
import { nothingEarlier, type EarlierLines } from '../../domain/returns/earlier-lines.ts';
import type { ExceptionLine } from '../../domain/returns/exception.ts';
import type { ReturnLine } from '../../domain/returns/return-line.ts';
import { addSums, noSums, settleReturn } from '../../domain/returns/settle-return.ts';
import type { AcceptedLine } from '../../domain/returns/accepted-care.ts';
import { aPackage, day, usualReturnTerms } from './a-return.ts';

/** A file of some lines, checked and settled: what is paid of each line, in pence of its month, and what is asked. */
export function settled(
  lines: readonly ReturnLine[],
  asked: { packages?: Commissioned[]; earlier?: EarlierLines; uploadId?: string } = {},
) {
  const { packages = [aPackage()], earlier = nothingEarlier, uploadId = 'OCT-1' } = asked;
  const check = returnCheck({ packages, terms: usualReturnTerms, receivedOn: day('2026-10-12'), earlier });
  const book = claimBook(packages);
  const byLine = new Map<number, ReturnFinding[]>();
  const found = (one: ReturnFinding) =>
    one.line !== null && byLine.set(one.line, [...(byLine.get(one.line) ?? []), one]);
  let asClaimedPence = 0;
  for (const line of lines) {
    const { placed, findings } = check.take(line);
    findings.forEach(found);
    if (placed !== null) asClaimedPence += book.add(line, placed.place);
  }
  const { findings, weeks, replaced } = check.conclude();
  findings.forEach(found);
  const exceptions: ExceptionLine[] = [];
  const care = new Map<string, AcceptedLine[]>();
  let [sums, clean] = [noSums, noSums];
  const findingsOf = (line: number) => byLine.get(line) ?? [];
  for (const each of settleReturn(book, { uploadId, findingsOf, weeks })) {
    exceptions.push(...each.exceptions);
    for (const [month, own] of each.months) care.set(`${each.packageId} ${month}`, own);
    sums = addSums(sums, each.sums);
    clean = addSums(clean, each.clean);
  }
  return { asClaimedPence, exceptions, care, sums, clean, replaced };
}
