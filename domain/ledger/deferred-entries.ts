import { formatDate, maxDate, minDate, type CalendarDate } from '../calendar.ts';
import type { DeferredPosting } from '../deferred/postings.ts';
import { negatePence, sumPence } from '../money.ts';
import type { Account } from './accounts.ts';
import { makeEntry, type Entry } from './journal-entry.ts';

type Movement = { kind: DeferredPosting['kind']; account: Account; noun: string };
const movements: readonly Movement[] = [
  { kind: 'brought-forward', account: 'opening-balance', noun: 'brought forward' },
  { kind: 'drawdown', account: 'client-income', noun: 'care deferred' },
  { kind: 'charge', account: 'deferred-income', noun: 'charges added' },
  { kind: 'interest', account: 'deferred-income', noun: 'interest' },
  { kind: 'repayment', account: 'bank', noun: 'repaid' },
];

/**
 * What one night books of a deferred payment agreement: an entry for each kind of movement, what is taken back apart from what
 * is posted. `number` counts the nights on which something was, so that the same night again books the same entries.
 */
export function deferredEntries(
  night: { agreementId: string; number: number; on: CalendarDate },
  postings: readonly DeferredPosting[],
): Entry[] {
  return movements.flatMap((movement) =>
    [true, false].flatMap((isReversal) => {
      const same = postings.filter((each) => each.kind === movement.kind && each.isReversal === isReversal);
      const [first, ...others] = same;
      return first === undefined ? [] : [entryOf(night, movement, [first, ...others])];
    }),
  );
}

function entryOf(
  { agreementId, number, on }: { agreementId: string; number: number; on: CalendarDate },
  { kind, account, noun }: Movement,
  [first, ...others]: readonly [DeferredPosting, ...DeferredPosting[]],
): Entry {
  const amountPence = sumPence([first, ...others].map((posting) => posting.amountPence));
  const from = formatDate(minDate(first.from, ...others.map((each) => each.from)));
  const to = formatDate(maxDate(first.to, ...others.map((each) => each.to)));
  const what = first.isReversal ? `${noun}, taken back` : noun;
  return makeEntry({
    entryId: `deferred:${agreementId}:${number}:${kind}${first.isReversal ? ':taken-back' : ''}`,
    date: on,
    description: `Deferred payment agreement ${agreementId}: ${what}, ${from} to ${to}`,
    source: { kind: 'deferred-agreement', id: agreementId },
    postings: [
      { account: 'deferred-debt', party: deferredParty(agreementId), amountPence, coding: null },
      { account, party: null, amountPence: negatePence(amountPence), coding: null },
    ],
  });
}

/** Who owes the debt of an agreement in the ledger. */
export function deferredParty(agreementId: string): string {
  return `deferred-agreement:${agreementId}`;
}
