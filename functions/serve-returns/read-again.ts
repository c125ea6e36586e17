import type { returnMappingRoutes } from '../../events/api/return-mappings.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { Conflict } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { ReturnsDeps } from './deps.ts';
import { knownReturn, providerOf } from './known-return.ts';

/** What a return is rejected for where nobody knows its headings. */
const COLUMN_MISSING = 'column-missing';

/**
 * Has a return read again that was rejected for its headings. It is as if it had just been received: its reader takes it
 * from there, and a file that is sent to it twice is read once.
 */
export async function readAgain(
  { id, viewer, body: { reason } }: Asked<typeof returnMappingRoutes.readReturnAgain>,
  deps: ReturnsDeps,
): Promise<{ uploadId: string; state: 'received' }> {
  const upload = await knownReturn(id, deps.uploads);
  // One that is `received` may be so since an earlier request whose message was never sent.
  if (upload.state !== 'received') await beginAgain(upload, deps);
  const subject = { kind: 'provider' as const, id: providerOf(upload) };
  const recording = recordedByHand(viewer, reason, deps.clock);
  await deps.facts.recordAct(subject, { act: 'return-read-again', detail: { uploadId: id }, recording });
  await deps.send({ recheckUploadId: id });
  return { uploadId: id, state: 'received' };
}

async function beginAgain({ uploadId, state, problem }: Upload, { uploads }: ReturnsDeps): Promise<void> {
  const ids = { uploadId };
  if (state !== 'rejected' || problem?.rule !== COLUMN_MISSING) {
    const found = problem === null ? state : `${state} (${problem.rule})`;
    const message = `This return is ${found}; it would have to be rejected (${COLUMN_MISSING}) to be read again.`;
    throw new Conflict(message, { ids });
  }
  const received = { state: 'received', finishedAt: null, problem: null } as const;
  if (await uploads.change(uploadId, ['rejected'], received)) return;
  throw new Conflict('Somebody else has this return read again already.', { ids });
}
