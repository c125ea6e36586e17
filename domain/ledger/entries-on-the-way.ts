import type { CalendarDate } from '../calendar.ts';
import { negatePence } from '../money.ts';
import type { Payee, Payment } from '../pay/payment.ts';
import type { Account } from './accounts.ts';
import { makeEntry, type Entry } from './journal-entry.ts';

type OnTheWay = {
  payment: Pick<Payment, 'paymentId' | 'amountPence'> & { payee: Pick<Payee, 'payeeId'> };
  on: CalendarDate;
  /** 1, or how often the payment was sent before it came back, and 1: each time it is sent is booked of its own. */
  attempt: number;
};

/** A payment left us: it is no longer due, it is on its way. */
export function sentEntry(facts: OnTheWay): Entry {
  return moveOf(facts, { name: 'sent', debit: 'creditor', credit: 'payments-in-transit' });
}

/** A payment arrived. */
export function settledEntry(facts: OnTheWay): Entry {
  return moveOf(facts, { name: 'settled', debit: 'payments-in-transit', credit: 'bank' });
}

/** A payment was refused or came back: it is due again, from wherever it was, on its way or already settled. */
export function returnedEntry(facts: OnTheWay & { wasSettled: boolean }): Entry {
  const debit = facts.wasSettled ? 'bank' : 'payments-in-transit';
  return moveOf(facts, { name: 'returned', debit, credit: 'creditor' });
}

function moveOf(
  { payment, on, attempt }: OnTheWay,
  move: { name: 'sent' | 'settled' | 'returned'; debit: Account; credit: Account },
): Entry {
  const { paymentId, amountPence, payee } = payment;
  const party = (account: Account) => (account === 'bank' ? null : payee.payeeId);
  return makeEntry({
    entryId: `payment-${move.name}:${paymentId}:${attempt}`,
    date: on,
    description: `Payment ${paymentId} ${move.name}`,
    source: { kind: 'payment', id: paymentId },
    postings: [
      { account: move.debit, party: party(move.debit), amountPence, coding: null },
      {
        account: move.credit,
        party: party(move.credit),
        amountPence: negatePence(amountPence),
        coding: null,
      },
    ],
  });
}
