import type { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../platform/clock.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ListStore } from '../store/list-store.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import type { UploadStore } from '../store/upload-store.ts';

/** What answers about returns need of the outside. */
export type ReturnsDeps = {
  facts: FactStore;
  lists: Pick<ListStore, 'everyId'>;
  uploads: Pick<UploadStore, 'readUpload' | 'change'>;
  restricted: Pick<RestrictedPeople, 'hiddenIds'>;
  buckets: S3Client;
  inboxBucket: string;
  /** Has a return looked at again by whatever checks returns. */
  send: (message: { recheckUploadId: string }) => Promise<void>;
  clock: Clock;
};
