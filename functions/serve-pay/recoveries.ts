import { decideRecovery, type RecoveryAct } from '../../domain/pay/run/decide-recovery.ts';
import type { Recovery } from '../../domain/pay/run/recovery.ts';
import type { paymentRoutes } from '../../events/api/payments.ts';
import type { Viewer } from '../platform/identity.ts';
import { Conflict, Forbidden, NotFound } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { StoredFact } from '../store/items.ts';
import { limitOf } from './act-on-run.ts';
import type { PayDeps } from './deps.ts';
import { aboutRecovery, isHidden, withoutHidden } from './without-hidden.ts';

export async function listRecoveries(
  { viewer, query }: Asked<typeof paymentRoutes.listRecoveries>,
  deps: PayDeps,
) {
  const ids = await deps.lists.everyId('recovery');
  const facts = await deps.facts.currentFacts('recovery', ids);
  const asked = ids
    .flatMap((id) => facts.get(id)?.body ?? [])
    .filter(({ state }) => (query.state ?? state) === state);
  const shown = await withoutHidden(viewer, asked, aboutRecovery, deps);
  const start = Number(query.cursor ?? '0');
  const end = start + query.limit;
  return { items: shown.slice(start, end), nextCursor: end < shown.length ? String(end) : null };
}

type Asking = { viewer: Viewer; id: string; reason: string };

export async function approveRecovery(asking: Asking, deps: PayDeps): Promise<Recovery> {
  const limitPence = await limitOf(asking.viewer, deps);
  const versions = await deps.facts.versionsOf('recovery', asking.id);
  const made = versions.at(-1);
  return act(
    asking,
    ({ recordedBy: lastChangedBy }) => ({
      act: 'approve',
      limitPence,
      madeBy: made?.recordedBy ?? lastChangedBy,
      lastChangedBy,
    }),
    deps,
  );
}

export async function notifyRecovery(
  { offsetAgreed, ...asking }: Asking & { offsetAgreed: boolean },
  deps: PayDeps,
): Promise<Recovery> {
  return act(asking, () => ({ act: 'notify', offsetAgreed }), deps);
}

export async function disputeRecovery(asking: Asking, deps: PayDeps): Promise<Recovery> {
  return act(asking, () => ({ act: 'dispute' }), deps);
}

async function act(
  { viewer, id, reason }: Asking,
  actOn: (seen: StoredFact<'recovery'>) => RecoveryAct,
  deps: PayDeps,
): Promise<Recovery> {
  const { facts, clock } = deps;
  const seen = (await facts.currentFacts('recovery', [id])).get(id);
  if (seen === undefined || (await isHidden(viewer, aboutRecovery(seen.body), deps)))
    throw new NotFound(`There is no recovery ${id}.`);
  const decision = decideRecovery(seen.body, actOn(seen), viewer.userId);
  if (decision.outcome === 'refused') {
    const { rule, message } = decision;
    const circumstances = {
      errors: [{ field: null, rule, message }],
      ids: { recoveryId: id, state: seen.body.state },
    };
    throw rule === 'wrong-state'
      ? new Conflict(message, circumstances)
      : new Forbidden(message, circumstances);
  }
  const recording = recordedByHand(viewer, reason, clock);
  const subject = { kind: 'recovery' as const, id };
  const [recorded] = await facts.recordVersions([
    { subject, body: decision.recovery, handFields: [], recording, seen },
  ]);
  if (recorded?.outcome === 'recorded') return decision.recovery;
  throw new Conflict('Somebody else acted on this recovery at the same moment. Look at it again.', {
    ids: { recoveryId: id },
  });
}
