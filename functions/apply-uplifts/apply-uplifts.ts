import { londonDate } from '../../domain/calendar.ts';
import { isDue } from '../../domain/uplift/uplift-state.ts';
import type { Clock } from '../platform/clock.ts';
import { withWork } from '../platform/uplifts/begin-work.ts';
import type { UpliftMessage } from '../platform/uplifts/messages.ts';
import { upliftStepsLeft } from '../platform/uplifts/steps-left.ts';
import { factStore, type FactStore } from '../store/fact-store.ts';
import type { StoredFact } from '../store/items.ts';
import { listStore, type ListStore } from '../store/list-store.ts';
import { shardStore, type ShardStore } from '../store/shard-store.ts';
import type { Table } from '../store/table.ts';
import { upliftStore, type UpliftStore } from '../store/uplift-store.ts';

/** What the schedule of uplifts needs of the outside. */
type ApplyDeps = {
  facts: Pick<FactStore, 'currentFacts'>;
  lists: Pick<ListStore, 'everyId'>;
  uplifts: Pick<UpliftStore, 'openUplifts' | 'moveUplift'>;
  shards: Pick<ShardStore, 'shardsOf'>;
  send: (message: UpliftMessage) => Promise<void>;
  clock: Clock;
};

/** The surroundings of the schedule, from the table and the queue of uplifts. */
export function applyDeps(table: Table, outside: Pick<ApplyDeps, 'send' | 'clock'>): ApplyDeps {
  return {
    facts: factStore(table),
    lists: listStore(table),
    uplifts: upliftStore(table),
    shards: shardStore(table, 'uplift'),
    ...outside,
  };
}

const SYSTEM = 'careledger';

/**
 * Begins what is approved and due, with a look whether it still comes to what was approved, and asks again for what
 * nobody works on. Coming twice or late changes nothing.
 */
export async function applyUplifts(deps: ApplyDeps): Promise<void> {
  const ids = (await deps.lists.everyId('uplift')).sort();
  const uplifts = await deps.facts.currentFacts('uplift', ids);
  for (const fact of uplifts.values()) {
    if (fact.body.work !== null) await resend(fact, deps);
    else if (isDue(fact.body.uplift, londonDate(deps.clock()))) await begin(fact, deps);
  }
}

/** Arrears are counted up to the day that was shown: otherwise each day would make another uplift of it. */
async function begin(seen: StoredFact<'uplift'>, deps: ApplyDeps): Promise<void> {
  const { upliftId, preview } = seen.body.uplift;
  const recordedAt = deps.clock();
  const asOf = preview?.asOf ?? londonDate(recordedAt);
  const body = withWork(seen.body, { phase: 'preview', by: SYSTEM, asOf, isBeforeApply: true });
  const moved = await deps.uplifts.moveUplift(seen, body, {
    recording: {
      recordedAt,
      recordedBy: SYSTEM,
      source: { kind: 'hand' },
      reason: 'It is approved and due.',
    },
    open: await deps.uplifts.openUplifts(),
  });
  if (moved.outcome === 'moved') await deps.send({ act: 'plan', upliftId, attempt: body.work.attempt });
}

async function resend({ body: { work, uplift } }: StoredFact<'uplift'>, deps: ApplyDeps): Promise<void> {
  if (work === null) return;
  const { messages } = await upliftStepsLeft(uplift.upliftId, work, deps);
  for (const message of messages) await deps.send(message);
}
