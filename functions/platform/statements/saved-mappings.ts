import { headingsText, type StatementMapping } from '../../../domain/statements/statement-mapping.ts';
import { factStore } from '../../store/fact-store.ts';
import { hashText } from '../../store/hash-text.ts';
import type { Table } from '../../store/table.ts';

const ID_CHARACTERS = 32;

/**
 * The id of what is saved about some headings: the same for the same headings, so that there are never two of them, and
 * what was saved is found by key as soon as it is there.
 */
export function mappingIdOf(headings: readonly string[]): string {
  return hashText(headingsText(headings)).slice(0, ID_CHARACTERS);
}

/** What is saved about any of some rows that may be headings, and was not withdrawn. */
export async function savedMappings(
  rows: readonly (readonly string[])[],
  table: Table,
): Promise<StatementMapping[]> {
  const found = await factStore(table).currentFacts('statement-mapping', rows.map(mappingIdOf));
  return [...found.values()].flatMap(({ body: { isWithdrawn, ...mapping } }) => (isWithdrawn ? [] : mapping));
}
