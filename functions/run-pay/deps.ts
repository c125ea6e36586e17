import type { Hold } from '../../domain/pay/run/hold.ts';
import type { Clock } from '../platform/clock.ts';
import type { ChangeMarks } from '../store/change-marks.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { StoredFact } from '../store/items.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import type { ListStore } from '../store/list-store.ts';
import type { PayStore } from '../store/pay-store.ts';
import type { ShardStore } from '../store/shard-store.ts';
import type { PaymentStore } from '../store/payment-store.ts';
import type { PositionStore } from '../store/position-store.ts';
import type { WorkStore } from '../store/work-store.ts';
import type { RunEvidence } from '../platform/pay/evidence.ts';
import type { FactReader } from '../platform/pay/known-facts.ts';
import type { RunMessage } from '../platform/pay/messages.ts';

/** What the worker of runs needs of the outside. */
export type RunDeps = {
  facts: FactReader;
  records: Pick<FactStore, 'currentFacts' | 'recordVersions'>;
  lists: ListStore;
  runs: PayStore;
  shards: ShardStore;
  positions: PositionStore;
  ledger: LedgerStore;
  payments: Pick<PaymentStore, 'movePayment'>;
  work: Pick<WorkStore, 'open'>;
  settings: (names: readonly string[]) => Promise<Map<string, StoredFact<'setting'>>>;
  holds: () => Promise<Hold[]>;
  marks: ChangeMarks;
  evidence: RunEvidence;
  send: (message: RunMessage) => Promise<void>;
  clock: Clock;
};
