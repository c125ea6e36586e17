import { mappingIdsOf, type ReturnMapping } from '../../domain/returns/return-mapping.ts';
import { factStore } from '../store/fact-store.ts';
import type { Table } from '../store/table.ts';

/** How a provider’s own headings are to be read, what was said last first: where two fit, it is the one that is meant. */
export async function loadMappings(providerId: string, table: Table): Promise<ReturnMapping[]> {
  const found = await factStore(table).currentFacts('return-mapping', mappingIdsOf(providerId));
  return [...found.values()]
    .toSorted((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))
    .map(({ body }) => body);
}
