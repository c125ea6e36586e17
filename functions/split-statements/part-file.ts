import { Readable } from 'node:stream';
import { agreementColumns, partRows, type BulkRow } from '../../domain/managed-accounts/part-rows.ts';
import type { PartedFile } from '../../domain/managed-accounts/bulk-part.ts';
import { partEntries } from '../../domain/managed-accounts/part-entries.ts';
import { refuse, type Reading } from '../../domain/outcome.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import { ArchiveRefusal } from '../files/archives/archive-refusal.ts';
import { openArchive, type Archive, type FileInArchive } from '../files/archives/open-archive.ts';
import { csvText } from '../files/payments/csv-text.ts';
import { readTable } from '../files/tables/read-table.ts';

/** What is one client’s: the name its file gets, how many lines or files of the bulk file it is, and its bytes. */
type ClientFile = { fileName: string; rows: number; read: () => Promise<Buffer | null> };

/** A bulk file parted by client, with what has to be said of it as a whole. */
export type BulkFile = PartedFile<ClientFile> & { rows: number; notes: readonly Finding[] };

type Sent = { fileName: string; agreementIds: readonly string[] };

/** The most lines a table of all clients has: 2,000 accounts with a hundred transactions. */
const MOST_ROWS = 200_000;

/** Parts a file by client: a ZIP by the names of its files, a table by the column of agreement numbers. */
export async function partFile(bytes: Buffer, sent: Sent): Promise<Reading<BulkFile>> {
  if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) return partTable(bytes, sent);
  try {
    const archive = await openArchive(bytes);
    return archive.isWorkbook ? await partTable(bytes, sent) : partArchive(archive, sent);
  } catch (error) {
    if (error instanceof ArchiveRefusal) return refuse(error.rule, error.message);
    throw error;
  }
}

function partArchive({ files, leftOut }: Archive, { agreementIds }: Sent): Reading<BulkFile> {
  if (files.length === 0)
    return refuse(
      'archive-without-files',
      'The ZIP holds no file. Put the statements into it and send it again.',
    );
  const { parts, refused } = partEntries(files, agreementIds);
  const notes =
    leftOut === 0
      ? []
      : [
          finding(
            'information',
            'system-files-left-out',
            'Files that a computer put into the ZIP by itself were left out.',
          ),
        ];
  return {
    ok: true,
    value: {
      ...{ refused, notes, rows: files.length },
      parts: parts.map((part) => ({ ...part, content: fileOf(part.content) })),
    },
  };
}

function fileOf({ path, read }: FileInArchive): ClientFile {
  return { fileName: path.split('/').at(-1) ?? path, rows: 1, read };
}

async function partTable(bytes: Buffer, { fileName, agreementIds }: Sent): Promise<Reading<BulkFile>> {
  const rows: BulkRow[] = [];
  const notes: Finding[] = [];
  let columns: readonly string[] = [];
  for await (const event of readTable(Readable.from([bytes]), { fileName, limits: { rows: MOST_ROWS } })) {
    if (event.kind === 'refused') return refuse(event.rule, event.message);
    if (event.kind === 'header') {
      columns = event.columns;
      if (event.source.format === 'xlsx') notes.push(...sheetsNotRead(event.source.otherSheets));
    } else if (event.kind === 'rows') rows.push(...event.rows);
    else if (event.kind === 'problem')
      notes.push(finding('warning', event.rule, event.message, { line: event.line ?? null }));
  }
  const [column, ...others] = agreementColumns(columns);
  if (column === undefined) return refuse('agreement-column-missing', COLUMN_MISSING);
  if (others.length > 0) return refuse('agreement-column-repeated', COLUMN_REPEATED);
  if (rows.length === 0) return refuse('no-transactions', NO_ROWS);
  const headings = columns.toSpliced(column, 1);
  const { parts, refused } = partRows(rows, column, agreementIds);
  return {
    ok: true,
    value: {
      ...{ refused, notes, rows: rows.length },
      parts: parts.map((part) => ({
        ...part,
        content: {
          fileName: `${part.agreementId}.csv`,
          rows: part.content.length,
          read: () => Promise.resolve(Buffer.from(csvText([headings, ...part.content]))),
        },
      })),
    },
  };
}

function sheetsNotRead(others: readonly string[]): Finding[] {
  if (others.length === 0) return [];
  const message = `Only the first sheet was read. The workbook has others: ${others.join(', ')}. Put all clients on one sheet, or send each sheet as a file.`;
  return [finding('warning', 'sheets-not-read', message)];
}

const COLUMN_MISSING =
  'No column of the first line says whose line is whose. Add a column agreementId with the agreement number in every line, or send a ZIP with the statement files of each client, named by the agreement number.';
const COLUMN_REPEATED =
  'More than one column may say whose line is whose. Keep one column with the agreement number and send the file again.';
const NO_ROWS = 'The table has headings and no line under them. Nothing was taken; export it again.';
