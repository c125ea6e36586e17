import type { Viewer } from '../platform/identity.ts';
import type { ReturnsDeps } from './deps.ts';

const ANNOUNCED_SECONDS = 24 * 60 * 60;

/** Says that a file of a provider comes under an id, so that its lines are recorded under the name of whoever sends it. */
export async function announceOwn(
  {
    uploadId,
    fileName,
    viewer,
    providerId,
  }: { uploadId: string; fileName: string; viewer: Viewer; providerId: string },
  { uploads, clock }: ReturnsDeps,
): Promise<string> {
  const { userId, roles } = viewer;
  const forgotten = Math.floor(Date.parse(clock()) / 1000) + ANNOUNCED_SECONDS;
  await uploads.announce(uploadId, { userId, roles, fileName }, forgotten);
  return `provider-returns/${providerId}/${uploadId}-${fileName}`;
}
