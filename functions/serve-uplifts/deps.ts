import type { S3Client } from '@aws-sdk/client-s3';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { UpliftEvidence } from '../platform/uplifts/evidence.ts';
import type { UpliftMessage } from '../platform/uplifts/messages.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ListStore } from '../store/list-store.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import type { ShardStore } from '../store/shard-store.ts';
import type { UploadStore } from '../store/upload-store.ts';
import type { UpliftStore } from '../store/uplift-store.ts';

/** What answers about uplifts need of the outside. */
export type UpliftsDeps = {
  facts: Pick<FactStore, 'currentFacts' | 'versionsOf'>;
  lists: Pick<ListStore, 'everyId'>;
  uplifts: UpliftStore;
  shards: Pick<ShardStore, 'shardsDone' | 'shardsOf'>;
  uploads: Pick<UploadStore, 'readUpload'>;
  restricted: RestrictedPeople;
  evidence: UpliftEvidence;
  buckets: S3Client;
  evidenceBucket: string;
  send: (message: UpliftMessage) => Promise<void>;
  /** A link to a file in the evidence bucket that is good for minutes. */
  linkTo: (key: string, fileName: string) => Promise<string>;
  clock: Clock;
  today: () => CalendarDate;
};
