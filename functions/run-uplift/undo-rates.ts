import { londonDate } from '../../domain/calendar.ts';
import { sameValue } from '../../domain/facts/canonical-json.ts';
import { invariant, type Reading } from '../../domain/outcome.ts';
import { undoneCard, undoneTerms } from '../../domain/uplift/new-terms.ts';
import type { AppliedRow } from '../platform/uplifts/evidence.ts';
import type { Bodies, StoredFact } from '../store/items.ts';
import type { Shard } from '../store/shard-store.ts';
import type { UpliftDeps } from './deps.ts';
import { keepLeft } from './left-alone.ts';
import { recordDecided, type Decision } from './record-decided.ts';
import { samePartsAgain } from './same-parts-again.ts';
import { tellOfUplift } from './tell-of-uplift.ts';
import { after, keepWorked, SYSTEM, type Working } from './working-on.ts';

/** Gives the cards the rates back that they had. */
export async function planUndo(working: Working, deps: UpliftDeps): Promise<void> {
  await samePartsAgain(
    working,
    async () => {
      const rows = await undo('rate-card', 0, { working, deps }, undoneCard);
      await deps.evidence.writeApplied(working.at, 0, rows);
    },
    deps,
  );
}

/** Gives the packages of one part the rates back that they had. */
export async function undoShard(working: Working, { shard }: Shard, deps: UpliftDeps): Promise<void> {
  const rows = await undo('package', shard, { working, deps }, undoneTerms);
  await deps.evidence.writeApplied(working.at, shard, rows);
}

type Undone<K extends 'package' | 'rate-card'> = (versions: {
  before: Bodies[K];
  after: Bodies[K];
  current: Bodies[K];
}) => Reading<Bodies[K]>;

async function undo<K extends 'package' | 'rate-card'>(
  kind: K,
  part: number,
  { working, deps }: { working: Working; deps: UpliftDeps },
  undone: Undone<K>,
): Promise<AppliedRow[]> {
  const { at, kept } = working;
  invariant(kept.applied !== null, 'what is undone was applied');
  const rows = await deps.evidence.readApplied({ ...at, attempt: kept.applied.attempt }, part);
  const written = rows.flatMap(({ id, versions }) => (versions === null ? [] : [{ id, ...versions }]));
  const before = await deps.records.factsAt(kind, new Map(written.map((row) => [row.id, row.before])));
  const is = await deps.records.factsAt(kind, new Map(written.map((row) => [row.id, row.after])));
  return recordDecided(
    { kind, ids: written.map(({ id }) => id), working },
    (facts) => {
      const decide = (current: StoredFact<K>) =>
        decisionOn(
          current,
          { before: before.get(current.subject.id), after: is.get(current.subject.id) },
          undone,
        );
      return Promise.resolve(new Map(facts.map((fact) => [fact.subject.id, decide(fact)])));
    },
    deps,
  );
}

/** What is as it was before already needs nothing; what somebody changed since is left to a person. */
function decisionOn<K extends 'package' | 'rate-card'>(
  current: StoredFact<K>,
  versions: { before: StoredFact<K> | undefined; after: StoredFact<K> | undefined },
  undone: Undone<K>,
): Decision<K> {
  const { before, after: is } = versions;
  invariant(before !== undefined && is !== undefined, 'versions are kept for ever');
  const back = undone({ before: before.body, after: is.body, current: current.body });
  if (back.ok) return { outcome: 'write', body: back.value, handFields: withoutOwn(current, before, is) };
  const isBack = undone({ before: before.body, after: before.body, current: current.body });
  const isDone = isBack.ok && sameValue(isBack.value, current.body);
  return { outcome: 'done', versions: isDone ? { before: is.version, after: current.version } : null };
}

type Hands = Pick<StoredFact<'package' | 'rate-card'>, 'handFields'>;

/** What is under a hand without the uplift: what the uplift put there goes, what people put there before or since stays. */
function withoutOwn(current: Hands, before: Hands, after: Hands): string[] {
  const own = after.handFields.filter((field) => !before.handFields.includes(field));
  return current.handFields.filter((field) => !own.includes(field));
}

/** Says that it is undone, and of how many packages and cards somebody has to set the rates by hand. */
export async function concludeUndo(working: Working, deps: UpliftDeps): Promise<void> {
  const { at, kept } = working;
  const left = await keepLeft(working, deps);
  const reason =
    left === 0
      ? 'All rates are what they were before.'
      : `All rates are what they were before but ${left}, which were changed since.`;
  if (left > 0)
    await tellOfUplift(
      at.upliftId,
      { what: 'not-undone', sentence: `${reason} Its page names them: set them by hand.` },
      deps,
    );
  const done = { by: SYSTEM, on: londonDate(deps.clock()), reason };
  const uplift = after(kept.uplift, { act: 'undone', ...done });
  const undone = { attempt: at.attempt, left };
  await keepWorked(working, { ...kept, uplift, undone, work: null, problem: null }, deps);
}
