import type { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../platform/clock.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import type { UploadStore } from '../store/upload-store.ts';

/** What answers about returns need of the outside. */
export type ReturnsDeps = {
  uploads: Pick<UploadStore, 'readUpload'>;
  restricted: Pick<RestrictedPeople, 'hiddenIds'>;
  buckets: S3Client;
  inboxBucket: string;
  clock: Clock;
};
