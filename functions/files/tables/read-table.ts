import { fileTooLarge, readCsv } from './read-csv.ts';
import { refuseOle, sniffContent, sniffedBytes } from './sniff-content.ts';
import type { TableEvent, TableLimits } from './table-events.ts';
import { defaultTableLimits, TableRefusal } from './table-events.ts';
import { readWorkbook } from './workbook/read-workbook.ts';

type Options = { fileName: string; limits?: Partial<TableLimits> };

/**
 * Reads a CSV file or an XLSX workbook as a stream of events. The pace is the caller's: nothing is read ahead of what was
 * taken but one chunk. Whatever is wrong with the file comes as an event; only a failing source throws.
 *
 * A refusal may come after rows (an unclosed quotation mark, the second of two joined files). A caller that must take
 * all or nothing reads once to the end before it writes.
 */
export async function* readTable(
  bytes: AsyncIterable<Uint8Array>,
  options: Options,
): AsyncGenerator<TableEvent> {
  const limits = { ...defaultTableLimits, ...options.limits };
  const source = bytes[Symbol.asyncIterator]();
  try {
    const head = await readHead(source);
    const content = sniffContent(head, options.fileName);
    const chunks = resume(head, source);
    if (content === 'text') {
      yield* readCsv(head.subarray(0, sniffedBytes), chunks, limits);
      return;
    }
    const workbook = await readAll(chunks, limits.workbookBytes);
    if (content === 'ole') throw refuseOle(workbook);
    yield* readWorkbook(workbook, limits);
  } catch (error) {
    if (!(error instanceof TableRefusal)) throw error;
    const { rule, message, line } = error;
    yield { kind: 'refused', rule, message, ...(line === undefined ? {} : { line }) };
  } finally {
    await source.return?.();
  }
}

async function readHead(source: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < sniffedBytes) {
    const next = await source.next();
    if (next.done === true) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(parts);
}

async function* resume(head: Buffer, source: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await source.next(); next.done !== true; next = await source.next()) {
    const { buffer, byteOffset, byteLength } = next.value;
    yield Buffer.from(buffer, byteOffset, byteLength);
  }
}

async function readAll(chunks: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw fileTooLarge(limit);
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
