import { inboxMessageSchema } from '../../events/inbox-message.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { finishUpload } from '../platform/finish-upload.ts';
import { sizeProblem } from '../platform/size-problem.ts';
import { readBytes } from '../platform/stored-object.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import { layoutOfExtract } from './import-kinds.ts';
import { inspectFile } from './inspect-file.ts';
import { lookTwice, openUpload, type Opened, type OpenUploadDeps } from './open-upload.ts';
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
  const { upload } = verdict;
  const change =
    'rows' in verdict ? await takeRows({ ...opened, upload }, verdict.rows, deps) : verdict.change;
  await finishUpload(upload, change, deps);
  if (opened.waited === null && (change.rowsWaiting ?? 0) > 0) await lookTwice(upload, deps);
}

/** What a first look says: how many rows there are to take, or what becomes of a file of which none is taken. */
type Verdict = { upload: Upload } & ({ rows: number } | { change: UploadChange });

async function judgeFile({ upload, prefix, object }: Opened, deps: Deps): Promise<Verdict> {
  const uploads = uploadStore(deps.table);
  const problem = sizeProblem(upload);
  if (problem !== null) return { upload, change: { state: 'rejected', problem } };
  const { refusal, rows, ...read } = await inspectFile(await readBytes(object, deps.buckets), {
    fileName: upload.fileName,
    layout: layoutOfExtract(prefix),
  });
  const { sha256 } = read;
  if (upload.sha256 !== null && upload.sha256 !== sha256) return { upload, change: replaced(upload) };
  const first = await uploads.claimContent(upload, sha256);
  if (first !== upload.uploadId)
    return { upload, change: { state: 'duplicate', sha256, duplicateOf: first } };
  if (refusal !== null) {
    const { state, rule, message } = refusal;
    return { upload, change: { ...read, state, problem: { rule, message } } };
  }
  await uploads.change(upload.uploadId, ['reading'], { ...read, problem: null });
  return { upload: { ...upload, ...read }, rows };
}

/** Another file lies where this one lay: what it says was never received, so nothing of it is taken or recorded. */
function replaced({ counts }: Upload): UploadChange {
  return {
    state: counts.accepted + counts.unchanged > 0 ? 'part-accepted' : 'rejected',
    counts,
    rowsWaiting: 0,
    problem: {
      rule: 'file-replaced',
      message:
        'Another file was put in the place of this one in the inbox, so its waiting rows cannot be read any more. Send this file again under a name of its own.',
    },
  };
}
