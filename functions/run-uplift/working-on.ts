import { invariant } from '../../domain/outcome.ts';
import type { Recording } from '../../domain/facts/fact.ts';
import type { KeptUplift, UpliftWork } from '../../domain/uplift/kept-uplift.ts';
import { upliftAfter } from '../../domain/uplift/uplift.ts';
import type { Uplift, UpliftAct } from '../../domain/uplift/uplift-state.ts';
import type { WorkAt } from '../platform/uplifts/evidence.ts';
import type { StoredFact } from '../store/items.ts';
import type { UpliftDeps } from './deps.ts';

/** careledger itself, where nobody else did something. */
export const SYSTEM = 'careledger';

/** An uplift with the work that a message is about. */
export type Working = { seen: StoredFact<'uplift'>; kept: KeptUplift; work: UpliftWork; at: WorkAt };

/** The uplift a message is about; null where that work is done, or another was begun since. */
export async function workingOn({ upliftId, attempt }: WorkAt, deps: UpliftDeps): Promise<Working | null> {
  const seen = (await deps.records.currentFacts('uplift', [upliftId])).get(upliftId);
  const work = seen?.body.work ?? null;
  if (seen === undefined || work?.attempt !== attempt) return null;
  return { seen, kept: seen.body, work, at: { upliftId, attempt } };
}

/** An uplift after something the system did about it; that it may is decided before the work begins. */
export function after(uplift: Uplift, act: UpliftAct): Uplift {
  const decided = upliftAfter(uplift, act, null);
  invariant(decided.ok, 'work is done about an uplift that waits for it');
  return decided.value;
}

/** Keeps an uplift as the work left it, on condition that nobody did something about it meanwhile; says whether it did. */
export async function keepWorked(
  { seen }: Pick<Working, 'seen'>,
  body: KeptUplift,
  deps: UpliftDeps,
): Promise<boolean> {
  const recording: Recording = {
    ...{ recordedAt: deps.clock(), recordedBy: SYSTEM, source: { kind: 'hand' } },
    reason: body.uplift.note,
  };
  const open = await deps.uplifts.openUplifts();
  const moved = await deps.uplifts.moveUplift(seen, body, { recording, open });
  if (moved.outcome === 'moved') return true;
  const now = await workingOn(
    { upliftId: body.uplift.upliftId, attempt: seen.body.work?.attempt ?? 0 },
    deps,
  );
  // Another uplift set out or arrived at the same moment: this one is still to be kept.
  if (now?.seen.version === seen.version) throw new Error('another uplift moved at the same moment');
  return false;
}
