import { imageMediaTypes, type ImageMediaType } from '../../events/api/uploads.ts';

/** The bytes each form begins with: ISO 32000-1 7.5.2, PNG 3rd edition 5.2, and the SOI and first marker of ITU T.81. */
const marks: Record<ImageMediaType, readonly number[]> = {
  'application/pdf': [...Buffer.from('%PDF-')],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

export const IMAGE_MARK_BYTES = 8;

/** What an image is by its first bytes; null where it is none that is taken. */
export function imageTypeOf(start: Uint8Array): ImageMediaType | null {
  return imageMediaTypes.find((type) => marks[type].every((byte, place) => start[place] === byte)) ?? null;
}
