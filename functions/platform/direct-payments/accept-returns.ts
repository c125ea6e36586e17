import { londonDate } from '../../../domain/calendar.ts';
import type { AuditCase } from '../../../domain/direct-payments/audit-case-state.ts';
import { withAccepted } from '../../../domain/direct-payments/financial-return-record.ts';
import type { Recording } from '../../../domain/facts/fact.ts';
import type { FactStore } from '../../store/fact-store.ts';
import { changeReturns } from './change-returns.ts';

/**
 * Accepts what came for the days of a case that was concluded, once. What was referred is not accepted: somebody else has
 * yet to say what it shows.
 */
export async function acceptReturns(
  { agreementId, period, conclusion }: Pick<AuditCase, 'agreementId' | 'period' | 'conclusion'>,
  recording: Recording,
  facts: Pick<FactStore, 'currentFacts' | 'recordVersions'>,
): Promise<void> {
  if (conclusion === null || conclusion.outcome === 'referred') return;
  const on = londonDate(recording.recordedAt);
  const changed = await changeReturns(
    { ...{ agreementId, recording }, change: (record) => withAccepted(record, period, on) },
    facts,
  );
  if (changed.outcome === 'changed-meanwhile')
    throw new Error('the financial returns of an agreement changed each time they were read');
}
