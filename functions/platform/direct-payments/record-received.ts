import {
  noReturnsYet,
  type ReceivedRecord,
} from '../../../domain/direct-payments/financial-return-record.ts';
import type { Recording } from '../../../domain/facts/fact.ts';
import type { FactStore } from '../../store/fact-store.ts';

type Entry = {
  agreementId: string;
  /** What came; more than one where a file is of several accounts. */
  received: readonly ReceivedRecord[];
  /** Whether something that is recorded already is this same entry, made by an earlier try. */
  isSame: (known: ReceivedRecord) => boolean;
  recording: Recording;
};

type Outcome =
  { outcome: 'recorded' | 'unchanged'; version: number } | { outcome: 'full' | 'changed-meanwhile' };

/** A record that others change at the same moment is read again this often. */
const TRIES = 5;
/** An agreement’s record is read whole each time: so much fits into it. */
const MOST_RECEIVED = 1000;
const MOST_PAPERS = 1000;

/** Adds what came to the financial returns of an agreement, once however often it is tried. */
export async function recordReceived(
  { agreementId, received, isSame, recording }: Entry,
  facts: Pick<FactStore, 'currentFacts' | 'recordVersions'>,
): Promise<Outcome> {
  const kind = 'financial-returns' as const;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const seen = (await facts.currentFacts(kind, [agreementId])).get(agreementId) ?? null;
    const body = seen?.body ?? noReturnsYet(agreementId);
    if (seen !== null && body.received.some(isSame)) return { outcome: 'unchanged', version: seen.version };
    const all = [...body.received, ...received];
    if (all.length > MOST_RECEIVED || all.flatMap(({ papers }) => papers).length > MOST_PAPERS)
      return { outcome: 'full' };
    const [written] = await facts.recordVersions([
      {
        subject: { kind, id: agreementId },
        body: { ...body, received: all },
        handFields: [],
        recording,
        seen,
      },
    ]);
    if (written?.outcome === 'recorded') return { outcome: 'recorded', version: written.fact.version };
  }
  return { outcome: 'changed-meanwhile' };
}
