import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { Role } from '../../events/api/roles.ts';
import { mostBytes, type InboxPrefix } from '../../events/inbox.ts';
import type { Clock } from './clock.ts';
import { Forbidden, Refused, Unacceptable } from './problem-responses.ts';
import type { Viewer } from './identity.ts';
import type { UploadStore } from '../store/upload-store.ts';

export type StartUploadDeps = {
  uploads: Pick<UploadStore, 'announce'>;
  buckets: S3Client;
  inboxBucket: string;
  clock: Clock;
  newId: () => string;
};

/** Rules that pay and price everything: only system administrators bring them in. */
const ADMIN_KINDS: readonly InboxPrefix[] = ['service-types', 'rate-cards'];
const ADMIN: Role = 'system-admin';

/** Kinds whose files lie in a folder of the one they are about, and the field of the context that says whom. */
const OWNER_FIELDS: Partial<Record<InboxPrefix, 'providerId' | 'agreementId'>> = {
  'provider-returns': 'providerId',
  'managed-statements': 'providerId',
  'bank-statements': 'agreementId',
};

const EXPIRY_SECONDS = 15 * 60;
const ANNOUNCED_SECONDS = 24 * 60 * 60;

/** Announces a file and says where to send it: a form the browser posts straight to the inbox, good for 15 minutes. */
export async function startUpload(
  { viewer, body }: { viewer: Pick<Viewer, 'userId' | 'roles'>; body: Announced },
  { uploads, buckets, inboxBucket, clock, newId }: StartUploadDeps,
) {
  if (ADMIN_KINDS.includes(body.kind) && !viewer.roles.includes(ADMIN)) {
    throw new Forbidden(`Files of ${body.kind} need the role ${ADMIN}.`, { ids: { userId: viewer.userId } });
  }
  const most = mostBytes(body.kind);
  if (body.sizeBytes > most) throw tooLarge(body.kind, most);
  const uploadId = newId();
  const key = keyOf(body, uploadId);
  const now = Date.parse(clock()) / 1000;
  const { userId, roles } = viewer;
  await uploads.announce(
    uploadId,
    { userId, roles, fileName: body.fileName },
    Math.floor(now) + ANNOUNCED_SECONDS,
  );
  const { url, fields } = await createPresignedPost(buckets, {
    Bucket: inboxBucket,
    Key: key,
    Fields: { 'x-amz-meta-upload-id': uploadId },
    Conditions: [['content-length-range', 0, most]],
    Expires: EXPIRY_SECONDS,
  });
  return { uploadId, url, fields };
}

function tooLarge(kind: InboxPrefix, most: number): Refused {
  const megabytes = most / 1024 / 1024;
  return new Refused(
    'too-large',
    `A file of ${kind} has at most ${megabytes} MB. Cut it in two and send both, or send it as CSV.`,
  );
}

type Announced = {
  kind: InboxPrefix;
  fileName: string;
  sizeBytes: number;
  context?: { providerId?: string | undefined; agreementId?: string | undefined } | null | undefined;
};

function keyOf({ kind, fileName, context }: Announced, uploadId: string): string {
  const name = safeName(fileName);
  const field = OWNER_FIELDS[kind];
  if (field === undefined) return `${kind}/${uploadId}/${name}`;
  const owner = context?.[field] ?? '';
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(owner)) {
    const message = `Say whose file it is: a file of ${kind} needs the ${field}.`;
    throw new Unacceptable(message, {
      errors: [{ field: `context.${field}`, rule: 'mandatory-field-empty', message }],
    });
  }
  return `${kind}/${owner}/${uploadId}-${name}`;
}

/** A file name that is safe in a key and an address; the name as it was stays with the announcement. */
export function safeName(fileName: string): string {
  const name = fileName
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(-100);
  return name === '' ? 'file' : name;
}
