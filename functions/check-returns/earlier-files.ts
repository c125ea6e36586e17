import type { S3Client } from '@aws-sdk/client-s3';
import { openKey, type EarlierLines, type OpenLine } from '../../domain/returns/earlier-lines.ts';
import {
  decisionsByLine,
  isOpen,
  standingOf,
  type ReturnDecision,
} from '../../domain/returns/return-decision.ts';
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
  const open = new Map<string, OpenLine>();
  for (const file of files) {
    const { uploadId, days, reference, fileName, isWithdrawn } = file;
    if (days === null || days.last < oldestDay || isWithdrawn) continue;
    const { free, again, waiting } = await standingsOf(file, deps);
    const used = new Set<string>();
    const mended = new Set<string>();
    for await (const claims of readClaims((part) => claimsPartKey(uploadId, part), deps))
      for (const [place, line] of claims.lines.entries()) {
        const invoiceNumber = claims.invoices[place] ?? null;
        const key = claims.keys[place] ?? '';
        const mayComeAgain = again.has(line) || waiting.has(line);
        if (invoiceNumber !== null) (mayComeAgain ? mended : used).add(invoiceNumber);
        if (!free.has(line)) lines.set(key, claims.lineRefs[place] ?? '');
        const asked = waiting.get(line);
        if (asked !== undefined) open.set(asked, { uploadId, line, key });
      }
    // An invoice of which lines were not accepted, or are in question, comes again with the lines that are mended.
    for (const number of used)
      if (!mended.has(number) && !invoices.has(number)) invoices.set(number, reference ?? fileName);
  }
  return { lines, invoices, open };
}

const FREES: readonly ReturnDecision['decision'][] = ['reject', 'replaced'];

type Standings = {
  /** Lines that claim nothing: refused, rejected, sent anew, or standing in a file before. */
  free: ReadonlySet<number>;
  /** Those of them that may come again, mended. */
  again: ReadonlySet<number>;
  /** Lines in question, by what makes them the ones that come anew. */
  waiting: ReadonlyMap<number, string>;
};

/** How the lines of a file stand that are not simply accepted. */
async function standingsOf(file: TakenReturn, deps: Deps): Promise<Standings> {
  const [exceptions, decisions] = await Promise.all([
    readExceptions(file, deps),
    returnDecisionStore(deps.table).decisionsOf(file.uploadId),
  ]);
  const decided = decisionsByLine(decisions);
  const [free, again] = [new Set<number>(), new Set<number>()];
  const waiting = new Map<number, string>();
  for (const exception of exceptions) {
    const { line, state, packageId, days, lineRef } = exception;
    const own = decided.get(line) ?? [];
    if (own.length === 0 && (state === 'refused' || state === 'unchanged')) free.add(line);
    if (own.length === 0 && state === 'refused') again.add(line);
    const isAsked = isOpen(standingOf(exception, own).standing) && state === 'questioned';
    if (isAsked && packageId !== null && days !== null)
      waiting.set(line, openKey(packageId, { first: days.first, lineRef }));
  }
  for (const [line, own] of decided) {
    if (!FREES.includes(own.at(-1)?.decision ?? 'accept')) continue;
    free.add(line);
    again.add(line);
  }
  return { free, again, waiting };
}
