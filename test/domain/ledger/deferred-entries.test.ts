import { describe, expect, it } from 'vitest';
import { calendarDate as day } from '../../../domain/calendar.ts';
import type { DeferredPosting } from '../../../domain/deferred/postings.ts';
import { deferredEntries } from '../../../domain/ledger/deferred-entries.ts';
import { pence } from '../../../domain/money.ts';

const night = { agreementId: 'DA1', number: 3, on: day('2026-03-10') };
const posting = (
  kind: DeferredPosting['kind'],
  [from, to]: [string, string],
  amountPence: number,
  isReversal = false,
): DeferredPosting => ({
  ...{ kind, from: day(from), to: day(to), amountPence: pence(amountPence), isReversal },
});

describe('what a night books of a deferred payment agreement', () => {
  it('is nothing where nothing is to be posted', () => {
    expect(deferredEntries(night, [])).toEqual([]);
  });

  it.each([
    ['brought-forward', 'opening-balance', 'brought forward'],
    ['drawdown', 'client-income', 'care deferred'],
    ['charge', 'deferred-income', 'charges added'],
    ['interest', 'deferred-income', 'interest'],
    ['repayment', 'bank', 'repaid'],
  ] as const)('is one entry of a kind, over all its days: %s', (kind, account, noun) => {
    const [entry, ...others] = deferredEntries(night, [
      posting(kind, ['2026-03-08', '2026-03-10'], 300),
      posting(kind, ['2026-03-02', '2026-03-07'], 700),
    ]);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      ...{ entryId: `deferred:DA1:3:${kind}`, date: '2026-03-10' },
      description: `Deferred payment agreement DA1: ${noun}, 2 March 2026 to 10 March 2026`,
      postings: [
        { account: 'deferred-debt', party: 'deferred-agreement:DA1', amountPence: 1_000 },
        { account, party: null, amountPence: -1_000 },
      ],
    });
  });

  it('keeps apart what is taken back', () => {
    const days: [string, string] = ['2026-03-02', '2026-03-07'];
    const entries = deferredEntries(night, [
      posting('interest', days, 700),
      posting('interest', days, -650, true),
    ]);
    expect(entries.map(({ entryId, description }) => [entryId, description])).toEqual([
      [
        'deferred:DA1:3:interest:taken-back',
        'Deferred payment agreement DA1: interest, taken back, 2 March 2026 to 7 March 2026',
      ],
      ['deferred:DA1:3:interest', 'Deferred payment agreement DA1: interest, 2 March 2026 to 7 March 2026'],
    ]);
  });
});
