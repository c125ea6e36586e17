import type { Upload } from '../../events/api/uploads.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { UploadStore } from '../store/upload-store.ts';

/** The return under an id; a file of any other kind is none. */
export async function knownReturn(
  uploadId: string,
  uploads: Pick<UploadStore, 'readUpload'>,
): Promise<Upload> {
  const upload = await uploads.readUpload(uploadId);
  if (upload?.kind === 'provider-returns') return upload;
  throw new NotFound('No return has arrived under this id. It may still be on its way.', {
    ids: { uploadId },
  });
}

/** Second in the key, behind the folder of all returns. */
export function providerOf({ key }: Pick<Upload, 'key'>): string {
  return key.split('/')[1] ?? '';
}
