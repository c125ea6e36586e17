import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../../domain/calendar.ts';
import { accountSchema } from '../../../domain/ledger/accounts.ts';
import type { Entry, Posting } from '../../../domain/ledger/journal-entry.ts';
import { pence } from '../../../domain/money.ts';
import { ledgerTotalKeys } from '../../../functions/store/keys.ts';
import { LedgerConflict, ledgerStore, type LedgerStore } from '../../../functions/store/ledger-store.ts';
import { dyingClients } from '../../support/dying-function.ts';
import { testTable } from '../../support/test-table.ts';

const table = await testTable();
const ledger = ledgerStore(table);
const firstDay = calendarDate('2026-05-01');

const posted = (account: Posting['account'], amount: number, party: string | null = null): Posting => ({
  account,
  party,
  amountPence: pence(amount),
  coding: null,
});

const entryOf = (entryId: string, postings: Posting[], more: Partial<Entry> = {}): Entry => ({
  entryId,
  date: firstDay,
  description: 'A payment',
  source: { kind: 'payment', id: 'R000001-00001' },
  postings,
  ...more,
});

const anIssue = (entryId: string, party: string, amount = 500, more: Partial<Entry> = {}): Entry =>
  entryOf(entryId, [posted('expenditure', amount), posted('creditor', -amount, party)], more);

const nothing = Object.fromEntries(accountSchema.options.map((account) => [account, 0]));

describe('W15 booking an entry', () => {
  it('moves the balances of its party and lists it there', async () => {
    expect(await ledger.book(anIssue('E-150', 'provider:P150'))).toBe('booked');
    expect(await ledger.balancesOf('provider:P150')).toEqual({ ...nothing, creditor: -500 });
    expect((await ledger.entriesOf('provider:P150', { limit: 50 })).items).toEqual([
      anIssue('E-150', 'provider:P150'),
    ]);
  });

  it('again changes nothing', async () => {
    const entry = anIssue('E-151', 'provider:P151');
    const outcomes = [await ledger.book(entry), await ledger.book(entry)];
    expect(outcomes).toEqual(['booked', 'already-there']);
    expect(await ledger.balancesOf('provider:P151')).toEqual({ ...nothing, creditor: -500 });
  });

  it('by several writers at once books it once', async () => {
    const entry = anIssue('E-152', 'provider:P152');
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => ledger.book(entry)));
    expect(outcomes.toSorted()).toEqual(['already-there', 'already-there', 'already-there', 'booked']);
    expect(await ledger.balancesOf('provider:P152')).toEqual({ ...nothing, creditor: -500 });
  });

  it('loses none of many that are booked for one party at once', async () => {
    const numbers = Array.from({ length: 40 }, (_, number) => number + 1);
    await Promise.all(
      numbers.map((number) => ledger.book(anIssue(`E-153-${number}`, 'provider:P153', number))),
    );
    expect(await ledger.balancesOf('provider:P153')).toEqual({ ...nothing, creditor: -820 });
  });

  it.each([
    ['another amount', anIssue('E-154', 'provider:P154', 501)],
    ['another day', anIssue('E-154', 'provider:P154', 500, { date: addDays(firstDay, 1) })],
    ['another party', anIssue('E-154', 'provider:P155')],
  ])('under a name that is taken, with %s, is a fault of ours and changes nothing', async (_what, other) => {
    await ledger.book(anIssue('E-154', 'provider:P154'));
    const failure = await ledger.book(other).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LedgerConflict);
    expect(failure).toMatchObject({ code: 'ledger-conflict', entryId: 'E-154' });
    expect(await ledger.balancesOf('provider:P154')).toEqual({ ...nothing, creditor: -500 });
    expect(await ledger.balancesOf('provider:P155')).toEqual(nothing);
  });

  it('keeps it under each of its parties', async () => {
    const moved = entryOf('E-156', [
      posted('creditor', 300, 'provider:P156'),
      posted('held', -100, 'provider:P156'),
      posted('creditor', -200, 'provider:P157'),
    ]);
    await ledger.book(moved);
    for (const party of ['provider:P156', 'provider:P157'])
      expect((await ledger.entriesOf(party, { limit: 50 })).items).toEqual([moved]);
    expect(await ledger.balancesOf('provider:P156')).toEqual({ ...nothing, creditor: 300, held: -100 });
    expect(await ledger.balancesOf('provider:P157')).toEqual({ ...nothing, creditor: -200 });
  });

  it('keeps an entry of no party under what it comes from', async () => {
    const accrual = entryOf('E-158', [posted('expenditure', 900), posted('accruals', -900)], {
      source: { kind: 'year-end', id: '2026-27' },
    });
    await ledger.book(accrual);
    expect((await ledger.entriesOf('year-end:2026-27', { limit: 50 })).items).toEqual([accrual]);
    expect(await ledger.balancesOf('year-end:2026-27')).toEqual(nothing);
  });

  it('is all or nothing for 49 parties, and refused for more', async () => {
    const parties = (count: number) =>
      Array.from({ length: count }, (_, party) => posted('creditor', -1, `provider:P159-${party}`));
    const largest = entryOf('E-159', [posted('expenditure', 49), ...parties(49)]);
    expect(await ledger.book(largest)).toBe('booked');
    expect(await ledger.balancesOf('provider:P159-48')).toEqual({ ...nothing, creditor: -1 });
    const tooLarge = entryOf('E-159-more', [posted('expenditure', 50), ...parties(50)]);
    await expect(ledger.book(tooLarge)).rejects.toThrow('a transaction has 1 to 100 actions');
  });

  it('refuses an entry whose debits and credits differ before anything is written', async () => {
    const lopsided = entryOf('E-160', [
      posted('expenditure', 500),
      posted('creditor', -499, 'provider:P160'),
    ]);
    await expect(ledger.book(lopsided)).rejects.toThrow('are equal, not 1 pence apart');
    expect((await ledger.entriesOf('provider:P160', { limit: 50 })).items).toEqual([]);
  });

  it.each([
    { call: 1, when: 'before' },
    { call: 1, when: 'after' },
    { call: 2, when: 'before' },
  ] as const)('killed $when call $call and repeated, is booked once', async (moment) => {
    const party = `provider:killed-${moment.when}-${moment.call}`;
    const entry = anIssue(`E-${party}`, party);
    // The second call asks what was booked before, so it is only made by a repetition.
    if (moment.call === 2) await ledger.book(entry);
    const dying = dyingClients(moment);
    await expect(ledgerStore({ ...table, client: dying.wrap(table.client) }).book(entry)).rejects.toThrow(
      'killed',
    );
    await dying.settled();
    const isThere = moment.when === 'after' || moment.call === 2;
    expect(await ledger.book(entry)).toBe(isThere ? 'already-there' : 'booked');
    expect(await ledger.balancesOf(party)).toEqual({ ...nothing, creditor: -500 });
  });
});

describe('W48 booking many entries', () => {
  const numbers = Array.from({ length: 60 }, (_, number) => number + 1);
  const many = (name: string): Entry[] =>
    numbers.map((number) => anIssue(`E-${name}-${number}`, `provider:${name}-${number}`, number));
  const balances = (name: string) =>
    Promise.all(
      numbers.map(async (number) => (await ledger.balancesOf(`provider:${name}-${number}`)).creditor),
    );
  const owed = numbers.map((number) => -number);

  it('moves the balance of each of their parties and the totals', async () => {
    const before = await ledger.trialBalance();
    await ledger.bookMany(many('M1'));
    expect(await balances('M1')).toEqual(owed);
    expect(await ledger.trialBalance()).toEqual({
      ...before,
      creditor: before.creditor - 1830,
      expenditure: before.expenditure + 1830,
    });
  });

  it('again, and beside some that are booked by others at the same moment, books each once', async () => {
    const entries = many('M2');
    await Promise.all([
      ledger.bookMany(entries),
      ledger.bookMany(entries.slice(20)),
      ...entries.slice(7, 8).map((entry) => ledger.book(entry)),
    ]);
    await ledger.bookMany(entries);
    expect(await balances('M2')).toEqual(owed);
  });

  it('killed half way and repeated books each once', async () => {
    const entries = many('M3');
    const dying = dyingClients({ call: 9, when: 'after' });
    const store = ledgerStore({ ...table, client: dying.wrap(table.client) });
    await expect(store.bookMany(entries)).rejects.toThrow('killed');
    await dying.settled();
    const booked = (await balances('M3')).filter((creditor) => creditor !== 0);
    expect(booked.length).toBeGreaterThan(0);
    expect(booked.length).toBeLessThan(numbers.length);
    await ledger.bookMany(entries);
    expect(await balances('M3')).toEqual(owed);
  });

  it('of which one has the name of another is a fault of ours, and that one is not booked', async () => {
    await ledger.book(anIssue('E-M4-9', 'provider:M4-9', 5));
    await expect(ledger.bookMany(many('M4'))).rejects.toThrow(LedgerConflict);
    expect((await ledger.balancesOf('provider:M4-9')).creditor).toBe(-5);
  });

  it('refuses two with a party in common, as nothing says which of them is first', async () => {
    const two = [anIssue('E-M5-1', 'provider:M5'), anIssue('E-M5-2', 'provider:M5')];
    await expect(ledger.bookMany(two)).rejects.toThrow('no party in common');
    expect(await ledger.balancesOf('provider:M5')).toEqual(nothing);
  });
});

describe('AP18 the balances of a party', () => {
  it('are nothing for a party that nothing was booked for', async () => {
    expect(await ledger.balancesOf('provider:P-none')).toEqual(nothing);
  });

  it('follow a payment from what is due to what is on its way and what arrived', async () => {
    const party = 'provider:P180';
    await ledger.book(anIssue('E-180', party, 700));
    await ledger.book(
      entryOf('E-181', [posted('creditor', 700, party), posted('payments-in-transit', -700, party)]),
    );
    expect(await ledger.balancesOf(party)).toEqual({ ...nothing, 'payments-in-transit': -700 });
    await ledger.book(entryOf('E-182', [posted('payments-in-transit', 700, party), posted('bank', -700)]));
    expect(await ledger.balancesOf(party)).toEqual(nothing);
  });
});

describe('AP19 the entries of a party', () => {
  const party = 'provider:P190';

  async function pagesOf(limit: number): Promise<string[][]> {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page: Awaited<ReturnType<LedgerStore['entriesOf']>> = await ledger.entriesOf(party, {
        limit,
        cursor,
      });
      pages.push(page.items.map(({ entryId }) => entryId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return pages;
  }

  it('come newest first, a page at a time, and only its own', async () => {
    for (const number of [3, 1, 5, 2, 4])
      await ledger.book(anIssue(`E-190-${number}`, party, 100, { date: addDays(firstDay, number) }));
    await ledger.book(anIssue('E-191', 'provider:P190-other'));
    const order = [5, 4, 3, 2, 1].map((number) => `E-190-${number}`);
    for (const limit of [1, 2, 5, 50]) {
      const pages = await pagesOf(limit);
      expect(pages.flat()).toEqual(order);
      expect(pages).toHaveLength(Math.ceil(order.length / limit));
    }
  });

  it('of one day come in the order they were booked, whatever they are called', async () => {
    const ids = ['E-192-sent', 'E-192-returned', 'E-192-again'];
    for (const id of ids) {
      await ledger.book(anIssue(id, 'provider:P192', 100));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await ledger.book(anIssue(ids[0] ?? '', 'provider:P192', 100));
    const { items } = await ledger.entriesOf('provider:P192', { limit: 9 });
    expect(items.map(({ entryId }) => entryId)).toEqual(ids.toReversed());
  });

  it('are none beyond a cursor that is of no entry', async () => {
    expect(await ledger.entriesOf(party, { limit: 50, cursor: '!' })).toEqual({
      items: [],
      nextCursor: null,
    });
  });
});

describe('AP20 the trial balance', () => {
  it('comes to nothing, and by account to the sum of all postings, whatever was booked', async () => {
    const parties = ['provider:A', 'agreement:B', 'icb:C'];
    const anyMove = fc.record({
      debit: fc.constantFrom(...accountSchema.options),
      credit: fc.constantFrom(...accountSchema.options),
      party: fc.constantFrom(...parties),
      amount: fc.integer({ min: 1, max: 1_000_000_000 }),
      /** The same name now and then, as a second delivery would have it. */
      twice: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyMove, { minLength: 1, maxLength: 12 }), async (moves) => {
        const own = ledgerStore(await testTable());
        const entries = moves.map(({ debit, credit, party, amount }, number) =>
          entryOf(`E-${number}`, [
            posted(debit, amount, partyOf(debit, party)),
            posted(credit, -amount, partyOf(credit, party)),
          ]),
        );
        const told = entries.flatMap((entry, number) =>
          moves[number]?.twice === true ? [entry, entry] : [entry],
        );
        for (const entry of told) await own.book(entry);
        const all = entries.flatMap(({ postings }) => postings);
        const trial = await own.trialBalance();
        expect(Object.values(trial).reduce((sum, amount) => sum + amount, 0)).toBe(0);
        expect(trial).toEqual(summed(all));
        for (const party of parties)
          expect(await own.balancesOf(party)).toEqual(summed(all.filter((each) => each.party === party)));
      }),
      { numRuns: 12 },
    );
  });

  it('is not given when the table is damaged', async () => {
    const damaged = await testTable();
    const own = ledgerStore(damaged);
    await own.book(anIssue('E-200', 'provider:P200'));
    await damaged.client.send(
      new UpdateCommand({
        TableName: damaged.name,
        Key: ledgerTotalKeys[0],
        UpdateExpression: 'SET entity = :entity, v = :v ADD bank :one',
        ExpressionAttributeValues: { ':entity': 'balance', ':v': 1, ':one': 1 },
      }),
    );
    await expect(own.trialBalance()).rejects.toThrow('The ledger sums to nothing, not to 1 pence');
  });
});

const partied = [
  'creditor',
  'held',
  'payments-in-transit',
  'advance',
  'recoverable',
  'nhs-receivable',
  'deferred-debt',
];

function partyOf(account: string, party: string): string | null {
  return partied.includes(account) ? party : null;
}

function summed(postings: readonly Posting[]): Record<string, number> {
  const sums: Record<string, number> = { ...nothing };
  for (const { account, amountPence } of postings) sums[account] = (sums[account] ?? 0) + amountPence;
  return sums;
}
