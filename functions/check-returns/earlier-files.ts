import type { S3Client } from '@aws-sdk/client-s3';
import type { EarlierLines } from '../../domain/returns/earlier-lines.ts';
import { decisionsByLine, type ReturnDecision } from '../../domain/returns/return-decision.ts';
import { claimsPartKey } from '../platform/checked-parts.ts';
import { readClaims, readExceptions } from '../platform/returns/checked-lines.ts';
import { returnDecisionStore } from '../store/return-decision-store.ts';
import type { TakenReturn } from '../store/return-store.ts';
import type { Table } from '../store/table.ts';

type Deps = { table: Table; buckets: S3Client; evidenceBucket: string };

/** What was accepted from earlier files of days that may still be claimed for. */
export async function readEarlier(
  files: readonly TakenReturn[],
  oldestDay: number,
  deps: Deps,
): Promise<EarlierLines> {
  const lines = new Map<string, string>();
  const invoices = new Map<string, string>();
  for (const file of files) {
    const { uploadId, days, reference, fileName, isWithdrawn } = file;
    if (days === null || days.last < oldestDay || isWithdrawn) continue;
    const free = await freeLines(file, deps);
    const used = new Set<string>();
    const mended = new Set<string>();
    for await (const [key, invoiceNumber, lineRef, line] of readClaims(
      (part) => claimsPartKey(uploadId, part),
      deps,
    )) {
      if (invoiceNumber !== null) (free.has(line) ? mended : used).add(invoiceNumber);
      if (!free.has(line)) lines.set(key, lineRef);
    }
    // An invoice of which lines were not accepted comes again with the lines that are mended.
    for (const number of used)
      if (!mended.has(number) && !invoices.has(number)) invoices.set(number, reference ?? fileName);
  }
  return { lines, invoices };
}

const FREES: readonly ReturnDecision['decision'][] = ['reject', 'replaced'];

/** The lines of a file that may come again: refused by the checks, or rejected by an officer to be mended. */
async function freeLines(file: TakenReturn, deps: Deps): Promise<Set<number>> {
  const [exceptions, decisions] = await Promise.all([
    readExceptions(file, deps),
    returnDecisionStore(deps.table).decisionsOf(file.uploadId),
  ]);
  const decided = decisionsByLine(decisions);
  const free = new Set<number>();
  for (const { line, state } of exceptions) if (state === 'refused' && !decided.has(line)) free.add(line);
  for (const [line, own] of decided) if (FREES.includes(own.at(-1)?.decision ?? 'accept')) free.add(line);
  return free;
}
