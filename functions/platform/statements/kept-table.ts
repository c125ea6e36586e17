import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { findingSchema } from '../../../domain/records/finding.ts';
import { likelyHeadings } from '../../files/statements/find-layout.ts';
import type { PlainTable } from '../../files/statements/plain-table.ts';
import { readPart } from '../checked-parts.ts';
import { partWriter } from '../part-writer.ts';

type Evidence = { buckets: S3Client; evidenceBucket: string };

const rowSchema = z.object({ line: z.int(), cells: z.array(z.string()), fault: z.string().optional() });

const tableSchema = z.object({
  format: z.enum(['csv', 'xlsx']),
  headings: z
    .object({ line: z.int(), cells: z.array(z.string()) })
    .nullable()
    .describe('What most likely are its headings; null where no row looks like them.'),
  rows: z.array(rowSchema),
  isWhole: z.boolean().describe('Whether every row of the file is here.'),
  notes: z.array(findingSchema),
});
/** The table of a statement file that could not be read, as it was cut into rows. */
export type KeptTable = z.infer<typeof tableSchema>;

/** More rows than a statement of years has: whoever says what columns hold looks at no more. */
const MOST_KEPT_ROWS = 20_000;

function tableKey(uploadId: string): string {
  return `checked/${uploadId}/table.ndjson.gz`;
}

/** Keeps the table of a file beside it, so that nobody has to open the file again; written twice, it says the same. */
export async function keepTable(
  uploadId: string,
  { format, rows, notes }: PlainTable,
  { buckets, evidenceBucket: bucket }: Evidence,
): Promise<KeptTable> {
  const headings = likelyHeadings(rows);
  const kept: KeptTable = {
    format,
    headings: headings === null ? null : { line: headings.line, cells: [...headings.cells] },
    rows: rows.slice(0, MOST_KEPT_ROWS).map(({ cells, line, fault }) => ({
      line,
      cells: [...cells],
      ...(fault === undefined ? {} : { fault }),
    })),
    isWhole: rows.length <= MOST_KEPT_ROWS,
    notes: [...notes],
  };
  const key = tableKey(uploadId);
  const writer = partWriter<KeptTable>({
    ...{ buckets, bucket, perPart: 1, itemsBefore: 0 },
    keyOf: () => key,
  });
  await writer.add([kept]);
  await writer.end();
  return kept;
}

/** The table of a file that could not be read; null where it is none, or was read. */
export async function keptTable(
  uploadId: string,
  { buckets, evidenceBucket: bucket }: Evidence,
): Promise<KeptTable | null> {
  const [table] = (await readPart({ buckets, bucket, key: tableKey(uploadId) }, tableSchema)) ?? [];
  return table ?? null;
}
