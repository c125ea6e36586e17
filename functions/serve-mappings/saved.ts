import { sameValue } from '../../domain/facts/canonical-json.ts';
import { quote } from '../../domain/outcome.ts';
import {
  checkStatementMapping,
  type KeptStatementMapping,
} from '../../domain/statements/statement-mapping.ts';
import type { ShownStatementMapping, statementMappingRoutes } from '../../events/api/statement-mappings.ts';
import { pageOfIds } from '../platform/page-of-ids.ts';
import { Conflict, NotFound } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import { refuseErrors } from '../platform/refuse-errors.ts';
import type { Asked } from '../platform/route-area.ts';
import { mappingIdOf } from '../platform/statements/saved-mappings.ts';
import { factStore, type FactStore } from '../store/fact-store.ts';
import type { StoredFact } from '../store/items.ts';
import { listStore } from '../store/list-store.ts';
import type { MappingsDeps } from './deps.ts';

type Kept = StoredFact<'statement-mapping'>;
type Page = { items: ShownStatementMapping[]; nextCursor: string | null };
type Version = { mappingId: string; version: number };

/** What is saved about headings, in the order of their ids. */
export async function listMappings(
  { query }: Asked<typeof statementMappingRoutes.listStatementMappings>,
  { table }: Pick<MappingsDeps, 'table'>,
): Promise<Page> {
  const { ids, nextCursor } = pageOfIds(await listStore(table).everyId('statement-mapping'), query);
  const facts = factStore(table);
  const items = await Promise.all(ids.map((id) => shownMapping(id, facts)));
  return { items: items.flatMap((each) => each ?? []), nextCursor };
}

export async function readMapping(
  { id }: Asked<typeof statementMappingRoutes.readStatementMapping>,
  { table }: Pick<MappingsDeps, 'table'>,
): Promise<ShownStatementMapping> {
  return (await shownMapping(id, factStore(table))) ?? notSaved(id);
}

async function shownMapping(mappingId: string, facts: FactStore): Promise<ShownStatementMapping | null> {
  const versions = await facts.versionsOf('statement-mapping', mappingId);
  return versions.length === 0 ? null : { mappingId, versions: versions.map(shownVersion) };
}

export function shownVersion(kept: Kept): ShownStatementMapping['versions'][number] {
  const { mappingId: _mappingId, ...said } = kept.body;
  const { version, recordedAt, recordedBy, reason } = kept;
  return { ...said, version, savedAt: recordedAt, savedBy: recordedBy, reason };
}

function notSaved(mappingId: string): never {
  throw new NotFound('Nothing is saved about such headings.', { ids: { mappingId } });
}

/** Keeps what is said of the columns under some headings, if every row could be read by it. */
export async function saveMapping(
  { viewer, body: { reason, replaces, ...said } }: Asked<typeof statementMappingRoutes.saveStatementMapping>,
  { table, clock }: Pick<MappingsDeps, 'table' | 'clock'>,
): Promise<Version> {
  const mappingId = mappingIdOf(said.headings);
  const { headings, bank, date, dateOrder, text, amount, balance, reference, kind, currency } = said;
  const mapping = {
    ...{ mappingId, headings, bank, date, dateOrder, text, amount, balance, reference, kind, currency },
  };
  refuseErrors(checkStatementMapping(mapping));
  const facts = factStore(table);
  const seen = (await facts.currentFacts('statement-mapping', [mappingId])).get(mappingId) ?? null;
  const body: KeptStatementMapping = { ...mapping, isWithdrawn: false };
  if (seen !== null && sameValue(seen.body, body)) return { mappingId, version: seen.version };
  const inForce = seen === null || seen.body.isWithdrawn ? null : seen;
  if (inForce !== null && inForce.version !== replaces) throw savedBefore(inForce);
  return record({ body, seen, recording: recordedByHand(viewer, reason, clock) }, facts);
}

/** Two mappings for the same headings would leave it to chance which of them reads a file. */
function savedBefore({ body: { mappingId, bank }, version, recordedBy }: Kept): Conflict {
  return new Conflict(
    `The same headings are known already: ${recordedBy} saved them for ${quote(bank)} (version ${version}). Look at what is saved, and save in its place.`,
    { ids: { mappingId } },
  );
}

/** Reads no further file by what is saved about some headings. */
export async function withdrawMapping(
  { id, viewer, body: { reason } }: Asked<typeof statementMappingRoutes.withdrawStatementMapping>,
  { table, clock }: Pick<MappingsDeps, 'table' | 'clock'>,
): Promise<Version> {
  const facts = factStore(table);
  const seen = (await facts.currentFacts('statement-mapping', [id])).get(id) ?? notSaved(id);
  if (seen.body.isWithdrawn) return { mappingId: id, version: seen.version };
  const body = { ...seen.body, isWithdrawn: true };
  return record({ body, seen, recording: recordedByHand(viewer, reason, clock) }, facts);
}

type Write = {
  body: KeptStatementMapping;
  seen: Kept | null;
  recording: ReturnType<typeof recordedByHand>;
};

async function record({ body, seen, recording }: Write, facts: FactStore): Promise<Version> {
  const { mappingId } = body;
  const subject = { kind: 'statement-mapping' as const, id: mappingId };
  const [recorded] = await facts.recordVersions([{ subject, body, handFields: [], recording, seen }]);
  if (recorded?.outcome === 'recorded') return { mappingId, version: recorded.fact.version };
  throw new Conflict('Somebody else changed what is saved about these headings. Look at theirs first.', {
    ids: { mappingId },
  });
}
