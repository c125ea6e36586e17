import { sameValue } from '../../domain/facts/canonical-json.ts';
import { readIdentifier } from '../../domain/identifiers.ts';
import { checkReturnMapping, mappingIdsOf, type ReturnMapping } from '../../domain/returns/return-mapping.ts';
import type { returnMappingRoutes, ShownMapping } from '../../events/api/return-mappings.ts';
import { pageOfIds } from '../platform/page-of-ids.ts';
import { Conflict, Unacceptable, type FieldError } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { ReturnsDeps } from './deps.ts';

type Page = { items: ShownMapping[]; nextCursor: string | null };

/** How providers’ own headings are read: of one provider, or of all in the order of their ids. */
export async function listMappings(
  { query: { providerId, limit, cursor } }: Asked<typeof returnMappingRoutes.listReturnMappings>,
  deps: ReturnsDeps,
): Promise<Page> {
  const ids = providerId === undefined ? await deps.lists.everyId('return-mapping') : idsOf(providerId);
  const page = pageOfIds(ids, { limit, cursor });
  const items = await Promise.all(page.ids.map((id) => shownMapping(id, deps)));
  return { items: items.flat(), nextCursor: page.nextCursor };
}

function idsOf(providerId: string): string[] {
  return readIdentifier(providerId).ok ? mappingIdsOf(providerId) : [];
}

async function shownMapping(mappingId: string, { facts }: ReturnsDeps): Promise<ShownMapping[]> {
  const versions = await facts.versionsOf('return-mapping', mappingId);
  return versions.slice(0, 1).map(({ body: { providerId } }) => ({
    mappingId,
    providerId,
    versions: versions.map(({ version, body: { layout, columns }, recordedAt, recordedBy, reason }) => ({
      ...{ version, layout, columns },
      ...{ savedAt: recordedAt, savedBy: recordedBy, reason },
    })),
  }));
}

/** Keeps how a provider’s own headings are to be read, if every line could be read by it. */
export async function putMapping(
  { id, viewer, body: { reason, ...said } }: Asked<typeof returnMappingRoutes.putReturnMapping>,
  { facts, clock }: ReturnsDeps,
): Promise<{ mappingId: string; version: number }> {
  const mapping: ReturnMapping = { mappingId: id, ...said };
  await refuseWrong(mapping, facts);
  const seen = (await facts.currentFacts('return-mapping', [id])).get(id) ?? null;
  if (seen !== null && sameValue(seen.body, mapping)) return { mappingId: id, version: seen.version };
  const recording = recordedByHand(viewer, reason, clock);
  const subject = { kind: 'return-mapping' as const, id };
  const [recorded] = await facts.recordVersions([
    { subject, body: mapping, handFields: [], recording, seen },
  ]);
  if (recorded?.outcome === 'recorded') return { mappingId: id, version: recorded.fact.version };
  throw new Conflict('Somebody else saved this mapping at the same moment. Look at theirs first.', {
    ids: { mappingId: id },
  });
}

async function refuseWrong(mapping: ReturnMapping, facts: ReturnsDeps['facts']): Promise<void> {
  const errors: FieldError[] = checkReturnMapping(mapping).map(({ field, rule, message }) => ({
    ...{ field, rule, message },
  }));
  const { providerId } = mapping;
  if (errors.length === 0 && !(await facts.whichExist('provider', [providerId])).has(providerId))
    errors.push({
      ...{ field: 'providerId', rule: 'unknown-reference' },
      message: `The provider ${providerId} is not known.`,
    });
  const [first] = errors;
  if (first !== undefined) throw new Unacceptable(first.message, { errors });
}
