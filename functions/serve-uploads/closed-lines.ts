import type { S3Client } from '@aws-sdk/client-s3';
import type { CalendarDate } from '../../domain/calendar.ts';
import type { Finding } from '../../domain/records/finding.ts';
import { headingKey } from '../../domain/records/heading-key.ts';
import { uploadLineSchema, type Upload, type UploadLine } from '../../events/api/uploads.ts';
import { LINES_PER_PART, linesPartKey, readPart } from '../platform/checked-parts.ts';
import { asUploadLine } from '../platform/returns/as-upload-line.ts';
import {
  linesNumbered as checkedLinesNumbered,
  openTaken,
  seenLine,
} from '../platform/returns/return-lines.ts';
import type { Table } from '../store/table.ts';
import type { RestrictedPeople } from '../store/restricted-people.ts';

export type ClosedLinesDeps = {
  table: Table;
  restricted: RestrictedPeople;
  buckets: S3Client;
  evidenceBucket: string;
};
type Reader = { userId: string; today: CalendarDate };

/** Lines without what they say of people whose records are kept from the reader. */
export async function withoutClosedLines(
  lines: readonly UploadLine[],
  reader: Reader,
  deps: ClosedLinesDeps,
): Promise<UploadLine[]> {
  const closed = await closedLines(lines, reader, deps);
  return lines.map((line) =>
    closed.has(line.line) ? { ...line, subjectId: null, version: null, values: {} } : line,
  );
}

/** Findings without what they quote from lines about people whose records are kept from the reader. */
export async function withoutClosedFindings(
  upload: Pick<Upload, 'uploadId' | 'kind' | 'key'>,
  findings: readonly Finding[],
  reader: Reader,
  deps: ClosedLinesDeps,
): Promise<Finding[]> {
  const about =
    upload.kind === 'provider-returns'
      ? await linesOfReturn(upload, findings, deps)
      : await linesNumbered(upload.uploadId, findings, deps);
  const closed = await closedLines(about, reader, deps);
  // What a full extract leaves out has no line: its value is the id of the record.
  const absent = findings.flatMap(({ line, value }) => (line === null ? (subjectOf(value) ?? []) : []));
  const hidden = await deps.restricted.hiddenIds(reader.userId, absent, reader.today);
  return findings.map((each) => {
    if (each.line !== null)
      return closed.has(each.line) ? withheld(each, 'This line is about a restricted record.') : each;
    return hidden.has(subjectOf(each.value) ?? '')
      ? withheld(each, 'This is about a restricted record.')
      : each;
  });
}

function withheld(each: Finding, message: string): Finding {
  return { ...each, value: null, message };
}

/** The id a text may be, without the kind that comes before the id of an opening position. */
function subjectOf(text: string | null): string | null {
  const [, id] = /^(?:[a-z-]+:)?([A-Za-z0-9][A-Za-z0-9._/-]{0,39})$/.exec(text?.trim() ?? '') ?? [];
  return id ?? null;
}

/** The numbers of lines that name, or themselves describe, a person the reader may not see. */
async function closedLines(
  lines: readonly UploadLine[],
  { userId, today }: Reader,
  { restricted }: ClosedLinesDeps,
): Promise<Set<number>> {
  const named = lines.map((line) => ({ line, personId: cellOf(line, 'personid') }));
  const ids = named.flatMap(({ personId }) => personId ?? []);
  const { hidden } = await restricted.seenBy(userId, ids, today);
  // An opening position names its owner by an id alone, a line of the old system's payments perhaps by its package.
  const unnamed = named.map(({ line, personId }) => ({
    line,
    id: subjectOf(cellOf(line, 'id') ?? (personId === null ? cellOf(line, 'packageid') : null)),
  }));
  const theirs = await restricted.hiddenIds(
    userId,
    unnamed.flatMap(({ id }) => id ?? []),
    today,
  );
  // A refused row of a new person is nowhere else: its own cell says whether it is restricted.
  const own = lines.some((line) => cellOf(line, 'restricted') !== null);
  const mayRead = own ? await restricted.mayRead(userId, today) : () => true;
  const closed = [
    ...named.filter(
      ({ line, personId }) =>
        (personId !== null && hidden.has(personId)) || !mayRead({ restricted: cellOf(line, 'restricted') }),
    ),
    ...unnamed.filter(({ id }) => id !== null && theirs.has(id)),
  ];
  return new Set(closed.map(({ line }) => line.line));
}

/** A cell by its heading, which a file may write in any case, with spaces or underscores. */
function cellOf(line: UploadLine, heading: string): string | null {
  const found = Object.entries(line.values).find(([column]) => headingKey(column) === heading);
  return found?.[1].trim() ?? null;
}

/** The lines of a return that some findings are about. */
async function linesOfReturn(
  upload: Pick<Upload, 'uploadId' | 'key'>,
  findings: readonly Finding[],
  deps: ClosedLinesDeps,
): Promise<UploadLine[]> {
  const opened = await openTaken(upload, deps);
  if (opened === null) return [];
  const wanted = new Set(findings.flatMap(({ line }) => line ?? []));
  const found = await checkedLinesNumbered(upload.uploadId, [...wanted], deps);
  return [...found.values()].map((checked) => asUploadLine(seenLine(checked, opened)));
}

/**
 * The lines that some findings are about. Lines lie roughly in the order of the file, so the part where a line
 * should be is opened first; those that waited for the end of the file lie in later ones.
 */
async function linesNumbered(
  uploadId: string,
  findings: readonly Finding[],
  { buckets, evidenceBucket }: ClosedLinesDeps,
): Promise<UploadLine[]> {
  const wanted = new Set(findings.flatMap(({ line }) => line ?? []));
  const found: UploadLine[] = [];
  const opened = new Set<number>();
  async function open(part: number): Promise<boolean> {
    if (part < 1 || opened.has(part)) return part >= 1;
    opened.add(part);
    const source = { buckets, bucket: evidenceBucket, key: linesPartKey(uploadId, part) };
    const lines = await readPart(source, uploadLineSchema);
    for (const line of lines ?? []) if (wanted.delete(line.line)) found.push(line);
    return lines !== null;
  }
  const guesses = new Set([...wanted].map((line) => Math.ceil(line / LINES_PER_PART)));
  for (const part of guesses) await open(part);
  for (let part = 1; wanted.size > 0 && (await open(part)); part += 1);
  return found;
}
