import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { londonDate } from '../../domain/calendar.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { objectCreatedSchema } from '../../events/inbox-message.ts';
import { readResponses as readFile } from '../files/responses/read-responses.ts';
import type { ResponseFile } from '../files/responses/response-file.ts';
import { finishUpload } from '../platform/finish-upload.ts';
import { advanceRun } from '../platform/pay/advance-run.ts';
import { receiveUpload } from '../platform/receive-upload.ts';
import { sizeProblem } from '../platform/size-problem.ts';
import { objectOf, readBytes, type StoredObject, wholeOf } from '../platform/stored-object.ts';
import { factStore } from '../store/fact-store.ts';
import { payStore } from '../store/pay-store.ts';
import { paymentStore } from '../store/payment-store.ts';
import type { UploadChange } from '../store/upload-store.ts';
import { uploadStore } from '../store/upload-store.ts';
import { takeResponses, type TakeDeps } from './take-responses.ts';

export type Deps = TakeDeps & { buckets: S3Client };

/**
 * Takes what the ledger or Bacs answers about payments: load, decide, save, report. It may be called any number of times
 * for the same file; what was already taken of it is seen and not done again.
 */
export async function readResponses(message: unknown, deps: Deps): Promise<void> {
  const event = objectCreatedSchema.parse(message);
  const uploads = uploadStore(deps.table);
  const upload = await receiveUpload(event, { buckets: deps.buckets, uploads });
  if (!(await uploads.change(upload.uploadId, ['received', 'reading', 'checked'], { state: 'reading' })))
    return;
  const verdict = await judgeFile(upload, objectOf(event), deps);
  const change = 'file' in verdict ? await take(upload, verdict, deps) : verdict.change;
  await finishUpload(upload, change, deps);
}

type Verdict = { file: ResponseFile; sha256: string } | { change: UploadChange };

/** What a first look says: what there is to take, or what becomes of a file of which nothing is taken. */
async function judgeFile(upload: Upload, object: StoredObject, deps: Deps): Promise<Verdict> {
  const problem = sizeProblem(upload);
  if (problem !== null) return { change: { state: 'rejected', problem } };
  const bytes = await wholeOf(await readBytes(object, deps.buckets));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const first = await uploadStore(deps.table).claimContent(upload, sha256);
  if (first !== upload.uploadId) return { change: { state: 'duplicate', sha256, duplicateOf: first } };
  const read = await readFile(bytes, {
    fileName: upload.fileName,
    receivedOn: londonDate(upload.receivedAt),
  });
  const refusal =
    read.outcome === 'refused' ? stateOf(read) : (totalWrong(read) ?? (await notForUs(read, upload, deps)));
  if (refusal !== null) return { change: { sha256, ...refusal } };
  return read.outcome === 'read' ? { file: read, sha256 } : { change: { sha256, state: 'quarantined' } };
}

/** Another kind of file was sent by mistake, or there is nothing in it; all else means that it cannot be trusted. */
const MISTAKES = ['response-form-unknown', 'report-unknown', 'no-rows', 'file-too-large', 'sequence-wrong'];

function stateOf({ rule, message }: { rule: string; message: string }): UploadChange {
  return { state: MISTAKES.includes(rule) ? 'rejected' : 'quarantined', problem: { rule, message } };
}

/** A report that lost something on its way says nothing that can be believed. */
function totalWrong({ findings }: ResponseFile): UploadChange | null {
  const wrong = findings.find(({ rule }) => rule === 'control-total-wrong');
  if (wrong === undefined) return null;
  return {
    state: 'quarantined',
    problem: { rule: wrong.rule, message: `${wrong.message} Nothing was taken.` },
  };
}

/** Bacs writes to one service user; a report for another is not about payments of ours. */
async function notForUs(
  { serviceUserNumber }: ResponseFile,
  { receivedAt }: Upload,
  { table }: Deps,
): Promise<UploadChange | null> {
  if (serviceUserNumber === null) return null;
  const { name } = settings.outputs;
  const stored = (await factStore(table).currentFacts('setting', [name])).get(name)?.body.entries ?? [];
  const ours = valueOn(settings.outputs, stored, londonDate(receivedAt)).bacs.serviceUserNumber;
  if (serviceUserNumber === ours) return null;
  const message = `The report is for the service user ${serviceUserNumber}; ours is ${ours}. Nothing was taken.`;
  return { state: 'rejected', problem: { rule: 'service-user-other', message } };
}

async function take(
  upload: Upload,
  { file, sha256 }: Extract<Verdict, { file: ResponseFile }>,
  deps: Deps,
): Promise<UploadChange> {
  await uploadStore(deps.table).change(upload.uploadId, ['reading'], { sha256 });
  const { change, payRunIds } = await takeResponses({ ...upload, sha256 }, file, deps);
  const stores = { runs: payStore(deps.table), payments: paymentStore(deps.table) };
  for (const payRunId of payRunIds) await advanceRun(payRunId, { ...stores, clock: deps.clock });
  return change;
}
