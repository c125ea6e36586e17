import { londonDate } from '../../domain/calendar.ts';
import { guessFields, guessLayout } from '../../domain/returns/guess-fields.ts';
import { readReturnHeading } from '../../domain/returns/read-return.ts';
import { fieldsOf, mappedLayouts, mappingIdsOf } from '../../domain/returns/return-mapping.ts';
import { SAMPLE_ROWS, type ReturnSample, type returnRoutes } from '../../events/api/returns.ts';
import type { Upload } from '../../events/api/uploads.ts';
import { readTable } from '../files/tables/read-table.ts';
import { Unacceptable } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { readBytes } from '../platform/stored-object.ts';
import type { ReturnsDeps } from './deps.ts';
import { knownReturn, providerOf } from './known-return.ts';

type Head = Pick<ReturnSample, 'columns' | 'rows'>;

/** A cell is shown to be recognised, not to be read to its end. */
const MOST_SHOWN = 100;

/** How a return was written: its headings and first lines, for whoever says what its columns mean. */
export async function showSample(
  { id, viewer }: Asked<typeof returnRoutes.readReturnSample>,
  deps: ReturnsDeps,
): Promise<ReturnSample> {
  const upload = await knownReturn(id, deps.uploads);
  const { columns, rows } = await readHead(upload, deps);
  // Nobody knows yet which column names people: whatever a line holds may be the id of somebody kept from the reader.
  const ids = rows.flat().filter((cell) => idForm.test(cell));
  const hidden = await deps.restricted.hiddenIds(viewer.userId, ids, londonDate(deps.clock()));
  const mappings = await deps.facts.currentFacts('return-mapping', mappingIdsOf(providerOf(upload)));
  return {
    columns,
    rows: rows.filter((cells) => !cells.some((cell) => hidden.has(cell))),
    known: readReturnHeading(
      columns,
      [...mappings.values()].map(({ body }) => body),
    ).ok,
    layouts: layoutsFor(columns),
  };
}

/** What the columns can be said to hold, the likelier layout first. */
function layoutsFor(columns: readonly string[]): ReturnSample['layouts'] {
  const likely = guessLayout(columns);
  return [likely, ...mappedLayouts.filter((each) => each !== likely)].map((layout) => {
    const { fields, mandatory } = fieldsOf(layout);
    return { layout, fields, mandatory: [...mandatory], guessed: guessFields(columns, layout) };
  });
}

const idForm = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/;

/** Reads no further than the lines that are shown: a return may have a million. */
async function readHead(
  { key, objectVersion, fileName }: Upload,
  { buckets, inboxBucket }: ReturnsDeps,
): Promise<Head> {
  const version = objectVersion === null ? {} : { versionId: objectVersion };
  const bytes = await readBytes({ bucket: inboxBucket, key, ...version }, buckets);
  const sample: Head = { columns: [], rows: [] };
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
