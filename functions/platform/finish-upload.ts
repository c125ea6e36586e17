import type { Upload } from '../../events/api/uploads.ts';
import type { Table } from '../store/table.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import { workStore } from '../store/work-store.ts';
import type { Clock } from './clock.ts';

/**
 * Ends the work on a file, and asks a person to look where something was refused. The state that ends it is written
 * last: a try that dies before is repeated whole, one that dies after has left nothing out.
 */
export async function finishUpload(
  upload: Upload,
  change: UploadChange,
  deps: { table: Table; clock: Clock },
): Promise<void> {
  const uploads = uploadStore(deps.table);
  const sha256 = change.sha256 ?? upload.sha256;
  if (change.counts !== undefined)
    await uploads.change(upload.uploadId, ['reading'], { state: 'checked', counts: change.counts });
  if (sha256 !== null && mayComeAgain(change)) await uploads.releaseContent(upload, sha256);
  await askForHelp(upload, change, deps);
  await uploads.change(upload.uploadId, ['received', 'reading', 'checked'], {
    ...change,
    finishedAt: deps.clock(),
  });
}

/** Whether the same bytes may come again as if for the first time: nothing of them is in and nothing waits, or what waits is lost. */
function mayComeAgain({ state, problem, rowsWaiting = 0 }: UploadChange): boolean {
  if (problem?.rule === 'file-replaced') return true;
  return (state === 'rejected' || state === 'quarantined') && rowsWaiting === 0;
}

async function askForHelp(
  upload: Upload,
  change: UploadChange,
  { table, clock }: { table: Table; clock: Clock },
): Promise<void> {
  const work = workStore(table);
  const workId = `upload:${upload.uploadId}`;
  const title = workTitle(upload, change);
  if (title === null) {
    await work.finish(workId, 'Every row is in.');
    return;
  }
  await work.open({
    workId,
    area: 'imports',
    title,
    link: `/files/${upload.uploadId}`,
    risk: change.state === 'part-accepted' ? 'medium' : 'high',
    openedAt: clock(),
    dueOn: null,
  });
}

function workTitle(upload: Upload, change: UploadChange): string | null {
  if (change.problem?.rule === 'file-replaced')
    return `${upload.fileName} was replaced in the inbox while rows of it waited; send it again.`;
  if (change.state === 'quarantined') return `${upload.fileName} could not be read; nothing of it was taken.`;
  if (change.state === 'rejected') return `${upload.fileName} was rejected; nothing of it was taken.`;
  if (change.state !== 'part-accepted' || change.counts === undefined) return null;
  // What was refused is for whoever sent it to mend, who sees each line with its reason.
  if (upload.kind === 'provider-returns' || upload.kind === 'managed-statements') return null;
  const { refused, rows } = change.counts;
  const waiting = change.rowsWaiting ?? 0;
  return waiting === refused
    ? `${waiting} of ${rows} rows of ${upload.fileName} wait for something they refer to.`
    : `${refused} of ${rows} rows of ${upload.fileName} were refused.`;
}
