import {
  noReturnsYet,
  type FinancialReturnsRecord,
} from '../../../domain/direct-payments/financial-return-record.ts';
import type { Recording } from '../../../domain/facts/fact.ts';
import type { FactStore } from '../../store/fact-store.ts';

type Change = {
  agreementId: string;
  /** The record as it is to be; null where there is nothing to change, or it takes no more. */
  change: (record: FinancialReturnsRecord) => FinancialReturnsRecord | null;
  recording: Recording;
};

type Changed = { outcome: 'recorded' | 'unchanged'; version: number } | { outcome: 'changed-meanwhile' };

/** A record that others change at the same moment is read again this often. */
const TRIES = 5;

/** Changes the record of an agreement’s financial returns by what it is at that moment. */
export async function changeReturns(
  { agreementId, change, recording }: Change,
  facts: Pick<FactStore, 'currentFacts' | 'recordVersions'>,
): Promise<Changed> {
  const kind = 'financial-returns' as const;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const seen = (await facts.currentFacts(kind, [agreementId])).get(agreementId) ?? null;
    const body = change(seen?.body ?? noReturnsYet(agreementId));
    if (body === null) return { outcome: 'unchanged', version: seen?.version ?? 0 };
    const [written] = await facts.recordVersions([
      { subject: { kind, id: agreementId }, body, handFields: [], recording, seen },
    ]);
    if (written?.outcome === 'recorded') return { outcome: 'recorded', version: written.fact.version };
  }
  return { outcome: 'changed-meanwhile' };
}
