import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { invariant } from '../../domain/outcome.ts';
import type { ObjectCreated } from '../../events/inbox-message.ts';

/** The object an upload is about: the very version that was announced, never a later one under the same key. */
export type StoredObject = { bucket: string; key: string; versionId?: string };

export function objectOf(event: ObjectCreated): StoredObject {
  const { bucket, object } = event.detail;
  const versionId = object['version-id'];
  return { bucket: bucket.name, key: object.key, ...(versionId === undefined ? {} : { versionId }) };
}

export function versionOf(object: StoredObject): { VersionId?: string } {
  return object.versionId === undefined ? {} : { VersionId: object.versionId };
}

/** All the bytes of a file that is small enough to be held at once. */
export async function wholeOf(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The bytes of an object as they come, so that no file has to fit into memory. */
export async function readBytes(object: StoredObject, buckets: S3Client): Promise<AsyncIterable<Uint8Array>> {
  const answer = await buckets.send(
    new GetObjectCommand({ Bucket: object.bucket, Key: object.key, ...versionOf(object) }),
  );
  invariant(answer.Body !== undefined, 'an object that is got has a body');
  return answer.Body.transformToWebStream();
}
