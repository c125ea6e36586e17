import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { formatPounds, penceSchema, type Pence } from '../money.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { HoldCategory } from './run/hold.ts';

const accountSchema = z.object({ sortCode: z.string(), accountNumber: z.string() });

/** What the ledger or a bank says about one payment or direct debit, in one form whatever file it came in. */
export const responseSchema = z.strictObject({
  kind: z.enum([
    'acknowledged',
    'rejected',
    'settled',
    'returned',
    /** The bank applied the payment to another account than we named, and says which. */
    'account-changed',
    /** These are about money that we collect. */
    'debit-unpaid',
    'mandate-changed',
    'debit-claimed-back',
    'debit-claim-withdrawn',
  ]),
  /** Our reference as it came back: the id of a payment, or what else stood in its place. */
  paymentRef: z.string(),
  amountPence: penceSchema.nullable(),
  date: calendarDateSchema,
  /** The reason code of a bank, or the ledger's own reference of the payment. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  /** The account that was paid or debited, and the one to use from now on. */
  account: accountSchema.nullable(),
  newAccount: accountSchema.nullable(),
  source: z.object({ line: z.int().min(1) }),
});
export type Response = z.infer<typeof responseSchema>;

/** Where a payment is after it left us. `returned` is at rest until it is sent again, as the next attempt. */
export const paymentStateSchema = z.object({
  paymentId: z.string(),
  amountPence: penceSchema,
  status: z.enum(['sent', 'acknowledged', 'settled', 'returned']),
  attempt: z.int().min(1),
  sentOn: calendarDateSchema,
  returnedOn: calendarDateSchema.nullable(),
});
export type PaymentState = z.infer<typeof paymentStateSchema>;

type Work = {
  kind: 'work';
  /** The same for the same matter, so that telling it twice opens one piece of work. */
  workId: string;
  area: 'payments' | 'charging';
  risk: 'high' | 'medium';
  title: string;
};

type ResponseEffect =
  | { kind: 'settled'; on: Response['date'] }
  | { kind: 'due-again'; on: Response['date']; wasSettled: boolean }
  | { kind: 'hold'; category: Extract<HoldCategory, 'ledger-rejection' | 'deceased'>; reason: string }
  | Work;

export type Applied = { state: PaymentState | null; effects: ResponseEffect[]; findings: Finding[] };

/**
 * What a response changes. Files come late, twice and out of order: the same response again changes nothing, a
 * settlement needs no acknowledgement before it, and whatever contradicts what is known changes nothing but reaches a
 * person. `state` is the payment the response names, null if there is none.
 */
export function applyResponse(state: PaymentState | null, response: Response): Applied {
  if (aboutCollecting.includes(response.kind)) return toAPerson(state, response, collecting(response));
  if (response.kind === 'account-changed') return toAPerson(state, response, accountChanged(response));
  if (state === null) return toAPerson(state, response, unmatched(response));
  if (isOfEarlierAttempt(state, response)) return unchanged(state);
  if (response.amountPence !== null && response.amountPence !== state.amountPence) {
    return toAPerson(state, response, otherAmount(state, response, response.amountPence));
  }
  if (response.kind === 'acknowledged') {
    return unchanged(state.status === 'sent' ? { ...state, status: 'acknowledged' } : state);
  }
  return response.kind === 'settled' ? settle(state, response) : comeBack(state, response);
}

function settle(state: PaymentState, response: Response): Applied {
  if (state.status === 'settled') return unchanged(state);
  if (state.status === 'returned') {
    // A late word of what was true before the payment came back is no news.
    const isLate = state.returnedOn !== null && response.date <= state.returnedOn;
    return isLate ? unchanged(state) : toAPerson(state, response, contradiction(state, response));
  }
  return {
    state: { ...state, status: 'settled' },
    effects: [{ kind: 'settled', on: response.date }],
    findings: [],
  };
}

function comeBack(state: PaymentState, response: Response): Applied {
  if (state.status === 'returned') return unchanged(state);
  const wasSettled = state.status === 'settled';
  // A bank may return what had arrived; a ledger cannot refuse what it says it has paid.
  if (wasSettled && response.kind === 'rejected') {
    return toAPerson(state, response, contradiction(state, response));
  }
  const reason = reasonOf(response);
  return {
    state: { ...state, status: 'returned', returnedOn: response.date },
    effects: [
      { kind: 'due-again', on: response.date, wasSettled },
      { kind: 'hold', category: /\bdeceased\b/i.test(reason) ? 'deceased' : 'ledger-rejection', reason },
      {
        ...work(response, 'came-back', 'high'),
        title: `Payment ${state.paymentId} over ${formatPounds(state.amountPence)} came back and is held: ${reason}`,
      },
    ],
    findings: [],
  };
}

/** Money that came back is sent again on a later day: a word from before that day is about the time before. */
function isOfEarlierAttempt(state: PaymentState, response: Response): boolean {
  return state.attempt > 1 && response.date < state.sentOn;
}

const aboutCollecting: readonly Response['kind'][] = [
  'debit-unpaid',
  'mandate-changed',
  'debit-claimed-back',
  'debit-claim-withdrawn',
];

type Matter = { rule: string; work: Work };

function unmatched(response: Response): Matter {
  const title = `No payment of ours is called ${response.paymentRef}, but it is said to be ${response.kind}. Find out whose it is.`;
  return { rule: 'payment-unknown', work: { ...work(response, 'unmatched', 'high'), title } };
}

function otherAmount(state: PaymentState, response: Response, said: Pence): Matter {
  const title = `Payment ${state.paymentId} is over ${formatPounds(state.amountPence)}, but ${formatPounds(said)} is said to be ${response.kind}. It stays as it is.`;
  return { rule: 'amount-differs', work: { ...work(response, 'amount', 'high'), title } };
}

function contradiction(state: PaymentState, response: Response): Matter {
  const title = `Payment ${state.paymentId} was ${state.status}, but is now said to be ${response.kind}. It stays as it is.`;
  return { rule: 'response-contradicts', work: { ...work(response, 'contradiction', 'high'), title } };
}

function accountChanged(response: Response): Matter {
  const title = `The bank paid ${response.paymentRef} into another account. Call the payee back before changing the bank details.`;
  return { rule: 'account-changed', work: { ...work(response, 'account', 'high'), title } };
}

function collecting(response: Response): Matter {
  const title = `The bank reports on the direct debit ${response.paymentRef}: ${reasonOf(response)}`;
  return { rule: response.kind, work: { ...work(response, 'debit', 'medium'), area: 'charging', title } };
}

function work(response: Response, matter: string, risk: Work['risk']): Omit<Work, 'title'> {
  const workId = `response:${matter}:${response.paymentRef}:${response.date}`;
  return { kind: 'work', workId, area: 'payments', risk };
}

function toAPerson(state: PaymentState | null, response: Response, matter: Matter): Applied {
  const at = { line: response.source.line, value: response.paymentRef };
  return {
    state,
    effects: [matter.work],
    findings: [finding('warning', matter.rule, matter.work.title, at)],
  };
}

function unchanged(state: PaymentState): Applied {
  return { state, effects: [], findings: [] };
}

/** Why it came back, in the words of whoever sent it back. */
function reasonOf({ kind, code, message }: Response): string {
  const said = message ?? `${kind}, without a reason`;
  return code === null ? said : `${said} (${code})`;
}
