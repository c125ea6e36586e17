import { matchHeading, readRow, type Heading } from '../../domain/records/layout.ts';
import type { UpliftFinding } from '../../domain/uplift/preview-findings.ts';
import { upliftRateRows } from '../../domain/uplift/rates-file.ts';
import type { UploadLine } from '../../events/api/uploads.ts';
import { LINES_PER_PART } from '../platform/checked-parts.ts';
import type { UpliftPlan } from '../platform/uplifts/evidence.ts';
import type { UpliftDeps } from './deps.ts';

/** The rows of a file of rates that were accepted, read again from where they are kept beside it. */
export async function namedRows(
  uploadId: string | null,
  { uploads, checkedLines }: Pick<UpliftDeps, 'uploads' | 'checkedLines'>,
): Promise<Pick<UpliftPlan, 'rows' | 'findings'>> {
  if (uploadId === null) return { rows: [], findings: [] };
  const upload = await uploads.readUpload(uploadId);
  const parts = Math.ceil((upload?.counts.rows ?? 0) / LINES_PER_PART);
  const rows: UpliftPlan['rows'] = [];
  const headings = new Map<string, Heading>();
  let out = 0;
  for (let part = 1; part <= parts; part += 1) {
    for (const line of await checkedLines(uploadId, part)) {
      const row = line.state === 'accepted' ? readLine(line, headings) : null;
      if (row === null) out += 1;
      else rows.push({ line: line.line, row });
    }
  }
  return { rows, findings: refusedRows(out) };
}

/** Which cells a line has differs from line to line, since empty ones are not kept; a few headings serve all. */
function readLine({ line, values }: UploadLine, headings: Map<string, Heading>) {
  const { layout } = upliftRateRows.rows;
  const columns = Object.keys(values);
  const key = columns.join('\n');
  const heading = headings.get(key) ?? matchHeading(layout, columns);
  headings.set(key, heading);
  return readRow(layout, heading, { line, cells: Object.values(values) }).record;
}

function refusedRows(rows: number): UpliftFinding[] {
  if (rows === 0) return [];
  const they = rows === 1 ? 'One row of the file was' : `${rows} rows of the file were`;
  const message = `${they} not taken and change${rows === 1 ? 's' : ''} nothing. Look at the file.`;
  return [{ rule: 'file-rows-refused', severity: 'warning', message, lineIds: [] }];
}
