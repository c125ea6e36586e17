import { percentChange, type UpliftLine } from '../../domain/uplift/uplift-line.ts';
import type { ShownUpliftLine, upliftRoutes } from '../../events/api/uplifts.ts';
import { withoutHidden } from '../platform/pay/without-hidden.ts';
import { InvalidRequest } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import type { PartIndex, UpliftSummary, WorkAt } from '../platform/uplifts/evidence.ts';
import type { Page } from '../store/list-store.ts';
import type { UpliftsDeps } from './deps.ts';
import { upliftOf } from './open-uplift.ts';

type Asking = Asked<typeof upliftRoutes.listUpliftLines>;
type Filters = Asking['query'];

/** The lines of an uplift, part by part; the cursor says which part and how far. */
export async function listUpliftLines(
  { id, viewer, query }: Asking,
  deps: UpliftsDeps,
): Promise<Page<ShownUpliftLine>> {
  const { uplift, previewed } = (await upliftOf(id, deps)).body;
  if (previewed === null || uplift.preview === null) return { items: [], nextCursor: null };
  const at = { upliftId: id, attempt: previewed.attempt };
  const summary = await deps.evidence.readSummary(at);
  const { part, line } = readCursor(query.cursor);
  const found: UpliftLine[] = [];
  for (const place of placesOf(summary, query)) {
    if (place < part) continue;
    const all = (await linesAt(place, { at, summary, query }, deps)).filter((each) => isAsked(each, query));
    const seen = await withoutHidden(viewer, all, ({ personId }) => ({ personId }), deps);
    const from = place === part ? line : 0;
    const to = from + query.limit - found.length;
    found.push(...seen.slice(from, to));
    if (to < seen.length) return { items: await shown(found, summary, deps), nextCursor: `${place}.${to}` };
    if (found.length === query.limit)
      return { items: await shown(found, summary, deps), nextCursor: `${place + 1}.0` };
  }
  return { items: await shown(found, summary, deps), nextCursor: null };
}

function readCursor(cursor = '0.0'): { part: number; line: number } {
  const [part, line] = cursor.split('.').map(Number);
  if (part === undefined || line === undefined || ![part, line].every(Number.isSafeInteger))
    throw new InvalidRequest('The cursor is not one of ours.');
  return { part, line };
}

/** Where something that is asked for may lie: parts, or the one place of the sample and of the outliers. */
function placesOf({ parts }: UpliftSummary, query: Filters): number[] {
  if (isPicked(query)) return [0];
  return parts.filter((index) => mayHold(index, query)).map(({ part }) => part);
}

function isPicked({ sample, outlier }: Filters): boolean {
  return sample === 'yes' || outlier === 'yes';
}

function mayHold({ outcomes, providerIds }: PartIndex, { outcome, providerId }: Filters): boolean {
  const isOfProvider = providerId === undefined || providerIds.includes(providerId);
  return isOfProvider && (outcome === undefined || outcomes[outcome] > 0);
}

async function linesAt(
  place: number,
  { at, summary, query }: { at: WorkAt; summary: UpliftSummary; query: Filters },
  { evidence }: UpliftsDeps,
): Promise<UpliftLine[]> {
  if (!isPicked(query)) return evidence.readLines(at, place);
  const { sample, farOff, outliers } = summary;
  if (query.sample !== 'yes') return farOff;
  const far = new Set(outliers.map(({ lineId }) => lineId));
  return query.outlier === 'yes' ? sample.filter(({ lineId }) => far.has(lineId)) : sample;
}

function isAsked(line: UpliftLine, { outcome, providerId }: Filters): boolean {
  return (
    (outcome === undefined || line.outcome === outcome) &&
    (providerId === undefined || line.providerId === providerId)
  );
}

async function shown(
  lines: readonly UpliftLine[],
  { outliers, sample }: UpliftSummary,
  { facts }: UpliftsDeps,
): Promise<ShownUpliftLine[]> {
  const providers = await facts.currentFacts(
    'provider',
    lines.flatMap(({ providerId }) => providerId ?? []),
  );
  const far = new Map(outliers.map(({ lineId, why }) => [lineId, why]));
  const chosen = new Set(sample.map(({ lineId }) => lineId));
  return lines.map((line) => ({
    ...line,
    providerName: line.providerId === null ? null : (providers.get(line.providerId)?.body.name ?? null),
    percent:
      line.oldRate === null || line.newRate === null ? null : percentChange(line.oldRate, line.newRate),
    outlier: far.get(line.lineId) ?? null,
    inSample: chosen.has(line.lineId),
  }));
}
