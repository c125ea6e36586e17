import type { S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../platform/clock.ts';
import type { RunEvidence } from '../platform/pay/evidence.ts';
import type { AccountStore } from '../store/account-store.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ListStore } from '../store/list-store.ts';
import type { PositionStore } from '../store/position-store.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import type { StatementStore } from '../store/statement-store.ts';
import type { UploadStore } from '../store/upload-store.ts';

/** What answers account providers need of the outside. */
export type AccountsDeps = {
  accounts: AccountStore;
  facts: Pick<FactStore, 'currentFacts' | 'versionsOf'>;
  lists: Pick<ListStore, 'ofPayee'>;
  positions: Pick<PositionStore, 'linesOf'>;
  evidence: Pick<RunEvidence, 'readPayments'>;
  statements: Pick<StatementStore, 'statementsOf'>;
  uploads: Pick<UploadStore, 'readUpload' | 'announce' | 'listBulkStatements'>;
  restricted: Pick<RestrictedPeople, 'seenBy'>;
  buckets: S3Client;
  inboxBucket: string;
  evidenceBucket: string;
  newId: () => string;
  clock: Clock;
};
