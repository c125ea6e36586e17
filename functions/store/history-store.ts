import type { Instant } from '../../domain/calendar.ts';
import { payeesOf, type LedgerPayment } from '../../domain/records/ledger-payment.ts';
import { parseBilled, putBilled, type BilledItem } from './billed-items.ts';
import { ledgerPaymentKey, type TableKey } from './keys.ts';
import { batchGet, inTurns, transact, TRANSACTION_MOST, type Item, type Table } from './table.ts';

/** What a file says the ledger paid, and which file and line says it. */
export type HistoryRow = { payment: LedgerPayment; uploadId: string; line: number; receivedAt: Instant };

/** Known: an earlier file says the same. Overtaken: a file that came later says something else. */
export type HistoryOutcome = 'kept' | 'known' | 'overtaken';

type Entry = { key: TableKey; payee: string; item: BilledItem };

/** What the ledger paid, as its history says. */
export function historyStore(table: Table) {
  return {
    /** W25: keeps what the ledger paid, and says of each row whether it was news. */
    async keepHistory(rows: readonly HistoryRow[]): Promise<HistoryOutcome[]> {
      const wanted = rows.map(entriesOf);
      // Two rows may name one payee in different ways; keys of one request differ, and the later row says what holds.
      const keys = new Map(wanted.flat().map(({ key }) => [textOf(key), key]));
      const found = await batchGet(table, [...keys.values()]);
      const stored = new Map(found.map((item) => [textOf(item), parseBilled(item)]));
      const outcomes = wanted.map((entries) => outcomeOf(entries, stored));
      const news = wanted.filter((_, place) => outcomes[place] === 'kept').flat();
      const entries = [...new Map(news.map((entry) => [textOf(entry.key), entry])).values()];
      const chunks: Entry[][] = [];
      for (let start = 0; start < entries.length; start += TRANSACTION_MOST)
        chunks.push(entries.slice(start, start + TRANSACTION_MOST));
      await inTurns(chunks, (chunk) =>
        transact(
          table,
          chunk.map((entry) => putBilled(table, entry)),
        ),
      );
      return outcomes;
    },
  };
}
export type HistoryStore = ReturnType<typeof historyStore>;

function entriesOf({ payment, uploadId, line, receivedAt }: HistoryRow): Entry[] {
  const { reference, invoiceNumber, invoiceDate, amountPence, paidOn } = payment;
  const item: BilledItem = {
    entity: 'billed-invoice',
    v: 1,
    invoiceNumber,
    invoiceDate,
    amountPence,
    personId: null,
    found: { kind: 'ledger', reference, paidOn, uploadId, line },
    receivedAt,
  };
  return payeesOf(payment).map((payee) => ({ key: ledgerPaymentKey(payee, payment), payee, item }));
}

function outcomeOf(entries: readonly Entry[], stored: ReadonlyMap<string, BilledItem>): HistoryOutcome {
  let outcome: HistoryOutcome = 'known';
  for (const { key, item } of entries) {
    const there = stored.get(textOf(key));
    // Written by an earlier try at this very file: news all the same.
    if (there === undefined || fileOf(there) === fileOf(item)) return 'kept';
    if (contentOf(there) === contentOf(item)) continue;
    if ((there.receivedAt ?? '') > (item.receivedAt ?? '')) outcome = 'overtaken';
    else return 'kept';
  }
  return outcome;
}

function contentOf({ invoiceNumber, invoiceDate, amountPence, found }: BilledItem): string {
  const paidOn = found.kind === 'ledger' ? found.paidOn : null;
  return JSON.stringify([invoiceNumber, invoiceDate, amountPence, paidOn]);
}

function fileOf({ found }: BilledItem): string | null {
  return found.kind === 'ledger' ? found.uploadId : null;
}

function textOf({ PK, SK }: Item): string {
  return `${String(PK)} ${String(SK)}`;
}
