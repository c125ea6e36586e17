import { createHash } from 'node:crypto';
import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { instant } from '../../domain/calendar.ts';
import { invariant } from '../../domain/outcome.ts';
import { inboxPrefixes, type InboxPrefix } from '../../events/inbox.ts';
import type { ObjectCreated } from '../../events/inbox-message.ts';
import type { Upload } from '../../events/api/uploads.ts';
import type { UploadStore } from '../store/upload-store.ts';
import { objectOf, versionOf } from './stored-object.ts';

/**
 * Records that a file arrived and gives its upload, however often the event comes: the id is the object's own
 * `upload-id`, else made from its key and version, so the same event always means the same upload.
 */
export async function receiveUpload(
  event: ObjectCreated,
  { buckets, uploads }: { buckets: S3Client; uploads: UploadStore },
): Promise<Upload> {
  const object = objectOf(event);
  const head = await buckets.send(
    new HeadObjectCommand({ Bucket: object.bucket, Key: object.key, ...versionOf(object) }),
  );
  const { size, sequencer, etag } = event.detail.object;
  const uploadId =
    head.Metadata?.['upload-id'] ??
    `obj-${sha(`${object.key}\n${object.versionId ?? sequencer ?? etag ?? ''}`).slice(0, 24)}`;
  const announcement = await uploads.announcementOf(uploadId);
  const upload: Upload = {
    uploadId,
    kind: prefixOf(object.key),
    key: object.key,
    objectVersion: object.versionId ?? null,
    fileName: announcement?.fileName ?? object.key.split('/').at(-1) ?? object.key,
    sizeBytes: head.ContentLength ?? size,
    sha256: null,
    state: 'received',
    receivedAt: instant(new Date(event.time).toISOString()),
    finishedAt: null,
    uploadedBy: announcement?.userId ?? 'inbox',
    extract: null,
    counts: { rows: 0, accepted: 0, refused: 0, unchanged: 0 },
    findingCount: 0,
    rowsWaiting: 0,
    duplicateOf: null,
    problem: null,
    unknownColumns: [],
  };
  await uploads.receive(upload);
  return (await uploads.readUpload(uploadId)) ?? upload;
}

function prefixOf(key: string): InboxPrefix {
  const first = key.split('/')[0];
  const prefix = inboxPrefixes.find((each) => each === first);
  invariant(prefix !== undefined, 'the rules of the event bus name the folders of the inbox and no other');
  return prefix;
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
