import * as z from 'zod';
import { calendarDateSchema, type CalendarDate } from '../calendar.ts';
import { negatePence, penceSchema, sumPence } from '../money.ts';
import { invariant } from '../outcome.ts';
import { accountSchema, chartOfAccounts } from './accounts.ts';

/** What a posting without a party is analysed by. */
export const codingSummarySchema = z.object({
  costCentre: z.string().nullable(),
  subjectiveCode: z.string().nullable(),
  taxCode: z.string().nullable(),
});
export type CodingSummary = z.infer<typeof codingSummarySchema>;

const postingSchema = z.object({
  account: accountSchema,
  /** `provider:P001`, `agreement:DP00001`, `icb:QU9`; null for accounts that belong to no one else. */
  party: z.string().nullable(),
  /** A debit is above nothing, a credit below. */
  amountPence: penceSchema,
  coding: codingSummarySchema.nullable(),
});
export type Posting = z.infer<typeof postingSchema>;

export const entrySchema = z.object({
  /** Named after what happened (`payment-sent:R000123-00004:1`), so that the same happening is booked once. */
  entryId: z.string().regex(/^[^#]+$/),
  date: calendarDateSchema,
  description: z.string(),
  source: z.object({ kind: z.string().regex(/^[^#:]+$/), id: z.string().regex(/^[^#]+$/) }),
  postings: z.array(postingSchema),
});
export type Entry = z.infer<typeof entrySchema>;

/**
 * Vouches for an entry of double-entry book-keeping: at least two postings, none of nothing, which sum to nothing, and
 * a party exactly where the account is kept by party. Checked before an entry is written and after it is read.
 */
export function makeEntry(entry: Entry): Entry {
  const { entryId, postings } = entry;
  invariant(postings.length >= 2, `Entry ${entryId} has at least two postings`);
  const amounts = postings.map((posting) => posting.amountPence);
  invariant(
    amounts.every((amount) => amount !== 0),
    `No posting of entry ${entryId} is nothing`,
  );
  const total = sumPence(amounts);
  invariant(total === 0, `Debits and credits of entry ${entryId} are equal, not ${total} pence apart`);
  for (const { account, party } of postings) {
    const named = party !== null;
    invariant(
      named === chartOfAccounts[account].hasParty,
      `${account} in entry ${entryId} is ${named ? 'not ' : ''}kept by party`,
    );
  }
  return entry;
}

/** An entry that undoes another: what was a debit is a credit of the same amount. Nothing booked is ever changed. */
export function reversalOf(entry: Entry, date: CalendarDate): Entry {
  return makeEntry({
    ...entry,
    entryId: `reversal:${entry.entryId}`,
    date,
    description: `Reversal: ${entry.description}`,
    postings: entry.postings.map((posting) => ({
      ...posting,
      amountPence: negatePence(posting.amountPence),
    })),
  });
}

/** The parties an entry concerns, each once, as they come. */
export function partiesOf(entry: Entry): string[] {
  return [...new Set(entry.postings.flatMap(({ party }) => party ?? []))];
}
