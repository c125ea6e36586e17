import { londonDate } from '../../domain/calendar.ts';
import { SAMPLE_ROWS, type returnRoutes } from '../../events/api/returns.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { readTable } from '../files/tables/read-table.ts';
import { Unacceptable } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { readBytes } from '../platform/stored-object.ts';
import type { ReturnsDeps } from './deps.ts';
import { knownReturn } from './known-return.ts';

type Sample = { columns: string[]; rows: string[][] };

/** A cell is shown to be recognised, not to be read to its end. */
const MOST_SHOWN = 100;

/** How a return was written: its headings and first lines, for whoever says what its columns mean. */
export async function showSample(
  { id, viewer }: Asked<typeof returnRoutes.readReturnSample>,
  deps: ReturnsDeps,
): Promise<Sample> {
  const { columns, rows } = await readHead(await knownReturn(id, deps.uploads), deps);
  // Nobody knows yet which column names people: whatever a line holds may be the id of somebody kept from the reader.
  const ids = rows.flat().filter((cell) => idForm.test(cell));
  const hidden = await deps.restricted.hiddenIds(viewer.userId, ids, londonDate(deps.clock()));
  return { columns, rows: rows.filter((cells) => !cells.some((cell) => hidden.has(cell))) };
}

const idForm = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/;

/** Reads no further than the lines that are shown: a return may have a million. */
async function readHead(
  { key, objectVersion, fileName }: Upload,
  { buckets, inboxBucket }: ReturnsDeps,
): Promise<Sample> {
  const version = objectVersion === null ? {} : { versionId: objectVersion };
  const bytes = await readBytes({ bucket: inboxBucket, key, ...version }, buckets);
  const sample: Sample = { columns: [], rows: [] };
  for await (const event of readTable(bytes, { fileName })) {
    if (event.kind === 'refused') throw new Unacceptable(`The file cannot be read. ${event.message}`);
    if (event.kind === 'header') sample.columns = event.columns;
    if (event.kind === 'rows') sample.rows.push(...event.rows.map(({ cells }) => cells.map(shown)));
    if (sample.rows.length >= SAMPLE_ROWS) break;
  }
  return { ...sample, rows: sample.rows.slice(0, SAMPLE_ROWS) };
}

function shown(cell: string): string {
  return cell.trim().slice(0, MOST_SHOWN);
}
