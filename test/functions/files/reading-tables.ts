import { readTable } from '../../../functions/files/tables/read-table.ts';
import type { TableEvent, TableLimits, TableRow } from '../../../functions/files/tables/table-events.ts';

type Kind<K extends TableEvent['kind']> = Extract<TableEvent, { kind: K }>;

type TableTold = Exclude<TableEvent, Kind<'rows'>> | { kind: 'rows'; rows: Omit<TableRow, 'plain'>[] };

export type ReadResult = {
  events: TableTold[];
  header: Kind<'header'> | undefined;
  columns: string[];
  /** What the rows say; how they stand in the file is told apart. */
  rows: Omit<TableRow, 'plain'>[];
  plain: string[];
  cells: string[][];
  problems: Kind<'problem'>[];
  total: Kind<'total'> | undefined;
  end: Kind<'end'> | undefined;
  refused: Kind<'refused'> | undefined;
};

type Options = { fileName?: string; limits?: Partial<TableLimits>; chunkBytes?: number };

/** Rows that push what follows behind the bytes looked at before reading, so that it does arrive in chunks. */
export const fillerRows = 600;
export const filler = (separator: string, columns: number) =>
  `${Array.from({ length: columns }, () => 'filler').join(separator)}\n`.repeat(fillerRows);

/** Reads a whole small file, handed over in chunks of the size asked for. */
export async function read(content: string | Uint8Array, options: Options = {}): Promise<ReadResult> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { fileName = 'extract.csv', limits = {}, chunkBytes = 65_536 } = options;
  const events: TableEvent[] = [];
  for await (const event of readTable(inChunks(bytes, chunkBytes), { fileName, limits })) events.push(event);
  return summarise(events);
}

export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    await Promise.resolve();
    yield bytes.subarray(start, start + size);
  }
}

function summarise(all: TableEvent[]): ReadResult {
  const plain = all.flatMap((event) => (event.kind === 'rows' ? event.rows.map((row) => row.plain) : []));
  const events = all.map((event) =>
    event.kind === 'rows' ? { ...event, rows: event.rows.map(told) } : event,
  );
  const rows = events.flatMap((event) => (event.kind === 'rows' ? event.rows : []));
  const header = events.find((event) => event.kind === 'header');
  return {
    events,
    header,
    columns: header?.columns ?? [],
    rows,
    plain,
    cells: rows.map(({ cells }) => cells),
    problems: events.filter((event) => event.kind === 'problem'),
    total: events.find((event) => event.kind === 'total'),
    end: events.find((event) => event.kind === 'end'),
    refused: events.find((event) => event.kind === 'refused'),
  };
}

function told({ line, cells, ragged }: TableRow): Omit<TableRow, 'plain'> {
  return { line, cells, ragged };
}

export type EncodingName =
  'utf-8' | 'utf-8 marked' | 'utf-16le' | 'utf-16le marked' | 'utf-16be' | 'utf-16be marked' | 'windows-1252';

const high1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

export function encode(text: string, encoding: EncodingName): Buffer {
  const marked = encoding.endsWith(' marked') ? `\ufeff${text}` : text;
  switch (encoding) {
    case 'utf-8':
    case 'utf-8 marked':
      return Buffer.from(marked, 'utf8');
    case 'utf-16le':
    case 'utf-16le marked':
      return Buffer.from(marked, 'utf16le');
    case 'utf-16be':
    case 'utf-16be marked':
      return Buffer.from(marked, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(Array.from(text, byteOf1252));
  }
}

function byteOf1252(character: string): number {
  const high = high1252.indexOf(character);
  const code = high === -1 ? character.charCodeAt(0) : 0x80 + high;
  if (code > 0xff) throw new Error(`Windows-1252 has no ${character}`);
  return code;
}
