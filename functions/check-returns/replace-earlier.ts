import type { SQSClient } from '@aws-sdk/client-sqs';
import { pence } from '../../domain/money.ts';
import type { OpenLine } from '../../domain/returns/earlier-lines.ts';
import type { ReturnDecision } from '../../domain/returns/return-decision.ts';
import type { Upload } from '../../events/api/uploads.ts';
import type { Clock } from '../platform/clock.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { returnDecisionStore } from '../store/return-decision-store.ts';
import type { TakenReturn } from '../store/return-store.ts';
import type { Table } from '../store/table.ts';

type Deps = { table: Table; queues: SQSClient; returnsQueueUrl: string; clock: Clock };

/** Officers may decide of an earlier file at the same moment: it is looked at again this often. */
const TRIES = 5;

/** Puts lines that come anew in the place of those in question of earlier files, which wait for nobody any more. */
export async function replaceEarlier(
  upload: Upload,
  { replaced, taken }: { replaced: readonly OpenLine[]; taken: readonly TakenReturn[] },
  deps: Deps,
): Promise<void> {
  for (const [uploadId, lines] of Map.groupBy(replaced, (each) => each.uploadId)) {
    const file = taken.find((each) => each.uploadId === uploadId);
    if (file === undefined) continue;
    await decideReplaced(file, { by: upload, lines: lines.map(({ line }) => line) }, deps);
    await queueSender({ client: deps.queues, url: deps.returnsQueueUrl })({ decidedUploadId: uploadId });
  }
}

async function decideReplaced(
  file: TakenReturn,
  { by, lines }: { by: Upload; lines: number[] },
  { table, clock }: Deps,
): Promise<void> {
  const store = returnDecisionStore(table);
  const decisionId = `replaced-by-${by.uploadId}`;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const decisions = await store.decisionsOf(file.uploadId);
    if (decisions.some((each) => each.decisionId === decisionId)) return;
    const at = clock();
    const reason = `Sent anew in ${by.fileName}`;
    const decision: ReturnDecision = {
      ...{
        number: decisions.length + 1,
        decisionId,
        decision: 'replaced',
        lines,
        quantities: null,
        clean: [],
      },
      ...{ reason, evidenceUploadId: null, decidedBy: 'careledger', decidedAt: at, morePence: pence(0) },
      ...{ state: 'made', answer: null, isApplied: false },
    };
    const recording = {
      ...{ recordedAt: at, recordedBy: 'careledger', reason },
      source: { kind: 'file' as const, uploadId: by.uploadId, line: 1 },
    };
    if (await store.decide(file, decision, recording)) return;
  }
  throw new Error('an earlier return was decided of by others all the time');
}
