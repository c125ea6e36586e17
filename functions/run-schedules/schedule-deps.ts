import { factStore } from '../store/fact-store.ts';
import { ledgerStore } from '../store/ledger-store.ts';
import { listStore } from '../store/list-store.ts';
import { payStore } from '../store/pay-store.ts';
import { paymentStore } from '../store/payment-store.ts';
import { shardStore } from '../store/shard-store.ts';
import { returnStore } from '../store/return-store.ts';
import { positionStore } from '../store/position-store.ts';
import type { Table } from '../store/table.ts';
import { workStore } from '../store/work-store.ts';
import type { ScheduleDeps } from './deps.ts';

/** The surroundings of the schedules, from the table and the queues of runs and of returns. */
export function scheduleDeps({
  table,
  send,
  tellReturns,
  clock,
}: { table: Table } & Pick<ScheduleDeps, 'send' | 'tellReturns' | 'clock'>): ScheduleDeps {
  return {
    facts: factStore(table),
    lists: listStore(table),
    runs: payStore(table),
    shards: shardStore(table),
    positions: positionStore(table),
    payments: paymentStore(table),
    ledger: ledgerStore(table),
    work: workStore(table),
    returns: returnStore(table),
    send,
    tellReturns,
    clock,
  };
}
