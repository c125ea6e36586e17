import { mostBytes } from '../../events/inbox.ts';
import { inboxMessageSchema } from '../../events/inbox-message.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { finishUpload } from '../platform/finish-upload.ts';
import { readBytes } from '../platform/stored-object.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import { importKinds } from './import-kinds.ts';
import { inspectFile } from './inspect-file.ts';
import { openUpload, type Opened, type OpenUploadDeps } from './open-upload.ts';
import { takeRows, type TakeRowsDeps } from './take-rows.ts';

export type Deps = OpenUploadDeps & TakeRowsDeps;

/**
 * Takes one extract file into the table: load, decide, save, report. It may be called any number of times for the same
 * file; what is already recorded is seen and not written again.
 */
export async function importExtract(message: unknown, deps: Deps): Promise<void> {
  const opened = await openUpload(inboxMessageSchema.parse(message), deps);
  if (opened === null) return;
  const verdict = await judgeFile(opened, deps);
  const change = verdict.take
    ? await takeRows({ ...opened, upload: verdict.upload }, verdict.rows, deps)
    : verdict.change;
  await finishUpload(opened.upload, change, deps);
  if (!verdict.take && verdict.change.state !== 'duplicate' && verdict.change.sha256)
    await uploadStore(deps.table).releaseContent(opened.upload, verdict.change.sha256);
}

/** Whether rows are taken of a file at all: how many it has, or what becomes of it without a row being taken. */
type Verdict = { take: true; upload: Upload; rows: number } | { take: false; change: UploadChange };

async function judgeFile({ upload, prefix, object }: Opened, deps: Deps): Promise<Verdict> {
  const uploads = uploadStore(deps.table);
  if (upload.sizeBytes > mostBytes(upload.kind))
    return { take: false, change: { state: 'rejected', problem: tooLarge(upload) } };
  const { refusal, rows, ...read } = await inspectFile(await readBytes(object, deps.buckets), {
    fileName: upload.fileName,
    layout: importKinds[prefix].rows.layout,
  });
  const { sha256 } = read;
  const first = await uploads.claimContent(upload, sha256);
  if (first !== upload.uploadId)
    return { take: false, change: { state: 'duplicate', sha256, duplicateOf: first } };
  if (refusal !== null) {
    const { state, ...problem } = refusal;
    return { take: false, change: { ...read, state, problem } };
  }
  await uploads.change(upload.uploadId, ['reading'], { ...read, problem: null });
  return { take: true, upload: { ...upload, ...read }, rows };
}

function tooLarge(upload: Upload) {
  const megabytes = Math.floor(mostBytes(upload.kind) / (1024 * 1024));
  return {
    rule: 'file-too-large',
    message: `The file is larger than ${megabytes} MB, the most that is read. Nothing was taken; split it and send the parts.`,
  };
}
