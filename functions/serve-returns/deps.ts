import type { S3Client } from '@aws-sdk/client-s3';
import type { ChaseDeps } from '../platform/chasing/chase-deps.ts';
import type { Clock } from '../platform/clock.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ListStore } from '../store/list-store.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import type { ReturnDecisionStore } from '../store/return-decision-store.ts';
import type { ReturnStore } from '../store/return-store.ts';
import type { Table } from '../store/table.ts';
import type { UploadStore } from '../store/upload-store.ts';

/** What a return waits for: to be read again, or that what was decided of it is worked off. */
export type ReturnMessage = { recheckUploadId: string } | { decidedUploadId: string };

/** What answers about returns need of the outside. */
export type ReturnsDeps = {
  facts: FactStore;
  lists: Pick<ListStore, 'everyId'>;
  table: Table;
  uploads: Pick<
    UploadStore,
    'readUpload' | 'change' | 'announce' | 'announcementOf' | 'listUploads' | 'listOfProvider'
  >;
  returns: Pick<ReturnStore, 'takenOf' | 'ofMonth'>;
  decisions: ReturnDecisionStore;
  chasing: ChaseDeps;
  restricted: Pick<RestrictedPeople, 'hiddenIds' | 'seenBy'>;
  buckets: S3Client;
  inboxBucket: string;
  evidenceBucket: string;
  outboxBucket: string;
  /** Where a file of the inbox, or of what we made, can be fetched for some minutes. */
  linkTo: (file: { bucket: 'inbox' | 'outbox'; key: string; name: string }) => Promise<string>;
  newId: () => string;
  /** Has a return looked at again by whatever checks returns. */
  send: (message: ReturnMessage) => Promise<void>;
  clock: Clock;
};
