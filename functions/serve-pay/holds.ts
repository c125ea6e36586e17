import { daysBetween, londonDate } from '../../domain/calendar.ts';
import { holdSchema, type Hold } from '../../domain/pay/run/hold.ts';
import type { paymentRoutes, ShownHold } from '../../events/api/payments.ts';
import { openingHolds } from '../platform/pay/opening-holds.ts';
import { Conflict, NotFound, Unacceptable } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { Viewer } from '../platform/identity.ts';
import type { PayDeps } from './deps.ts';

/** Places a hold on what one of the ids names, if it is there. */
export async function placeHold({ viewer, body }: Asked<typeof paymentRoutes.placeHold>, deps: PayDeps) {
  const { category, reason, ...ids } = body;
  const given = Object.entries(ids).filter(([, id]) => id !== undefined);
  if (given.length !== 1) {
    const message = 'A hold is on one of providerId, personId, packageId or lineId.';
    throw new Unacceptable(message, { errors: [{ field: null, rule: 'one-of', message }] });
  }
  const on = holdSchema.shape.on.parse(Object.fromEntries(given));
  await checkThere(on, deps);
  const hold = await keepHold({ category, on, viewer, reason }, deps);
  return { holdId: hold.holdId, state: hold.state };
}

type NewHold = Pick<Hold, 'category' | 'on'> & { viewer: Viewer; reason: string };

export async function keepHold({ category, on, viewer, reason }: NewHold, deps: PayDeps): Promise<Hold> {
  const hold: Hold = {
    holdId: `H${deps.newId()}`,
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

async function checkThere(on: Hold['on'], { facts }: PayDeps): Promise<void> {
  if ('lineId' in on) return;
  const [field = '', id = ''] = Object.entries(on)[0] ?? [];
  const kinds = {
    providerId: ['provider'],
    personId: ['person'],
    packageId: ['package', 'direct-payment-agreement', 'manual-invoice'],
  } as const;
  const wanted = field === 'providerId' || field === 'personId' || field === 'packageId' ? kinds[field] : [];
  for (const kind of wanted) if ((await facts.whichExist(kind, [id])).size > 0) return;
  const message = `${id} is not known.`;
  throw new Unacceptable(message, { errors: [{ field, rule: 'unknown-reference', message }] });
}

/** Releases a hold; one for changed bank details is released by another person’s call back only. */
export async function releaseHold(
  { id, viewer, body }: Asked<typeof paymentRoutes.releaseHold>,
  deps: PayDeps,
) {
  const seen = (await deps.facts.currentFacts('hold', [id])).get(id);
  if (seen?.body.category === 'bank-details-changed') {
    throw new Conflict(
      'Changed bank details are released by recording the call back on the provider’s account page, by somebody else.',
      { ids: { holdId: id } },
    );
  }
  return endHold(id, { viewer, reason: body.reason }, deps);
}

export async function endHold(
  id: string,
  { viewer, reason }: { viewer: Viewer; reason: string },
  deps: PayDeps,
) {
  const seen = (await deps.facts.currentFacts('hold', [id])).get(id) ?? null;
  const hold = seen?.body ?? (await openingHolds(deps)).find(({ holdId }) => holdId === id);
  if (hold === undefined) throw new NotFound(`There is no hold ${id}.`);
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

export async function listHolds({ query }: Asked<typeof paymentRoutes.listHolds>, deps: PayDeps) {
  const ids = await deps.lists.everyId('hold');
  const holds = await deps.facts.currentFacts('hold', ids);
  const today = londonDate(deps.clock());
  const opening = (await openingHolds(deps)).map((body) => ({ body, reason: HELD_BEFORE }));
  const placed = ids.flatMap((id) => holds.get(id) ?? []);
  const shown = [...opening, ...placed]
    .filter(({ body }) => query.state === undefined || query.state === body.state)
    .map(({ body, reason }): ShownHold => ({ ...body, reason, ageDays: daysBetween(body.placedOn, today) }));
  const start = Number(query.cursor ?? '0');
  const end = start + query.limit;
  return { items: shown.slice(start, end), nextCursor: end < shown.length ? String(end) : null };
}
