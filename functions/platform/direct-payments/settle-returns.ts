import { londonDate } from '../../../domain/calendar.ts';
import type { AuditCase } from '../../../domain/direct-payments/audit-case-state.ts';
import { withAccepted, withLookedAtAgain } from '../../../domain/direct-payments/financial-return-record.ts';
import type { Recording } from '../../../domain/facts/fact.ts';
import type { FactStore } from '../../store/fact-store.ts';
import { changeReturns } from './change-returns.ts';

/**
 * Accepts what came for the days of a case that was concluded, once; of a case that was opened again it is to be looked at
 * anew. What was referred is not accepted: somebody else has yet to say what it shows.
 */
export async function settleReturns(
  {
    agreementId,
    period,
    conclusion,
    earlierConclusions,
  }: Pick<AuditCase, 'agreementId' | 'period' | 'conclusion' | 'earlierConclusions'>,
  recording: Recording,
  facts: Pick<FactStore, 'currentFacts' | 'recordVersions'>,
): Promise<void> {
  const isOpenAgain = conclusion === null && earlierConclusions.length > 0;
  const isAccepted = conclusion !== null && conclusion.outcome !== 'referred';
  if (!isOpenAgain && !isAccepted) return;
  const on = londonDate(recording.recordedAt);
  const changed = await changeReturns(
    {
      ...{ agreementId, recording },
      change: (record) =>
        isOpenAgain ? withLookedAtAgain(record, period) : withAccepted(record, period, on),
    },
    facts,
  );
  if (changed.outcome === 'changed-meanwhile')
    throw new Error('the financial returns of an agreement changed each time they were read');
}
