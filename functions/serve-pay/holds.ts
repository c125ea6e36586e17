import { daysBetween, londonDate } from '../../domain/calendar.ts';
import { holdSchema, type Hold } from '../../domain/pay/run/hold.ts';
import type { paymentRoutes, ShownHold } from '../../events/api/payments.ts';
import { openingHolds } from '../platform/pay/opening-holds.ts';
import { Conflict, Forbidden, NotFound } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { Viewer } from '../platform/identity.ts';
import type { StoredFact } from '../store/items.ts';
import { accountOwners, type AccountOwner } from './account-owners.ts';
import type { PayDeps } from './deps.ts';
import { idOfAct } from './id-of-act.ts';
import { refusal } from './refusal.ts';
import { isHidden, withoutHidden, type About } from '../platform/pay/without-hidden.ts';

/** Places a hold on what one of the ids names, if it is there. */
export async function placeHold(
  { viewer, body, actId }: Asked<typeof paymentRoutes.placeHold>,
  deps: PayDeps,
) {
  const { category, reason, ...ids } = body;
  const given = Object.entries(ids).filter(([, id]) => id !== undefined);
  if (given.length !== 1) {
    throw refusal(null, 'one-of', 'A hold is on one of providerId, personId, packageId or lineId.');
  }
  const on = holdSchema.shape.on.parse(Object.fromEntries(given));
  await checkThere(on, viewer, deps);
  const holdId = `H${idOfAct({ actId }, deps)}`;
  const hold = await keepHold({ holdId, category, on, viewer, reason }, deps);
  return { holdId: hold.holdId, state: hold.state };
}

type NewHold = Pick<Hold, 'holdId' | 'category' | 'on'> & { viewer: Viewer; reason: string };

async function keepHold({ holdId, category, on, viewer, reason }: NewHold, deps: PayDeps): Promise<Hold> {
  const hold: Hold = {
    holdId,
    category,
    on,
    state: 'active',
    placedBy: viewer.userId,
    placedOn: londonDate(deps.clock()),
    releasedOn: null,
  };
  const recording = recordedByHand(viewer, reason, deps.clock);
  await deps.facts.recordVersions([
    { subject: { kind: 'hold', id: hold.holdId }, body: hold, handFields: [], recording, seen: null },
  ]);
  return hold;
}

/** Whom a hold is about. */
function aboutHold(on: Hold['on']): About {
  if ('personId' in on) return { personId: on.personId };
  return 'packageId' in on ? { ids: [on.packageId] } : {};
}

/** What is a person’s who is kept from the viewer is as unknown as what is not there. */
async function checkThere(on: Hold['on'], viewer: Viewer, deps: PayDeps): Promise<void> {
  if ('lineId' in on) return;
  const { facts } = deps;
  const isKept = await isHidden(viewer, aboutHold(on), deps);
  const [field = '', id = ''] = Object.entries(on)[0] ?? [];
  const kinds = {
    providerId: ['provider'],
    personId: ['person'],
    packageId: ['package', 'direct-payment-agreement', 'manual-invoice'],
  } as const;
  const wanted = field === 'providerId' || field === 'personId' || field === 'packageId' ? kinds[field] : [];
  for (const kind of wanted) if (!isKept && (await facts.whichExist(kind, [id])).size > 0) return;
  throw refusal(field, 'unknown-reference', `${id} is not known.`);
}

/** Releases a hold; one for changed bank details is released by another person’s call back only. */
export async function releaseHold(
  { id, viewer, body: { reason } }: Asked<typeof paymentRoutes.releaseHold>,
  deps: PayDeps,
) {
  const { hold } = await findHold(id, deps);
  if (await isHidden(viewer, aboutHold(hold.on), deps)) throw new NotFound(`There is no hold ${id}.`);
  if (hold.category === 'bank-details-changed') await refuseWithoutCallBack(hold, viewer, deps);
  return endHold(id, { viewer, reason }, deps);
}

/** Where nobody’s account can be called back about (a line, a person without direct payments), another person looks at it. */
async function refuseWithoutCallBack(hold: Hold, { userId }: Viewer, deps: PayDeps): Promise<void> {
  const ids = { holdId: hold.holdId };
  const ownersOf = await accountOwners([hold], deps);
  if (ownersOf(hold).length > 0) {
    const message =
      'Changed bank details are released by recording the call back to the payee under its bank details, by somebody else.';
    throw new Conflict(message, { ids });
  }
  if (hold.placedBy === userId)
    throw new Forbidden('You placed this hold. Somebody else has to release it.', { ids });
}

/** A hold of ours, or one of the old system that nobody touched here. */
async function findHold(id: string, deps: PayDeps): Promise<{ seen: StoredFact<'hold'> | null; hold: Hold }> {
  const seen = (await deps.facts.currentFacts('hold', [id])).get(id) ?? null;
  const hold = seen?.body ?? (await openingHolds(deps)).find(({ holdId }) => holdId === id);
  if (hold === undefined) throw new NotFound(`There is no hold ${id}.`);
  return { seen, hold };
}

export async function endHold(
  id: string,
  { viewer, reason }: { viewer: Viewer; reason: string },
  deps: PayDeps,
) {
  const { seen, hold } = await findHold(id, deps);
  if (hold.state === 'released')
    throw new Conflict('The hold is released; it would have to be active.', { ids: { holdId: id } });
  const [recorded] = await deps.facts.recordVersions([
    {
      subject: { kind: 'hold', id },
      body: { ...hold, state: 'released', releasedOn: londonDate(deps.clock()) },
      handFields: [],
      recording: recordedByHand(viewer, reason, deps.clock),
      seen,
    },
  ]);
  if (recorded?.outcome !== 'recorded')
    throw new Conflict('Somebody else changed the hold at the same moment.', { ids: { holdId: id } });
  return { holdId: id, state: 'released' };
}

const HELD_BEFORE = 'Held by the old system when the council moved.';

/** Every hold there is or was: of the old system first, then ours. */
export async function everyHold(deps: PayDeps): Promise<{ body: Hold; reason: string | null }[]> {
  const ids = await deps.lists.everyId('hold');
  const holds = await deps.facts.currentFacts('hold', ids);
  const opening = (await openingHolds(deps)).map((body) => ({ body, reason: HELD_BEFORE }));
  return [...opening, ...ids.flatMap((id) => holds.get(id) ?? [])];
}

export async function listHolds({ viewer, query }: Asked<typeof paymentRoutes.listHolds>, deps: PayDeps) {
  const today = londonDate(deps.clock());
  const asked = (await everyHold(deps)).filter(
    ({ body }) => query.state === undefined || query.state === body.state,
  );
  const shown = await withoutHidden(viewer, asked, ({ body }) => aboutHold(body.on), deps);
  const start = Number(query.cursor ?? '0');
  const end = start + query.limit;
  const page = shown.slice(start, end);
  const payeeOf = await payees(
    page.map(({ body }) => body),
    deps,
  );
  const items = page.map(({ body, reason }): ShownHold => ({
    ...body,
    reason,
    ageDays: daysBetween(body.placedOn, today),
    payee: payeeOf(body),
  }));
  return { items, nextCursor: end < shown.length ? String(end) : null };
}

/** Whom holds are on, where that is a payee, or whose changed account they wait for. */
async function payees(holds: readonly Hold[], deps: PayDeps): Promise<(hold: Hold) => AccountOwner | null> {
  const isChange = ({ category }: Hold) => category === 'bank-details-changed';
  const ownersOf = await accountOwners(
    holds.filter((hold) => isChange(hold) || !('personId' in hold.on)),
    deps,
  );
  return (hold) => {
    if ('personId' in hold.on && !isChange(hold)) return null;
    const [owner = null] = ownersOf(hold);
    // A package is a payee of its own only where it is a direct payment.
    return isChange(hold) || 'providerId' in hold.on || owner?.kind === 'agreement' ? owner : null;
  };
}
