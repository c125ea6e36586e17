import type { CalendarDate } from '../calendar.ts';
import { negatePence, sumPence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import type { Payment, PaymentLine } from '../pay/payment.ts';
import { chartOfAccounts, type Account } from './accounts.ts';
import { makeEntry, type Entry, type Posting } from './journal-entry.ts';
import { summariseByCoding, type CodedAmount } from './journal-summary.ts';

type Line = Pick<PaymentLine, 'lineId' | 'amountPence' | 'coding'>;

/**
 * Lines that are no plain expenditure: a contribution of the person, a line whose cost was booked when it was held, a
 * recovery that a payment is reduced by, or a payment made outside that a run takes up.
 */
export type LineAccounts = ReadonlyMap<
  string,
  Extract<Account, 'client-income' | 'held' | 'recoverable' | 'advance'>
>;

type OfPayee = {
  payRunId: string;
  payeeId: string;
  on: CalendarDate;
  lines: readonly Line[];
  lineAccounts?: LineAccounts;
};

/** A payment of a run is issued: the cost of its lines, and what the payee is due. */
export function issuedEntry(facts: {
  payment: Payment;
  on: CalendarDate;
  lineAccounts?: LineAccounts;
}): Entry {
  const { paymentId, payee, lines, amountPence } = facts.payment;
  const { payeeId } = payee;
  const cost = costPostings(lines, payeeId, facts.lineAccounts);
  invariant(amountPence === totalOf(lines), `Payment ${paymentId} is the sum of its lines`);
  return makeEntry({
    entryId: `payment-issued:${paymentId}`,
    date: facts.on,
    description: `Payment ${paymentId} issued`,
    source: { kind: 'payment', id: paymentId },
    postings: [...cost, posting('creditor', negatePence(amountPence), payeeId)],
  });
}

/** Lines of a payee that a hold keeps back: they cost what they cost, but nothing is due. Null where nothing moves. */
export function heldEntry({ payRunId, payeeId, on, lines, lineAccounts }: OfPayee): Entry | null {
  const held = negatePence(totalOf(lines));
  const postings = costPostings(lines, payeeId, lineAccounts);
  if (postings.length === 0) return null;
  return makeEntry({
    entryId: `lines-held:${payRunId}:${payeeId}`,
    date: on,
    description: `Lines of run ${payRunId} held`,
    source: { kind: 'pay-run', id: payRunId },
    postings: held === 0 ? postings : [...postings, posting('held', held, payeeId)],
  });
}

/** Lines of a payee that come to nothing together but move between codings: a journal, no payment. Null where nothing moves. */
export function movedEntry({ payRunId, payeeId, on, lines, lineAccounts }: OfPayee): Entry | null {
  const postings = costPostings(lines, payeeId, lineAccounts);
  if (postings.length === 0) return null;
  return makeEntry({
    entryId: `lines-moved:${payRunId}:${payeeId}`,
    date: on,
    description: `Lines of run ${payRunId} that come to nothing together`,
    source: { kind: 'pay-run', id: payRunId },
    postings,
  });
}

/** What a payee has to give back, by the negative lines that say so: less cost, and the payee owes it. */
export function recoverableEntry(facts: {
  recoveryId: string;
  payeeId: string;
  on: CalendarDate;
  lines: readonly Line[];
  lineAccounts?: LineAccounts;
}): Entry {
  const { recoveryId, payeeId, on, lines, lineAccounts } = facts;
  return makeEntry({
    entryId: `overpayment:${recoveryId}`,
    date: on,
    description: `To be recovered, ${recoveryId}`,
    source: { kind: 'recovery', id: recoveryId },
    postings: [
      posting('recoverable', negatePence(totalOf(lines)), payeeId),
      ...costPostings(lines, payeeId, lineAccounts),
    ],
  });
}

/** Money that a payee paid back of what it owed. */
export function repaidEntry(facts: {
  recoveryId: string;
  payeeId: string;
  amountPence: Pence;
  on: CalendarDate;
  reference: string;
}): Entry {
  const { recoveryId, payeeId, amountPence, on, reference } = facts;
  return makeEntry({
    entryId: `recovery-repaid:${recoveryId}:${reference}`,
    date: on,
    description: `Repaid of ${recoveryId}, ${reference}`,
    source: { kind: 'recovery', id: recoveryId },
    postings: [posting('bank', amountPence), posting('recoverable', negatePence(amountPence), payeeId)],
  });
}

/** What the council gives up of what a payee owes, by the coding under which it was paid; `number` counts the write-offs of a recovery. */
export function writtenOffEntry(facts: {
  recoveryId: string;
  number: number;
  payeeId: string;
  on: CalendarDate;
  written: CodedAmount;
}): Entry {
  const { recoveryId, number, payeeId, on, written } = facts;
  return makeEntry({
    entryId: `recovery-written-off:${recoveryId}:${number}`,
    date: on,
    description: `Written off of ${recoveryId}`,
    source: { kind: 'recovery', id: recoveryId },
    postings: [
      ...codedPostings('written-off', [written]),
      posting('recoverable', negatePence(written.amountPence), payeeId),
    ],
  });
}

/** A payment made outside any run (faster payment, CHAPS, cheque): against what is due, or in advance of it. */
export function outsidePaymentEntry(facts: {
  outsidePaymentId: string;
  payeeId: string;
  amountPence: Pence;
  on: CalendarDate;
  against: Extract<Account, 'creditor' | 'advance'>;
}): Entry {
  const { outsidePaymentId, payeeId, amountPence, on, against } = facts;
  return makeEntry({
    entryId: `outside-payment:${outsidePaymentId}`,
    date: on,
    description: `Payment made outside a run, ${outsidePaymentId}`,
    source: { kind: 'outside-payment', id: outsidePaymentId },
    postings: [posting(against, amountPence, payeeId), posting('bank', negatePence(amountPence))],
  });
}

/** The part of a run's cost that an integrated care board bears: it owes it, by the coding of the cost. Null where nothing moves. */
export function nhsShareEntry(facts: {
  payRunId: string;
  icbId: string;
  on: CalendarDate;
  shares: readonly CodedAmount[];
}): Entry | null {
  const { payRunId, icbId, on } = facts;
  const credits = facts.shares.map(({ coding, amountPence }) => ({
    coding,
    amountPence: negatePence(amountPence),
  }));
  const income = codedPostings('nhs-income', credits);
  const owed = totalOf(facts.shares);
  if (income.length === 0) return null;
  return makeEntry({
    entryId: `nhs-share:${payRunId}:${icbId}`,
    date: on,
    description: `NHS share of run ${payRunId}`,
    source: { kind: 'pay-run', id: payRunId },
    postings: owed === 0 ? income : [posting('nhs-receivable', owed, `icb:${icbId}`), ...income],
  });
}

/** Expenditure and contributions by coding, and what belongs to the payee in one posting an account; nothing that is nothing. */
function costPostings(lines: readonly Line[], payeeId: string, accounts?: LineAccounts): Posting[] {
  const byAccount = Map.groupBy(lines, ({ lineId }) => accounts?.get(lineId) ?? 'expenditure');
  return [...byAccount].flatMap(([account, own]) => {
    if (!chartOfAccounts[account].hasParty) return codedPostings(account, own);
    const amountPence = totalOf(own);
    return amountPence === 0 ? [] : [posting(account, amountPence, payeeId)];
  });
}

function codedPostings(account: Account, amounts: readonly CodedAmount[]): Posting[] {
  return summariseByCoding(amounts)
    .filter(({ amountPence }) => amountPence !== 0)
    .map(({ coding, amountPence }) => ({ account, party: null, amountPence, coding }));
}

function posting(account: Account, amountPence: Pence, party: string | null = null): Posting {
  return { account, party, amountPence, coding: null };
}

function totalOf(lines: readonly { amountPence: Pence }[]): Pence {
  return sumPence(lines.map(({ amountPence }) => amountPence));
}
