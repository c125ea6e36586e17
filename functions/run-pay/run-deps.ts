import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Clock } from '../platform/clock.ts';
import { holdsThatMatter } from '../platform/pay/holds-that-matter.ts';
import { changeMarks } from '../store/change-marks.ts';
import { factStore } from '../store/fact-store.ts';
import { ledgerStore } from '../store/ledger-store.ts';
import { listStore } from '../store/list-store.ts';
import { payStore } from '../store/pay-store.ts';
import { shardStore } from '../store/shard-store.ts';
import { paymentStore } from '../store/payment-store.ts';
import { positionStore } from '../store/position-store.ts';
import type { Table } from '../store/table.ts';
import { workStore } from '../store/work-store.ts';
import type { RunDeps } from './deps.ts';
import { runEvidence, type RunBuckets } from '../platform/pay/evidence.ts';
import { queueSender } from '../platform/queue-sender.ts';

/** The worker’s surroundings, from the table, the buckets and its own queue. */
export function runDeps({
  table,
  buckets,
  queue,
  clock,
}: {
  table: Table;
  buckets: RunBuckets;
  queue: { client: SQSClient; url: string };
  clock: Clock;
}): RunDeps {
  const records = factStore(table);
  const lists = listStore(table);
  return {
    facts: { factsOf: (kind, ids) => records.currentFacts(kind, ids) },
    records,
    lists,
    runs: payStore(table),
    shards: shardStore(table),
    positions: positionStore(table),
    ledger: ledgerStore(table),
    payments: paymentStore(table),
    work: workStore(table),
    settings: (names) => records.currentFacts('setting', names),
    holds: holdsThatMatter({ facts: records, lists, clock }),
    marks: changeMarks(table),
    evidence: runEvidence(buckets),
    send: queueSender(queue),
    clock,
  };
}
