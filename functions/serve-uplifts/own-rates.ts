import type { OwnUpliftRate, portalUpliftRoutes } from '../../events/api/portal-uplifts.ts';
import type { KeptUplift } from '../../domain/uplift/kept-uplift.ts';
import { providerOfViewer } from '../platform/identity.ts';
import { InvalidRequest } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import type { Page } from '../store/list-store.ts';
import { changedRates, isInForce, type ChangedRate } from './changed-rates.ts';
import type { UpliftsDeps } from './deps.ts';

/**
 * The rates of the viewer’s own provider that uplifts in force have changed, the newest uplift first; the cursor says
 * which uplift and how far. Nothing in the request can ask for another’s.
 */
export async function listOwnRates(
  { viewer, query }: Asked<typeof portalUpliftRoutes.listOwnUplifts>,
  deps: UpliftsDeps,
): Promise<Page<OwnUpliftRate>> {
  const providerId = providerOfViewer(viewer);
  const start = readCursor(query.cursor);
  const ids = (await deps.lists.everyId('uplift')).sort().reverse();
  const uplifts = await deps.facts.currentFacts('uplift', ids);
  const found: OwnUpliftRate[] = [];
  for (const id of ids) {
    const kept = uplifts.get(id)?.body;
    if (kept === undefined || !isInForce(kept) || (start !== null && id > start.upliftId)) continue;
    const rates = await changedRates(kept, providerId, deps);
    const from = id === start?.upliftId ? start.rate : 0;
    const to = from + query.limit - found.length;
    found.push(...rates.slice(from, to).map((rate) => shown(rate, kept)));
    if (to < rates.length) return { items: found, nextCursor: `${id}.${to}` };
  }
  return { items: found, nextCursor: null };
}

function readCursor(cursor: string | undefined): { upliftId: string; rate: number } | null {
  if (cursor === undefined) return null;
  const [, upliftId, rate] = /^([^.]+)\.(\d{1,9})$/.exec(cursor) ?? [];
  if (upliftId === undefined) throw new InvalidRequest('The cursor is not one of ours.');
  return { upliftId, rate: Number(rate) };
}

/** What a provider is told of a rate: neither whose care it is, nor what it costs in all. */
function shown(rate: ChangedRate, { uplift: { upliftId, asked } }: KeptUplift): OwnUpliftRate {
  const { lineId, packageId, rateCardId, visitMinutes, dayType, band, zone } = rate;
  const { serviceType, from, through, oldRate, newRate } = rate;
  return {
    ...{ upliftId, name: asked.name, effectiveDate: asked.effectiveDate },
    ...{ lineId, packageId, rateCardId, visitMinutes, dayType, band, zone, serviceType, from, through },
    ...{ before: oldRate, after: newRate },
  };
}
