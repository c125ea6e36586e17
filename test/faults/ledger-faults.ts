import { entrySchema, partiesOf, type Entry } from '../../domain/ledger/journal-entry.ts';
import { paymentRecordSchema, type PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import { ledgerStore } from '../../functions/store/ledger-store.ts';
import { plain } from './engine/values.ts';
import type { Service } from './service.ts';

type Moves = Map<string, number>;

/**
 * What is wrong with the ledger, in sentences: it sums to nothing, every balance is the sum of its entries, and what it
 * says of money that left is what the payments say.
 */
export async function ledgerFaults(service: Service): Promise<string[]> {
  const entries = entriesIn(service);
  const ledger = ledgerStore(service.table);
  const told: string[] = [];
  const totals = await ledger.trialBalance().catch((error: unknown) => {
    told.push(String(error));
    return null;
  });
  if (totals !== null) told.push(...differences('all', sumOf([...entries.values()]), totals));
  for (const party of new Set([...entries.values()].flatMap(partiesOf))) {
    const own = [...entries.values()].map(({ postings }) => ({
      postings: postings.filter((posting) => posting.party === party),
    }));
    told.push(...differences(party, sumOf(own), await ledger.balancesOf(party)));
  }
  if (totals === null) return told;
  const payments = paymentsIn(service);
  const ofStatus = (...statuses: PaymentRecord['status'][]): number =>
    payments
      .filter(({ status, payRunId }) => payRunId !== null && statuses.includes(status))
      .reduce((sum, { amountPence }) => sum + amountPence, 0);
  const onTheWay = ofStatus('sent', 'acknowledged');
  const said = { inTransit: 0 - totals['payments-in-transit'], arrived: 0 - totals.bank };
  if (said.inTransit !== onTheWay)
    told.push(`${onTheWay} pence are on their way and the ledger says ${said.inTransit}`);
  const arrived = ofStatus('settled');
  if (said.arrived !== arrived)
    told.push(`${arrived} pence have arrived and the ledger says ${said.arrived}`);
  return told;
}

/** Each entry once, by its name, though it lies under each of its parties. */
function entriesIn(service: Service): Map<string, Entry> {
  const found = new Map<string, Entry>();
  for (const item of service.items().values()) {
    if (item['entity']?.['S'] !== 'journal-entry') continue;
    const entry = entrySchema.parse(plain(item));
    found.set(entry.entryId, entry);
  }
  return found;
}

export function paymentsIn(service: Service): PaymentRecord[] {
  return [...service.items()].flatMap(([key, item]) => {
    if (!key.startsWith('PAYMENT#') || !key.endsWith('\nCURRENT')) return [];
    return [paymentRecordSchema.parse(plain(item)['body'])];
  });
}

function sumOf(entries: readonly Pick<Entry, 'postings'>[]): Moves {
  const sums: Moves = new Map();
  for (const { account, amountPence } of entries.flatMap(({ postings }) => postings))
    sums.set(account, (sums.get(account) ?? 0) + amountPence);
  return sums;
}

function differences(whose: string, sums: Moves, balances: Record<string, number>): string[] {
  return Object.entries(balances).flatMap(([account, balance]) => {
    const sum = sums.get(account) ?? 0;
    return sum === balance ? [] : [`${account} of ${whose} stands at ${balance}, its entries come to ${sum}`];
  });
}
