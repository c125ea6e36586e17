import type { ReturnLine } from './return-line.ts';

/** What was accepted from a provider’s earlier files, of the days that lines may still be claimed for. */
export type EarlierLines = {
  /** Each accepted line by what it claims. */
  lines: ReadonlySet<string>;
  /** Each invoice number with the file that used it. */
  invoices: ReadonlyMap<string, string>;
};

export const nothingEarlier: EarlierLines = { lines: new Set(), invoices: new Map() };

/** What makes two lines claim the same: a visit by its start, length and carer, a stay by its days. */
export function earlierKey(packageId: string, { first, last, visit }: ReturnLine): string {
  if (visit === null) return `${packageId} ${first} ${last}`;
  const { startMinute, claimedMinutes, carerId } = visit;
  return `${packageId} ${first} ${startMinute ?? ''} ${claimedMinutes} ${carerId ?? ''}`;
}

/** Minutes of visits that were accepted of each day, told from what was kept to know a line again. */
export function earlierMinutesOn({ lines }: EarlierLines): Map<number, number> {
  const minutesOn = new Map<number, number>();
  for (const key of lines) {
    const [, day, , minutes] = key.split(' ', 4);
    // A stay says no minutes.
    if (minutes === undefined) continue;
    minutesOn.set(Number(day), (minutesOn.get(Number(day)) ?? 0) + Number(minutes));
  }
  return minutesOn;
}
