import type { SQSClient } from '@aws-sdk/client-sqs';
import { uploadLineSchema } from '../../events/api/uploads.ts';
import { linesPartKey, readPart } from '../platform/checked-parts.ts';
import type { Clock } from '../platform/clock.ts';
import { queueSender } from '../platform/queue-sender.ts';
import { upliftEvidence } from '../platform/uplifts/evidence.ts';
import { factStore } from '../store/fact-store.ts';
import { listStore } from '../store/list-store.ts';
import { shardStore } from '../store/shard-store.ts';
import type { Table } from '../store/table.ts';
import { uploadStore } from '../store/upload-store.ts';
import { upliftStore } from '../store/uplift-store.ts';
import { workStore } from '../store/work-store.ts';
import type { UpliftDeps } from './deps.ts';
import { plannedUplifts } from './plan-context.ts';

/** The worker’s surroundings, from the table, the bucket and its own queue. */
export function upliftDeps({
  table,
  evidenceBucket,
  queue,
  clock,
}: {
  table: Table;
  evidenceBucket: Parameters<typeof upliftEvidence>[0];
  queue: { client: SQSClient; url: string };
  clock: Clock;
}): UpliftDeps {
  const records = factStore(table);
  const evidence = upliftEvidence(evidenceBucket);
  return {
    facts: { factsOf: (kind, ids) => records.currentFacts(kind, ids) },
    records,
    lists: listStore(table),
    uplifts: upliftStore(table),
    shards: shardStore(table, 'uplift'),
    uploads: uploadStore(table),
    async checkedLines(uploadId, part) {
      const { client: buckets, bucket } = evidenceBucket;
      return (await readPart({ buckets, bucket, key: linesPartKey(uploadId, part) }, uploadLineSchema)) ?? [];
    },
    work: workStore(table),
    evidence,
    planned: plannedUplifts(evidence),
    send: queueSender(queue),
    clock,
  };
}
