import type { UploadLine } from '../../events/api/uploads.ts';
import type { Clock } from '../platform/clock.ts';
import type { FactReader } from '../platform/pay/known-facts.ts';
import type { UpliftEvidence, WorkAt } from '../platform/uplifts/evidence.ts';
import type { UpliftMessage } from '../platform/uplifts/messages.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ListStore } from '../store/list-store.ts';
import type { ShardStore } from '../store/shard-store.ts';
import type { UploadStore } from '../store/upload-store.ts';
import type { UpliftStore } from '../store/uplift-store.ts';
import type { WorkStore } from '../store/work-store.ts';
import type { PlannedUplift } from './plan-context.ts';

/** What the worker of uplifts needs of the outside. */
export type UpliftDeps = {
  facts: FactReader;
  records: Pick<FactStore, 'currentFacts' | 'recordVersions' | 'versionsOf' | 'factsAt'>;
  lists: Pick<ListStore, 'everyId' | 'everyPackageId'>;
  uplifts: UpliftStore;
  shards: ShardStore;
  uploads: Pick<UploadStore, 'readUpload'>;
  /** The lines of a file as they were checked, part by part. */
  checkedLines: (uploadId: string, part: number) => Promise<UploadLine[]>;
  work: Pick<WorkStore, 'open'>;
  evidence: UpliftEvidence;
  /** What a preview reckons with; a worker that does part after part of it reads it once. */
  planned: (at: WorkAt) => Promise<PlannedUplift>;
  send: (message: UpliftMessage) => Promise<void>;
  clock: Clock;
};
