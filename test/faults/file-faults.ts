import type { Upload } from '../../events/api/uploads.ts';
import { uploadStore } from '../../functions/store/upload-store.ts';
import { workStore } from '../../functions/store/work-store.ts';
import type { Service } from './service.ts';

/**
 * What is wrong with the files that came in, in sentences: each has come to an end, and one that was not wholly taken
 * has a piece of work. That what was accepted is on record is held against what an undisturbed service leaves.
 */
export async function fileFaults(keys: readonly string[], { table }: Service): Promise<string[]> {
  const { items } = await uploadStore(table).listUploads({ limit: 100 });
  const work = workStore(table);
  const told: string[] = [];
  for (const key of keys) {
    const ofKey = items.filter((upload) => upload.key === key);
    if (ofKey.length !== 1) told.push(`${key} came once and is ${ofKey.length} files`);
  }
  for (const upload of items) {
    if (!isOver(upload)) told.push(`${upload.key} is ${upload.state}`);
    const asked = await work.readWork(`upload:${upload.uploadId}`);
    const isAsked = asked?.state === 'open';
    if (isAsked !== needsSomebody(upload))
      told.push(`${upload.key} is ${upload.state}, and somebody is ${isAsked ? '' : 'not '}asked to look`);
  }
  return told;
}

function isOver({ state }: Upload): boolean {
  return state !== 'received' && state !== 'reading' && state !== 'checked';
}

function needsSomebody({ state }: Upload): boolean {
  return state === 'part-accepted' || state === 'rejected' || state === 'quarantined';
}
