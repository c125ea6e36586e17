import type { StatementMapping } from '../../domain/statements/statement-mapping.ts';
import type { StatementReading } from '../../domain/statements/statement.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { readPlainTable } from '../files/statements/plain-table.ts';
import { readStatement } from '../files/statements/read-statement.ts';
import { keepTable } from '../platform/statements/kept-table.ts';
import type { AuditDeps } from '../platform/statements/audit-upload.ts';
import { mappingIdOf, savedMappings } from '../platform/statements/saved-mappings.ts';
import { statementStore } from '../store/statement-store.ts';

/**
 * Reads a statement by what is saved about its headings, or as its bank writes it. The table of a file that cannot be
 * read so is kept, for whoever says what its columns hold.
 */
export async function readByMappings(
  { uploadId }: Pick<Upload, 'uploadId'>,
  bytes: Buffer,
  deps: AuditDeps,
): Promise<StatementReading> {
  let saved: StatementMapping[] = [];
  const reading = await readStatement(bytes, {
    mappingsFor: async (rows) => {
      saved = await savedMappings(rows, deps.table);
      return saved;
    },
  });
  if (reading.ok) return reading;
  const [mapping] = saved;
  if (reading.rule !== 'layout-unknown' && mapping === undefined) return reading;
  const table = await readPlainTable(bytes);
  if (table !== null) {
    const { headings } = await keepTable(uploadId, table, deps);
    const mappingId = mapping?.mappingId ?? (headings === null ? null : mappingIdOf(headings.cells));
    if (mappingId !== null) await statementStore(deps.table).noteUnknownHeadings(mappingId, uploadId);
  }
  return mapping === undefined ? reading : doesNotFit(reading, mapping);
}

type Refused = Extract<StatementReading, { ok: false }>;

function doesNotFit({ message, place }: Refused, { bank }: StatementMapping): StatementReading {
  return {
    ...{ ok: false, rule: 'mapping-does-not-fit', place },
    message: `What is saved about the headings of ${bank} does not fit this file. ${message}`,
  };
}
