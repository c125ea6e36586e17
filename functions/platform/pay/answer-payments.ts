import { londonDate } from '../../../domain/calendar.ts';
import type { Recording } from '../../../domain/facts/fact.ts';
import type { Response } from '../../../domain/pay/response.ts';
import type { Hold } from '../../../domain/pay/run/hold.ts';
import { answerPayment, type Answered, type NewHold } from '../../../domain/pay/settlement/answer-payment.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { PaymentStore } from '../../store/payment-store.ts';
import type { WorkStore } from '../../store/work-store.ts';
import type { StoredFact } from '../../store/items.ts';

export type AnswerDeps = {
  facts: Pick<FactStore, 'currentFacts'>;
  payments: Pick<PaymentStore, 'movePayment'>;
  work: Pick<WorkStore, 'open'>;
};

/** What became of a payment by an answer: `fact` as it is now, null where no payment of ours is meant. */
export type AnsweredPayment = { answered: Answered; fact: StoredFact<'payment'> | null };

/** Answers about one payment that come at the same moment are looked at again this often. */
const TRIES = 5;

/**
 * Carries out what an answer says about a payment. Work is opened before the payment moves: a try that dies in between
 * is repeated, and finds the payment where it was.
 */
export async function answerOnRecord(
  response: Response,
  recording: Recording,
  deps: AnswerDeps,
): Promise<AnsweredPayment> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const seen = await paymentNamed(response.paymentRef, deps);
    const answered = answerPayment(seen?.body ?? null, response);
    await openWork(answered, seen, { recording, work: deps.work });
    if (answered.next === null || seen === null) return { answered, fact: seen };
    const moved = await deps.payments.movePayment({
      seen,
      body: answered.next,
      recording,
      entry: answered.entry,
      hold: answered.hold === null ? null : holdOf(answered.hold, recording),
    });
    if (moved.outcome === 'moved') return { answered, fact: moved.fact };
  }
  throw new Error('answers about one payment were in each other’s way again and again');
}

/** References of others may hold what no id of ours holds: then no payment of ours is meant. */
async function paymentNamed(
  paymentRef: string,
  { facts }: AnswerDeps,
): Promise<StoredFact<'payment'> | null> {
  const id = paymentRef.trim();
  if (!/^[A-Z0-9-]{1,16}$/.test(id)) return null;
  return (await facts.currentFacts('payment', [id])).get(id) ?? null;
}

async function openWork(
  { work }: Answered,
  payment: StoredFact<'payment'> | null,
  deps: { recording: Recording; work: AnswerDeps['work'] },
): Promise<void> {
  for (const { workId, area, risk, title } of work) {
    const link = payment === null ? '/files' : `/payments/${payment.body.paymentId}`;
    await deps.work.open({
      workId,
      area,
      risk,
      title,
      link,
      openedAt: deps.recording.recordedAt,
      dueOn: null,
    });
  }
}

function holdOf({ holdId, category, on }: NewHold, { recordedAt, recordedBy }: Recording): Hold {
  return {
    holdId,
    category,
    on,
    state: 'active',
    placedBy: recordedBy,
    placedOn: londonDate(recordedAt),
    releasedOn: null,
  };
}
