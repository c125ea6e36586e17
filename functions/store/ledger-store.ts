import { createHash } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { canonicalJson } from '../../domain/facts/canonical-json.ts';
import { accountSchema, type Account } from '../../domain/ledger/accounts.ts';
import { entrySchema, makeEntry, partiesOf, type Entry } from '../../domain/ledger/journal-entry.ts';
import { addPence, pence, penceSchema, sumPence, type Pence } from '../../domain/money.ts';
import { invariant } from '../../domain/outcome.ts';
import {
  balanceKey,
  ENTRY_PREFIX,
  entryKey,
  entryMarkerKey,
  ledgerPk,
  ledgerTotalKey,
  ledgerTotalKeys,
  type TableKey,
} from './keys.ts';
import type { Page, Paging } from './list-store.ts';
import {
  batchGet,
  inTurns,
  packed,
  queryPage,
  transact,
  type Action,
  type Item,
  type Table,
} from './table.ts';

const entryItemSchema = entrySchema.extend({ entity: z.literal('journal-entry'), v: z.literal(1) });
const markerSchema = z.object({ entity: z.literal('booked'), v: z.literal(1), sha256: z.string() });
const balanceItemSchema = z.looseObject({ entity: z.literal('balance'), v: z.literal(1) });
const balancesSchema = z.record(accountSchema, penceSchema);

/** What each account comes to, a debit above nothing; an account that was never moved is nothing. */
export type Balances = z.infer<typeof balancesSchema>;

/** Two different entries were to be booked under one name: whoever named them is wrong. */
export class LedgerConflict extends Error {
  readonly code = 'ledger-conflict';
  readonly entryId: string;

  constructor(entryId: string) {
    super(`Entry ${entryId} was booked before, and otherwise`);
    this.name = 'LedgerConflict';
    this.entryId = entryId;
  }
}

/** The ledger: entries are appended, never changed, and move the balances of their parties in the same transaction. */
export function ledgerStore(table: Table) {
  return {
    /**
     * W15: books an entry once: the entry under each of its parties, its marker and every balance it moves, or nothing
     * of it. The same entry again is there already; another under its name throws `LedgerConflict`.
     */
    async book(entry: Entry): Promise<'booked' | 'already-there'> {
      const { failed } = await transact(table, bookingOf(table.name, makeEntry(entry)));
      if (failed.length === 0) return 'booked';
      if ((await bookedHash(entry.entryId)) !== hashOf(entry)) throw new LedgerConflict(entry.entryId);
      return 'already-there';
    },

    /**
     * W48: books entries, many a transaction and no part of the totals in two at once; what stands in the way of others
     * is booked by itself. None of their parties may be in two of them, as either may be booked first.
     */
    async bookMany(entries: readonly Entry[]): Promise<void> {
      const parties = entries.flatMap(partiesOf);
      invariant(new Set(parties).size === parties.length, 'entries in no order have no party in common');
      const byTotal = Map.groupBy(entries.map(makeEntry), ({ entryId }) => ledgerTotalKey(entryId).PK);
      await inTurns([...byTotal.values()], async (some) => {
        const writes = some.map((entry) => ({ entry, actions: bookingOf(table.name, entry) }));
        for (const group of packed(writes)) {
          const own = group.map(({ entry }) => entry);
          const { failed } = await transact(table, bookingsOf(table.name, own));
          if (failed.length > 0) for (const entry of own) await this.book(entry);
        }
      });
    },

    /** AP18: what is owed to a party and by it, account by account. */
    async balancesOf(party: string): Promise<Balances> {
      return balancesIn(await batchGet(table, [balanceKey(party)]));
    },

    /** AP19: the entries of a party, or of what has none (`year-end:2026-27`), newest first, a page at a time. */
    async entriesOf(party: string, { limit, cursor }: Paging): Promise<Page<Entry>> {
      const page = await queryPage(table, {
        KeyConditionExpression: 'PK = :pk AND SK BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': ledgerPk(party),
          ':first': ENTRY_PREFIX,
          ':last': `${ENTRY_PREFIX}${cursor ?? AFTER_ALL}`,
        },
        ConsistentRead: true,
        ScanIndexForward: false,
        // One more than is shown: where the next page begins.
        Limit: limit + 1,
      });
      const next = page.items[limit];
      return {
        items: page.items.slice(0, limit).map(parseEntry),
        nextCursor: next === undefined ? null : String(next['SK']).slice(ENTRY_PREFIX.length),
      };
    },

    /** AP20: what every account comes to over all parties. Debits and credits are equal, or the table is damaged. */
    async trialBalance(): Promise<Balances> {
      const balances = balancesIn(await batchGet(table, ledgerTotalKeys));
      const total = sumPence(Object.values(balances));
      invariant(total === 0, `The ledger sums to nothing, not to ${total} pence`);
      return balances;
    },
  };

  async function bookedHash(entryId: string): Promise<string> {
    const answer = await table.client.send(
      new GetCommand({ TableName: table.name, Key: entryMarkerKey(entryId), ConsistentRead: true }),
    );
    return markerSchema.parse(answer.Item).sha256;
  }
}
export type LedgerStore = ReturnType<typeof ledgerStore>;

/** Text that sorts after every date. */
const AFTER_ALL = '\u{10FFFF}';

/** Two actions a party beside marker and totals: `transact` refuses an entry of more than 49. */
export function bookingOf(tableName: string, entry: Entry): Action[] {
  return bookingsOf(tableName, [entry]);
}

/** Entries that are booked together or not at all; a balance that several of them move is moved once. */
export function bookingsOf(tableName: string, entries: readonly Entry[]): Action[] {
  // Entries of a day are read in the order they were booked; that each is booked once is the marker’s affair.
  const bookedAt = new Date().toISOString();
  const puts: Action[] = [];
  const moves = new Map<string, { key: TableKey; postings: Entry['postings'] }>();
  const move = (key: TableKey, postings: Entry['postings']): void => {
    const before = moves.get(key.PK)?.postings ?? [];
    moves.set(key.PK, { key, postings: [...before, ...postings] });
  };
  for (const entry of entries) {
    const parties = partiesOf(entry);
    const places = parties.length > 0 ? parties : [`${entry.source.kind}:${entry.source.id}`];
    const marker = { entity: 'booked', v: 1, sha256: hashOf(entry) };
    puts.push(
      putOnce(tableName, { ...entryMarkerKey(entry.entryId), ...marker }),
      ...places.map((place) =>
        putOnce(tableName, {
          ...entryKey(place, { ...entry, bookedAt }),
          entity: 'journal-entry',
          v: 1,
          ...entry,
        }),
      ),
    );
    for (const party of parties)
      move(
        balanceKey(party),
        entry.postings.filter((posting) => posting.party === party),
      );
    move(ledgerTotalKey(entry.entryId), entry.postings);
  }
  return [...puts, ...[...moves.values()].map(({ key, postings }) => addTo(tableName, key, postings))];
}

function putOnce(tableName: string, item: Item): Action {
  return {
    Put: { TableName: tableName, Item: item, ConditionExpression: 'attribute_not_exists(PK)' },
  };
}

/** Adds to what is there without reading it first, so that two entries of one party never overwrite each other. */
function addTo(tableName: string, key: TableKey, postings: Entry['postings']): Action {
  const moves = [...movesOf(postings)];
  return {
    Update: {
      TableName: tableName,
      Key: key,
      UpdateExpression: `SET entity = :entity, v = :v ADD ${moves.map((_, place) => `#a${place} :a${place}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(moves.map(([account], place) => [`#a${place}`, account])),
      ExpressionAttributeValues: {
        ':entity': 'balance',
        ':v': 1,
        ...Object.fromEntries(moves.map(([, amountPence], place) => [`:a${place}`, amountPence])),
      },
    },
  };
}

function movesOf(postings: Entry['postings']): Map<Account, Pence> {
  const moves = new Map<Account, Pence>();
  for (const { account, amountPence } of postings)
    moves.set(account, addPence(moves.get(account) ?? pence(0), amountPence));
  return moves;
}

function balancesIn(items: readonly Item[]): Balances {
  const moved = items.map((item) => balanceItemSchema.parse(item));
  const totalOf = (account: Account) =>
    sumPence(moved.map((balance) => penceSchema.parse(balance[account] ?? 0)));
  return balancesSchema.parse(
    Object.fromEntries(accountSchema.options.map((account) => [account, totalOf(account)])),
  );
}

function parseEntry(item: Item): Entry {
  const { entity: _entity, v: _v, ...entry } = entryItemSchema.parse(item);
  return makeEntry(entry);
}

function hashOf(entry: Entry): string {
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}
