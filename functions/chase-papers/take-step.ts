import type { CalendarDate } from '../../domain/calendar.ts';
import { paperLetter } from '../../domain/direct-payments/paper-letter.ts';
import type { NextStep } from '../../domain/direct-payments/return-ladder.ts';
import type { ChasingDone, FinancialReturn } from '../../domain/direct-payments/returns-calendar.ts';
import { invariant } from '../../domain/outcome.ts';
import { changeReturns } from '../platform/direct-payments/change-returns.ts';
import { sendLetter } from '../platform/letters/send-letter.ts';
import type { PaperDeps } from './deps.ts';
import type { OwedPapers } from './owed-papers.ts';
import type { PaperTerms } from './paper-terms.ts';
import { askToReach, tellOfStep } from './tell-social-care.ts';

/** Papers of an agreement about which the same is to be done today, the oldest first: they are told in one letter. */
export type Late = { owed: OwedPapers; returns: readonly FinancialReturn[] };

/**
 * Sends the letter of a step, tells adult social care, and records the step last: whoever is killed in between is
 * followed by one who finds the letter sent, and goes on from there. False where another is sending it now.
 */
export async function takeStep(
  step: Extract<NextStep, { outcome: 'send' }>,
  late: Late,
  terms: PaperTerms,
  deps: PaperDeps,
): Promise<boolean> {
  const { agreement, person } = late.owed;
  const { agreementId, personId } = agreement;
  const { letters, council: from, today } = terms;
  const financialReturn = asOne(late.returns);
  const { period } = financialReturn;
  const letterId = `${agreementId}:${period.from}:${step.step}`;
  const letter = paperLetter(step, { agreementId, person, financialReturn, from, letters, today });
  const { by, template: purpose, addressee } = step;
  const { email } = addressee;
  const sent = await sendLetter({ letterId, agreementId, personId, purpose, letter, by, email }, deps);
  if (sent.outcome === 'under-way') return false;
  const on = sent.sentOn;
  if (step.tellsSocialCare) await tellOfStep({ agreementId, period, step: step.step, on }, deps);
  // A letter of an earlier day, sent by one who was killed, named nothing that was late only since.
  const named = late.returns.filter(({ dueOn }) => dueOn < on);
  const done = named.map(({ period: { from: periodFrom } }) => ({
    periodFrom,
    step: step.step,
    on,
    letterId,
  }));
  await recordDone(agreementId, done, deps);
  return true;
}

/** Asks adult social care once to see to papers about which nobody may be written to. */
export async function refer({ owed, returns }: Late, on: CalendarDate, deps: PaperDeps): Promise<void> {
  const { agreementId } = owed.agreement;
  await askToReach({ agreementId, period: asOne(returns).period }, deps);
  const done = returns.map(({ period: { from: periodFrom } }) => ({ periodFrom, step: 'referral' as const }));
  await recordDone(
    agreementId,
    done.map((each) => ({ ...each, on, letterId: null })),
    deps,
  );
}

/** From the first day of the oldest through the last of the youngest; late since the oldest was. */
function asOne(returns: readonly FinancialReturn[]): Pick<FinancialReturn, 'period' | 'dueOn'> {
  const [first] = returns;
  const last = returns.at(-1);
  invariant(first !== undefined && last !== undefined, 'a step is about one return at least');
  return { period: { from: first.period.from, to: last.period.to }, dueOn: first.dueOn };
}

type Done = ChasingDone & { letterId: string | null };

/** Records steps once, together, beside whatever else comes in about the returns of the agreement. */
export async function recordDone(
  agreementId: string,
  done: readonly Done[],
  { facts, clock }: Pick<PaperDeps, 'facts' | 'clock'>,
): Promise<void> {
  const changed = await changeReturns(
    {
      agreementId,
      change: (record) => {
        const missing = done.filter((step) => !record.done.some((each) => isSameStep(each, step)));
        return missing.length === 0 ? null : { ...record, done: [...record.done, ...missing] };
      },
      recording: {
        ...{ recordedAt: clock(), recordedBy: 'careledger', source: { kind: 'hand' } },
        reason: 'Papers are late.',
      },
    },
    facts,
  );
  if (changed.outcome === 'changed-meanwhile')
    throw new Error('the record of an agreement’s returns was changed by others again and again');
}

function isSameStep(one: ChasingDone, other: ChasingDone): boolean {
  return one.periodFrom === other.periodFrom && one.step === other.step;
}
