import type { ImageMediaType, Upload } from '../../events/api/uploads.ts';
import type { PayDeps } from './deps.ts';
import { refusal } from './refusal.ts';

type Image = Upload & { mediaType: ImageMediaType };
type Deps = Pick<PayDeps, 'uploads'>;

/** The image that is named as the paper of a cost; the same bytes sent twice are the image that came first. */
export async function imageOf(uploadId: string, field: string, deps: Deps): Promise<Image> {
  const upload = await deps.uploads.readUpload(uploadId);
  const first = upload?.duplicateOf ?? null;
  const original = first === null ? upload : await deps.uploads.readUpload(first);
  if (original === null)
    throw refusal(field, 'image-unknown', 'No image has arrived under this id. Send it first, then name it.');
  if (original.kind !== 'invoice-images')
    throw refusal(
      field,
      'not-an-image',
      `${original.fileName} was sent as another kind of file. Send it as the image of an invoice or receipt.`,
    );
  if (original.state === 'received')
    throw refusal(field, 'image-not-checked', 'The image is still being looked at. Try again in a moment.');
  const { mediaType } = original;
  if (original.state !== 'accepted' || mediaType === undefined)
    throw refusal(
      field,
      'image-rejected',
      original.problem?.message ?? 'The image was rejected. Send another.',
    );
  return { ...original, mediaType };
}

/** A link to an image that is good for minutes, with what a person sees of it before opening it. */
export async function linkToImage(
  uploadId: string,
  name: string,
  deps: Pick<PayDeps, 'uploads' | 'linkTo'>,
): Promise<{ url: string; mediaType: ImageMediaType; sizeBytes: number }> {
  const { key, objectVersion, mediaType, sizeBytes } = await imageOf(uploadId, 'imageUploadId', deps);
  const fileName = `${name}.${mediaType.slice(mediaType.indexOf('/') + 1)}`;
  const url = await deps.linkTo(key, 'inbox', { mediaType, versionId: objectVersion, fileName });
  return { url, mediaType, sizeBytes };
}
