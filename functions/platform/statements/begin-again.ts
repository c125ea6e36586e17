import type { Upload } from '../../../events/api/uploads.ts';
import type { UploadStore } from '../../store/upload-store.ts';

/** What a statement is quarantined for where somebody may yet say what its columns hold. */
const MENDED_BY_MAPPING: readonly string[] = ['layout-unknown', 'mapping-does-not-fit'];

/** Whether a statement waits for somebody to say what its columns hold. */
export function waitsForMapping({ kind, state, problem }: Upload): boolean {
  return (
    kind === 'bank-statements' &&
    state === 'quarantined' &&
    problem !== null &&
    MENDED_BY_MAPPING.includes(problem.rule)
  );
}

/** Makes such a statement as if it had just been received; false where it does not wait for that, or no longer. */
export async function beginAgain(upload: Upload, uploads: Pick<UploadStore, 'change'>): Promise<boolean> {
  if (!waitsForMapping(upload)) return false;
  return uploads.change(upload.uploadId, ['quarantined'], {
    ...{ state: 'received', finishedAt: null, problem: null },
  });
}
