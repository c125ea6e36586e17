import { invariant } from '../../outcome.ts';
import { returnedEntry, settledEntry } from '../../ledger/entries-on-the-way.ts';
import type { Entry } from '../../ledger/journal-entry.ts';
import type { Finding } from '../../records/finding.ts';
import { applyResponse, type Applied, type Response } from '../response.ts';
import type { Hold, HoldCategory } from '../run/hold.ts';
import type { PaymentRecord } from '../run/payment-record.ts';

/** Money that came back is kept back from its payee until somebody found out why. */
export type NewHold = Pick<Hold, 'holdId' | 'category' | 'on'> & { reason: string };

type Work = Extract<Applied['effects'][number], { kind: 'work' }>;

/** What an answer does to a payment on record: its next version and what follows from it, or that nothing changes. */
export type Answered = {
  /** The payment as it is from now on; null where the answer changes nothing. */
  next: PaymentRecord | null;
  entry: Entry | null;
  hold: NewHold | null;
  work: Work[];
  findings: Finding[];
  /** Whether a person has to sort it out before it can be believed: the line is refused. */
  isRefused: boolean;
};

/** What goes to a person as news, not as a doubt. */
const NEWS: readonly Response['kind'][] = [
  'account-changed',
  'debit-unpaid',
  'mandate-changed',
  'debit-claimed-back',
  'debit-claim-withdrawn',
];

/**
 * What the ledger or a bank says about a payment, as what is to be written. A payment made outside was never sent by us:
 * an answer about it is one about a payment that is not ours.
 */
export function answerPayment(record: PaymentRecord | null, response: Response): Answered {
  const ours = record?.route === 'outside' ? null : record;
  const { state, effects, findings } = applyResponse(ours, response);
  const moved = ours !== null && state !== null && state.status !== ours.status;
  const answered: Answered = {
    next: moved ? { ...ours, ...state } : null,
    entry: null,
    hold: null,
    work: [],
    findings,
    isRefused: findings.length > 0 && !NEWS.includes(response.kind),
  };
  for (const effect of effects) {
    if (effect.kind === 'work') {
      answered.work.push(effect);
      continue;
    }
    invariant(ours !== null, 'only a payment of ours moves money');
    if (effect.kind === 'hold') answered.hold = holdOf(ours, effect);
    else answered.entry = entryOf(ours, effect);
  }
  return answered;
}

type Moving = Extract<Applied['effects'][number], { kind: 'settled' | 'due-again' }>;

function entryOf({ paymentId, amountPence, payeeId, attempt }: PaymentRecord, effect: Moving): Entry {
  const facts = { payment: { paymentId, amountPence, payee: { payeeId } }, on: effect.on, attempt };
  return effect.kind === 'settled'
    ? settledEntry(facts)
    : returnedEntry({ ...facts, wasSettled: effect.wasSettled });
}

/** Named after the payment and the time it was sent, so that the same return holds the payee once. */
function holdOf(
  { paymentId, attempt, payeeId }: PaymentRecord,
  { category, reason }: { category: HoldCategory; reason: string },
): NewHold {
  return { holdId: returnHoldId({ paymentId, attempt }), category, on: heldOf(payeeId), reason };
}

/** The hold that a return of a payment placed. */
function returnHoldId({ paymentId, attempt }: Pick<PaymentRecord, 'paymentId' | 'attempt'>): string {
  return `H-${paymentId}-${attempt}`;
}

/** A provider is held as such; the payee of a direct payment by their agreement. */
function heldOf(payeeId: string): Hold['on'] {
  const [kind = '', ...id] = payeeId.split(':');
  return kind === 'provider' ? { providerId: id.join(':') } : { packageId: id.join(':') };
}
