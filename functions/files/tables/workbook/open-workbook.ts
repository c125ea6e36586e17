import { TextDecoder } from 'node:util';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';
import { notATable } from '../sniff-content.ts';
import type { TableLimits } from '../table-events.ts';
import { TableRefusal } from '../table-events.ts';
import { workbookDamaged, workbookUnsafe } from './workbook-refusals.ts';

export type Workbook = {
  has: (part: string) => boolean;
  /** The text of a part, inflated piece by piece as it is asked for. */
  read: (part: string) => AsyncGenerator<string>;
};

const mostEntries = 200;
/** Ordinary sheets reach 10 to 50; bombs 258 to 1028. */
const highestRatio = 100;
const smallEntry = 1024 * 1024;
const nested = /\.(?:zip|xls[xmb]?|docx|pptx|ods|jar|7z|gz|rar)$/i;

/** Looks at the directory of the zip before anything is inflated; yauzl then holds every part to its declared size. */
export async function openWorkbook(
  bytes: Buffer,
  limits: Pick<TableLimits, 'inflatedBytes'>,
): Promise<Workbook> {
  const { zip, entries } = await readDirectory(bytes);
  refuseOtherKinds(entries);
  const inflated = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (inflated > limits.inflatedBytes || inflated > highestRatio * bytes.length) {
    throw workbookUnsafe('it unpacks to far more than its size');
  }
  for (const entry of entries.values()) refuseUnsafe(entry);
  return {
    has: (part) => entries.has(part),
    async *read(part) {
      const entry = entries.get(part);
      if (entry === undefined) throw workbookDamaged();
      yield* readEntry(zip, entry);
    },
  };
}

async function readDirectory(bytes: Buffer): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  const entries = new Map<string, Entry>();
  try {
    // A zip in memory needs no closing; closing itself after the directory it would refuse to open parts.
    const zip = await fromBufferPromise(bytes, { autoClose: false });
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw workbookDamaged();
      entries.set(entry.fileName, entry);
      if (entries.size > mostEntries) throw workbookUnsafe(`it has more than ${mostEntries} parts`);
    }
    return { zip, entries };
  } catch (error) {
    if (error instanceof TableRefusal) throw error;
    throw workbookDamaged(error);
  }
}

function refuseOtherKinds(entries: Map<string, Entry>): void {
  if (entries.has('xl/workbook.xml')) return;
  if (entries.has('xl/workbook.bin')) throw notATable('a binary Excel workbook (.xlsb)');
  if (entries.has('word/document.xml')) throw notATable('a Word document');
  if (entries.has('ppt/presentation.xml')) throw notATable('a PowerPoint presentation');
  if (entries.has('content.xml')) throw notATable('an OpenDocument file (.ods)');
  throw notATable('a zip file without a workbook in it');
}

function refuseUnsafe(entry: Entry): void {
  if (entry.isEncrypted()) {
    throw new TableRefusal(
      'workbook-protected',
      'This workbook is protected by a password. Take the password off in Excel and send it again.',
    );
  }
  if (nested.test(entry.fileName)) throw workbookUnsafe('there is another file inside it');
  if (entry.uncompressedSize > smallEntry && entry.uncompressedSize > highestRatio * entry.compressedSize) {
    throw workbookUnsafe('it unpacks to far more than its size');
  }
}

async function* readEntry(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let checksum = 0;
  for await (const chunk of inflate(zip, entry)) {
    checksum = crc32(chunk, checksum);
    yield decode(decoder, chunk);
  }
  yield decode(decoder);
  if (checksum !== entry.crc32) throw workbookDamaged();
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch (error) {
    throw workbookDamaged(error);
  }
}

/** What fails in here is the zip, never our source: all its bytes are in memory. */
async function* inflate(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  try {
    const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
    const chunks = stream[Symbol.asyncIterator]();
    try {
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  } catch (error) {
    throw workbookDamaged(error);
  }
}
