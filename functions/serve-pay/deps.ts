import type { CalendarDate } from '../../domain/calendar.ts';
import type { UploadLine } from '../../events/api/uploads.ts';
import type { Clock } from '../platform/clock.ts';
import type { RunEvidence } from '../platform/pay/evidence.ts';
import type { RunMessage } from '../platform/pay/messages.ts';
import type { Hold } from '../../domain/pay/run/hold.ts';
import type { AccrualStore } from '../store/accrual-store.ts';
import type { ChangeMarks } from '../store/change-marks.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import type { ListStore } from '../store/list-store.ts';
import type { PaymentStore } from '../store/payment-store.ts';
import type { PayStore } from '../store/pay-store.ts';
import type { ShardStore } from '../store/shard-store.ts';
import type { PositionStore } from '../store/position-store.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';
import type { WorkStore } from '../store/work-store.ts';
import type { InvoiceStore } from '../store/invoice-store.ts';
import type { UploadStore } from '../store/upload-store.ts';
import type { ModulusTables } from '../../domain/bank-accounts/modulus-check.ts';

type LinkedImage = { mediaType: string; versionId: string | null; fileName: string };

/** What answers about pay need of the outside. */
export type PayDeps = {
  facts: FactStore;
  lists: ListStore;
  runs: PayStore;
  shards: ShardStore;
  positions: PositionStore;
  ledger: LedgerStore;
  payments: Pick<PaymentStore, 'keepOutside'>;
  accruals: AccrualStore;
  invoices: InvoiceStore;
  uploads: Pick<UploadStore, 'readUpload'>;
  /** The lines of a file as they were checked, part by part. */
  checkedLines: (uploadId: string, part: number) => Promise<UploadLine[]>;
  work: Pick<WorkStore, 'open'>;
  restricted: RestrictedPeople;
  evidence: RunEvidence;
  marks: ChangeMarks;
  /** Holds that keep money back now. */
  holds: () => Promise<Hold[]>;
  send: (message: RunMessage) => Promise<void>;
  /** A link good for minutes: to a file of ours, or to an image, served as what its bytes are and under a name of ours. */
  linkTo: (key: string, bucket: 'evidence' | 'previews' | 'inbox', image?: LinkedImage) => Promise<string>;
  modulusTables: ModulusTables;
  newId: () => string;
  clock: Clock;
  today: () => CalendarDate;
};
