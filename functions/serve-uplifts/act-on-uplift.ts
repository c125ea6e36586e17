import { invariant, type Refusal } from '../../domain/outcome.ts';
import { refuseOverOpen } from '../../domain/uplift/check-uplift.ts';
import type { KeptUplift } from '../../domain/uplift/kept-uplift.ts';
import { upliftAfter } from '../../domain/uplift/uplift.ts';
import {
  isOnItsWay,
  type Uplift,
  type UpliftAct,
  type UpliftState,
} from '../../domain/uplift/uplift-state.ts';
import type { Viewer } from '../platform/identity.ts';
import { limitOf } from '../platform/pay/approval-limit.ts';
import { Conflict, Forbidden, Unacceptable } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import { withWork } from '../platform/uplifts/begin-work.ts';
import { openRatesOf, ratesOf } from '../platform/uplifts/open-rates.ts';
import type { StoredFact } from '../store/items.ts';
import type { OpenUplifts } from '../store/uplift-store.ts';
import { upliftAsRead } from './closed-packages.ts';
import type { UpliftsDeps } from './deps.ts';
import { upliftOf } from './open-uplift.ts';

type Acting = { viewer: Viewer; reason: string };
type Asking = { viewer: Viewer; id: string; body: { reason: string } };
type Done = { by: string; on: UpliftAct['on']; reason: string };
type Acted = { upliftId: string; state: UpliftState };

/** Does one thing about an uplift, on condition that nobody did another meanwhile, and has the work begun that follows. */
export async function actOnUplift(
  { viewer, id, body: { reason } }: Asking,
  actOf: (done: Done) => UpliftAct,
  deps: UpliftsDeps,
): Promise<Acted> {
  const seen = await upliftOf(id, deps);
  const act = actOf({ by: viewer.userId, on: deps.today(), reason });
  const uplift = await decided(seen.body.uplift, act, { viewer, deps });
  const after = withWorkOf({ ...seen.body, uplift, work: null }, act, deps);
  const open = await deps.uplifts.openUplifts();
  if (!isOnItsWay(seen.body.uplift) && isOnItsWay(uplift)) await refuseOverOthers(after, open, deps);
  await keep(seen, after, { viewer, reason }, deps, open);
  return { upliftId: id, state: uplift.state };
}

/** The uplift as a caller sees it after an act that did nothing else. */
export async function keep(
  seen: StoredFact<'uplift'> | null,
  after: KeptUplift,
  { viewer, reason }: Acting,
  deps: UpliftsDeps,
  open: OpenUplifts = { revision: 0, upliftIds: [] },
): Promise<void> {
  const recording = recordedByHand(viewer, reason, deps.clock);
  const moved = await deps.uplifts.moveUplift(seen, after, { recording, open });
  const { upliftId } = after.uplift;
  if (moved.outcome === 'changed-meanwhile')
    throw new Conflict(
      'Somebody else acted on this uplift, or on another, at the same moment. Look at it again.',
      {
        ids: { upliftId },
      },
    );
  if (after.work !== null && after.work.attempt !== seen?.body.work?.attempt)
    await deps.send({ act: 'plan', upliftId, attempt: after.work.attempt });
}

/** What an act has worked on: lines to be reckoned, rates to be written or given back. */
function withWorkOf(kept: KeptUplift, { act, by }: UpliftAct, { today }: UpliftsDeps): KeptUplift {
  const asOf = kept.uplift.preview?.asOf ?? today();
  if (act === 'edit') return withWork({ ...kept, previewed: null }, { phase: 'preview', by, asOf: today() });
  if (act === 'apply') return withWork(kept, { phase: 'apply', by, asOf });
  return act === 'undo' ? withWork(kept, { phase: 'undo', by, asOf }) : kept;
}

/** What is closed to the viewer is not there for who acts either: a refusal says nothing of it, and nobody opens it. */
async function decided(
  uplift: Uplift,
  act: UpliftAct,
  { viewer, deps }: { viewer: Viewer; deps: UpliftsDeps },
): Promise<Uplift> {
  const limitPence = act.act === 'approve' || act.act === 'undo' ? await limitOf(viewer, deps) : null;
  const asRead = upliftAfter(await upliftAsRead(viewer, uplift, deps), act, limitPence);
  if (!asRead.ok) throw asProblem(asRead, uplift.upliftId);
  const after = upliftAfter(uplift, act, limitPence);
  invariant(after.ok, 'what may be done about less may be done about all of it');
  return after.value;
}

const CONFLICTS: readonly string[] = ['wrong-state', 'lines-changed', 'open-uplift'];
const FORBIDDEN: readonly string[] = ['maker-is-checker', 'over-limit'];

function asProblem({ rule, message }: Refusal, upliftId: string): Error {
  const circumstances = { errors: [{ field: null, rule, message }], ids: { upliftId } };
  if (CONFLICTS.includes(rule)) return new Conflict(message, circumstances);
  return FORBIDDEN.includes(rule)
    ? new Forbidden(message, circumstances)
    : new Unacceptable(message, circumstances);
}

/** No two uplifts are on their way to one rate. */
async function refuseOverOthers(kept: KeptUplift, open: OpenUplifts, deps: UpliftsDeps): Promise<void> {
  const { upliftId } = kept.uplift;
  const refusal = refuseOverOpen(await ratesOf(kept, deps), await openRatesOf(open, upliftId, deps));
  if (refusal !== null) throw asProblem(refusal, upliftId);
}
