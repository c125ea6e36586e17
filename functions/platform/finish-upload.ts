import type { Upload } from '../../events/api/uploads.ts';
import type { Table } from '../store/table.ts';
import { uploadStore, type UploadChange } from '../store/upload-store.ts';
import { workStore } from '../store/work-store.ts';
import type { Clock } from './clock.ts';

/** Ends the work on a file, and asks a person to look where something was refused. */
export async function finishUpload(
  upload: Upload,
  change: UploadChange,
  { table, clock }: { table: Table; clock: Clock },
): Promise<void> {
  const uploads = uploadStore(table);
  const finishedAt = clock();
  if (change.counts !== undefined)
    await uploads.change(upload.uploadId, ['reading'], { state: 'checked', counts: change.counts });
  await uploads.change(upload.uploadId, ['reading', 'checked'], { ...change, finishedAt });
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
    openedAt: finishedAt,
    dueOn: null,
  });
}

function workTitle(upload: Upload, change: UploadChange): string | null {
  if (change.state === 'quarantined') return `${upload.fileName} could not be read; nothing of it was taken.`;
  if (change.state === 'rejected') return `${upload.fileName} was rejected; nothing of it was taken.`;
  if (change.state !== 'part-accepted' || change.counts === undefined) return null;
  const { refused, rows } = change.counts;
  const waiting = change.rowsWaiting ?? 0;
  return waiting === refused
    ? `${waiting} of ${rows} rows of ${upload.fileName} wait for something they refer to.`
    : `${refused} of ${rows} rows of ${upload.fileName} were refused.`;
}
