import { londonDate } from '../../domain/calendar.ts';
import { upliftEvidence } from '../platform/uplifts/evidence.ts';
import { factStore } from '../store/fact-store.ts';
import { listStore } from '../store/list-store.ts';
import { restrictedPeople } from '../store/restricted-people.ts';
import { shardStore } from '../store/shard-store.ts';
import type { Table } from '../store/table.ts';
import { uploadStore } from '../store/upload-store.ts';
import { upliftStore } from '../store/uplift-store.ts';
import type { UpliftsDeps } from './deps.ts';

type Outside = Pick<UpliftsDeps, 'send' | 'linkTo' | 'clock'> & {
  table: Table;
  evidenceBucket: Parameters<typeof upliftEvidence>[0];
};

/** The surroundings of what answers about uplifts, from the table, the bucket and what goes outside. */
export function upliftsDeps({ table, evidenceBucket, clock, ...outside }: Outside): UpliftsDeps {
  const facts = factStore(table);
  return {
    facts,
    lists: listStore(table),
    uplifts: upliftStore(table),
    shards: shardStore(table, 'uplift'),
    uploads: uploadStore(table),
    restricted: restrictedPeople(facts),
    evidence: upliftEvidence(evidenceBucket),
    buckets: evidenceBucket.client,
    evidenceBucket: evidenceBucket.bucket,
    clock,
    today: () => londonDate(clock()),
    ...outside,
  };
}
