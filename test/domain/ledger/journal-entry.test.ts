import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { accountSchema, chartOfAccounts } from '../../../domain/ledger/accounts.ts';
import {
  makeEntry,
  partiesOf,
  reversalOf,
  type Entry,
  type Posting,
} from '../../../domain/ledger/journal-entry.ts';
import { pence } from '../../../domain/money.ts';

const on = calendarDate('2026-05-01');
const due = (amount: number, party: string | null = 'provider:P001'): Posting => ({
  account: 'creditor',
  party,
  amountPence: pence(amount),
  coding: null,
});
const bank = (amount: number, party: string | null = null): Posting => ({
  account: 'bank',
  party,
  amountPence: pence(amount),
  coding: null,
});
const entryOf = (...postings: Posting[]): Entry => ({
  entryId: 'E-1',
  date: on,
  description: 'A try',
  source: { kind: 'payment', id: 'R000001-00001' },
  postings,
});

describe('an entry', () => {
  it('is taken when its debits equal its credits', () => {
    const entry = entryOf(due(500), due(200, 'provider:P002'), bank(-700));
    expect(makeEntry(entry)).toEqual(entry);
    expect(partiesOf(entry)).toEqual(['provider:P001', 'provider:P002']);
  });

  it.each([
    ['has at least two postings', []],
    ['has at least two postings', [due(0)]],
    ['No posting of entry E-1 is nothing', [due(500), bank(-500), bank(0)]],
    ['are equal, not 1 pence apart', [due(501), bank(-500)]],
    ['creditor in entry E-1 is kept by party', [due(500, null), bank(-500)]],
    ['bank in entry E-1 is not kept by party', [due(500), bank(-500, 'provider:P001')]],
  ])('is a fault of ours unless it %s', (sentence, postings) => {
    expect(() => makeEntry(entryOf(...postings))).toThrow(sentence);
  });
});

describe('a reversal', () => {
  it('undoes an entry on its own day, under its own name', () => {
    const reversal = reversalOf(entryOf(due(500), bank(-500)), calendarDate('2026-06-01'));
    expect(reversal).toMatchObject({
      entryId: 'reversal:E-1',
      date: '2026-06-01',
      description: 'Reversal: A try',
      postings: [due(-500), bank(500)],
    });
  });

  it('of a reversal posts what was posted first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (amount) => {
        const entry = entryOf(due(amount), bank(-amount));
        expect(reversalOf(reversalOf(entry, on), on).postings).toEqual(entry.postings);
      }),
    );
  });
});

describe('the chart of accounts', () => {
  it('says in a sentence what each account holds', () => {
    for (const { sentence } of Object.values(chartOfAccounts)) expect(sentence).toMatch(/^[A-Z].+\.$/);
  });

  it('has on the side of debits what was spent, paid and is owed to us', () => {
    const debits = accountSchema.options.filter((name) => chartOfAccounts[name].normalSide === 'debit');
    expect(debits).toEqual([
      'expenditure',
      'bank',
      'advance',
      'recoverable',
      'written-off',
      'nhs-receivable',
      'deferred-debt',
    ]);
    const credits = accountSchema.options.filter((name) => chartOfAccounts[name].normalSide === 'credit');
    expect(credits).toEqual([
      'client-income',
      'nhs-income',
      'creditor',
      'held',
      'payments-in-transit',
      'accruals',
      'deferred-income',
      'opening-balance',
    ]);
  });

  it('keeps by party what is owed to someone or by someone, and nothing else', () => {
    const names = Object.entries(chartOfAccounts).flatMap(([name, { hasParty }]) => (hasParty ? [name] : []));
    expect(names).toEqual([
      'creditor',
      'held',
      'payments-in-transit',
      'advance',
      'recoverable',
      'nhs-receivable',
      'deferred-debt',
    ]);
  });
});
