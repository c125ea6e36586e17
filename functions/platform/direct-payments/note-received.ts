import { londonDate, type Instant } from '../../../domain/calendar.ts';
import { daysReceived } from '../../../domain/direct-payments/days-received.ts';
import type { StatementFile } from '../../../domain/statements/statement.ts';
import { factStore } from '../../store/fact-store.ts';
import type { Table } from '../../store/table.ts';
import { recordReceived } from './record-received.ts';

type TakenFile = {
  agreementId: string;
  uploadId: string;
  receivedAt: Instant;
  file: StatementFile;
  unstatedGapDays: number;
};

/**
 * Notes for the financial returns of an agreement that a statement came for its days, once for each file. A record that is
 * full takes no more: the statement is there all the same.
 */
export async function noteReceived(
  { agreementId, uploadId, receivedAt, file, unstatedGapDays }: TakenFile,
  table: Table,
): Promise<void> {
  const receivedOn = londonDate(receivedAt);
  const days = file.statements.flatMap(
    (statement) => daysReceived(statement, { unstatedGapDays, receivedOn }) ?? [],
  );
  const distinct = new Map(days.map((each) => [`${each.from} ${each.to}`, each]));
  if (distinct.size === 0) return;
  const noted = await recordReceived(
    {
      agreementId,
      received: [...distinct.values()].map((each) => ({
        ...{ ...each, receivedOn, acceptedOn: null, uploadId, papers: [] },
      })),
      isSame: (known) => known.uploadId === uploadId,
      recording: {
        ...{ recordedAt: receivedAt, recordedBy: 'careledger', reason: null },
        source: { kind: 'file', uploadId, line: 1 },
      },
    },
    factStore(table),
  );
  if (noted.outcome === 'changed-meanwhile')
    throw new Error('the financial returns of an agreement changed each time they were read');
}
