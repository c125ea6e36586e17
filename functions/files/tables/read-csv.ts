import { assembleTable } from './assemble-table.ts';
import type { TextDecoding } from './decode-text.ts';
import { decodeText } from './decode-text.ts';
import { fileBinary } from './sniff-content.ts';
import { splitRecords } from './split-records.ts';
import type { TableEvent, TableLimits } from './table-events.ts';
import { TableRefusal } from './table-events.ts';

/** However large the chunks are that come in, they are read in pieces of this size, so that memory stays flat. */
const pieceBytes = 64 * 1024;

/** Delimited text in any encoding of the list; asks for the next chunk only when its rows have been taken. */
export async function* readCsv(
  head: Buffer,
  chunks: AsyncIterable<Buffer>,
  limits: TableLimits,
): AsyncGenerator<TableEvent> {
  const decoding = decodeText(head);
  refuseControls(decodeText(head).push(head).text);
  const splitter = splitRecords(limits.lineCharacters);
  const table = assembleTable({
    limits,
    source: () => ({ format: 'csv', encoding: decoding.encoding(), delimiter: splitter.delimiter() }),
    shortRowsAreRagged: true,
  });
  let foreignLine: number | undefined;

  const read = ({ text, foreignAt }: ReturnType<TextDecoding['push']>, final: boolean): TableEvent[] => {
    if (text.includes('\0')) throw fileBinary();
    if (foreignAt !== undefined) foreignLine ??= splitter.lineAt(text, foreignAt);
    for (const record of splitter.push(text, final)) table.add(record);
    return table.take(final);
  };

  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limits.fileBytes) throw fileTooLarge(limits.fileBytes);
    for (let start = 0; start < chunk.length; start += pieceBytes) {
      yield* read(decoding.push(chunk.subarray(start, start + pieceBytes)), false);
    }
  }
  yield* read(decoding.end(), true);
  const { rows } = table.end();
  if (decoding.isMixed()) yield twoEncodings(foreignLine);
  yield { kind: 'end', rows, encoding: decoding.encoding() };
}

/** Pictures and programs without zero bytes in front still give themselves away by control characters. */
export function refuseControls(text: string): void {
  let found = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 9 || (code > 13 && code < 32)) found += 1;
  }
  if (found > text.length / 100) throw fileBinary();
}

export function fileTooLarge(limit: number): TableRefusal {
  const megabytes = Math.floor(limit / 1024 / 1024).toLocaleString('en-GB');
  return new TableRefusal(
    'file-too-large',
    `The file is larger than ${megabytes} MB. Split it into smaller files and send each.`,
  );
}

function twoEncodings(line: number | undefined): TableEvent {
  const where = line === undefined ? '' : ` (first on line ${line})`;
  return {
    kind: 'problem',
    rule: 'two-encodings',
    message: `Some letters of the file are UTF-8 and others are Windows-1252${where}. Both were read; check accents and pound signs, and export the file in one encoding next time.`,
    ...(line === undefined ? {} : { line }),
  };
}
