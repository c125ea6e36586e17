import { matchHeading, readRow, type Heading } from '../../domain/records/layout.ts';
import { theirRows, type TheirLine } from '../../domain/pay/parallel-run/their-line.ts';
import type { Upload, UploadLine } from '../../events/api/uploads.ts';
import { LINES_PER_PART } from '../platform/checked-parts.ts';
import type { PayDeps } from './deps.ts';

/** The lines of a payment file that were accepted, read again from where they are kept beside it. */
export async function theirLines(
  { uploadId, counts }: Pick<Upload, 'uploadId' | 'counts'>,
  { checkedLines }: Pick<PayDeps, 'checkedLines'>,
): Promise<TheirLine[]> {
  const lines: TheirLine[] = [];
  const headings = new Map<string, Heading>();
  for (let part = 1; part <= Math.ceil(counts.rows / LINES_PER_PART); part += 1) {
    for (const line of await checkedLines(uploadId, part)) {
      const read = line.state === 'accepted' ? readLine(line, headings) : null;
      if (read !== null) lines.push(read);
    }
  }
  return lines;
}

/** Which cells a line has differs from line to line, since empty ones are not kept; a few headings serve all. */
function readLine({ line, values }: UploadLine, headings: Map<string, Heading>): TheirLine | null {
  const columns = Object.keys(values);
  const known = headings.get(columns.join('\n')) ?? matchHeading(theirRows.layout, columns);
  headings.set(columns.join('\n'), known);
  const { record } = readRow(theirRows.layout, known, { line, cells: Object.values(values) });
  return record === null ? null : { ...record, line };
}
