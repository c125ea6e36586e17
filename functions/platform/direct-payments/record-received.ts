import type { ReceivedRecord } from '../../../domain/direct-payments/financial-return-record.ts';
import type { Recording } from '../../../domain/facts/fact.ts';
import type { FactStore } from '../../store/fact-store.ts';
import { changeReturns } from './change-returns.ts';

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

/** An agreement’s record is read whole each time: so much fits into it. */
const MOST_RECEIVED = 1000;
const MOST_PAPERS = 1000;

/** Adds what came to the financial returns of an agreement, once however often it is tried. */
export async function recordReceived(
  { agreementId, received, isSame, recording }: Entry,
  facts: Pick<FactStore, 'currentFacts' | 'recordVersions'>,
): Promise<Outcome> {
  const room = { isFull: false };
  const changed = await changeReturns(
    {
      ...{ agreementId, recording },
      change: (record) => {
        if (record.received.some(isSame)) return null;
        const all = [...record.received, ...received];
        room.isFull = all.length > MOST_RECEIVED || all.flatMap(({ papers }) => papers).length > MOST_PAPERS;
        return room.isFull ? null : { ...record, received: all };
      },
    },
    facts,
  );
  return room.isFull ? { outcome: 'full' } : changed;
}
