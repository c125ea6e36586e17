import type { Clock } from '../platform/clock.ts';
import type { RunMessage } from '../platform/pay/messages.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import type { ListStore } from '../store/list-store.ts';
import type { PayStore } from '../store/pay-store.ts';
import type { PaymentStore } from '../store/payment-store.ts';
import type { ShardStore } from '../store/shard-store.ts';
import type { PositionStore } from '../store/position-store.ts';
import type { ReturnStore } from '../store/return-store.ts';
import type { WorkStore } from '../store/work-store.ts';

/** Something was decided of a return. */
type DecidedMessage = { decidedUploadId: string };

/** What the schedules of pay need of the outside. */
export type ScheduleDeps = {
  facts: FactStore;
  lists: ListStore;
  runs: PayStore;
  shards: ShardStore;
  positions: PositionStore;
  payments: PaymentStore;
  ledger: Pick<LedgerStore, 'trialBalance'>;
  work: WorkStore;
  send: (message: RunMessage) => Promise<void>;
  returns: Pick<ReturnStore, 'dueUploads'>;
  /** Word to the checks of returns. */
  tellReturns: (message: DecidedMessage) => Promise<void>;
  clock: Clock;
};
