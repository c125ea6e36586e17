import type { Span } from '../pay/span.ts';
import type { ReturnLine } from './return-line.ts';

/** What was accepted from a provider’s earlier files, of the days that lines may still be claimed for. */
export type EarlierLines = {
  /** Each accepted line by what it claims, with its reference. */
  lines: ReadonlyMap<string, string>;
  /** Each invoice number with the file that used it. */
  invoices: ReadonlyMap<string, string>;
  /** The lines that wait for a decision, by package, day and reference: one that comes anew takes the place of the old. */
  open: ReadonlyMap<string, OpenLine>;
};

/** A line of an earlier file that somebody has still to decide of. */
export type OpenLine = { uploadId: string; line: number; key: string };

export const nothingEarlier: EarlierLines = { lines: new Map(), invoices: new Map(), open: new Map() };

/** What makes a line one that was sent before, whatever it claims now. */
export function openKey(
  packageId: string,
  { first, lineRef }: Pick<ReturnLine, 'first' | 'lineRef'>,
): string {
  return `${packageId} ${first} ${lineRef}`;
}

/** What makes two lines claim the same: a visit by its start, length and carer, a stay by its days. */
export function earlierKey(packageId: string, { first, last, visit }: ReturnLine): string {
  if (visit === null) return `${packageId} ${first} ${last}`;
  const { startMinute, claimedMinutes, carers, carerId } = visit;
  return `${packageId} ${first} ${startMinute ?? ''} ${claimedMinutes} ${carers} ${carerId ?? ''}`;
}

/** Minutes of visits that were accepted of each day, told from what was kept to know a line again. */
export function earlierMinutesOn({ lines }: EarlierLines): Map<number, number> {
  const minutesOn = new Map<number, number>();
  for (const key of lines.keys()) {
    const [, day, , minutes] = key.split(' ', 4);
    // A stay says no minutes.
    if (minutes === undefined) continue;
    minutesOn.set(Number(day), (minutesOn.get(Number(day)) ?? 0) + Number(minutes));
  }
  return minutesOn;
}

/** Minutes of all carers that were accepted of a package on some days, without lines that come anew. */
export function earlierMinutesOf(
  { lines }: EarlierLines,
  replaced: readonly OpenLine[],
): (packageId: string, days: Span) => number {
  const gone = new Set(replaced.map(({ key }) => key));
  const byPackage = new Map<string, Map<number, number>>();
  for (const key of lines.keys()) {
    if (gone.has(key)) continue;
    const [packageId = '', day, , minutes, carers] = key.split(' ', 5);
    if (carers === undefined) continue;
    const own = byPackage.get(packageId) ?? new Map<number, number>();
    own.set(Number(day), (own.get(Number(day)) ?? 0) + Number(minutes) * Number(carers));
    byPackage.set(packageId, own);
  }
  return (packageId, { first, last }) => {
    let sum = 0;
    for (const [day, minutes] of byPackage.get(packageId) ?? [])
      if (day >= first && day <= last) sum += minutes;
    return sum;
  };
}
