import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { fromBufferPromise } from 'yauzl';
import type { ArchiveEntry, EntryFault } from '../../../domain/managed-accounts/part-entries.ts';
import { ArchiveRefusal } from './archive-refusal.ts';

/** `read` gives null where the file cannot be unpacked as its directory says. */
export type FileInArchive = ArchiveEntry & { read: () => Promise<Buffer | null> };

export type Archive = {
  files: readonly FileInArchive[];
  /** What an operating system put beside the files, which says nothing: `__MACOSX`, `.DS_Store`. */
  leftOut: number;
  isWorkbook: boolean;
};

/** A council has some thousand accounts with one provider at most. */
const MOST_FILES = 2_000;
const MOST_ENTRY_BYTES = 50 * 1024 * 1024;
const MOST_BYTES = 300 * 1024 * 1024;
/** Texts reach 10 to 50; bombs 258 to 1028. */
const HIGHEST_RATIO = 100;
const SMALL_ENTRY_BYTES = 1024 * 1024;

const anArchive = /\.(?:zip|7z|rar|gz|tgz|tar|bz2)$/i;
const ofTheSystem = /(?:^|\/)(?:__MACOSX\/|\.[^/]*$|Thumbs\.db$|desktop\.ini$)/i;

/** Looks at the directory of a ZIP before anything is inflated; yauzl then holds every file to its declared size. */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const { zip, entries } = await readDirectory(bytes);
  const files = entries.filter(({ fileName }) => !fileName.endsWith('/'));
  const own = files.filter(({ fileName }) => !ofTheSystem.test(fileName));
  if (own.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > MOST_BYTES) throw tooLarge();
  return {
    files: own.map((entry) => ({
      path: entry.fileName,
      fault: faultOf(entry),
      read: () => readEntry(zip, entry),
    })),
    leftOut: files.length - own.length,
    isWorkbook: own.some(({ fileName }) => fileName === 'xl/workbook.xml'),
  };
}

async function readDirectory(bytes: Buffer): Promise<{ zip: ZipFile; entries: Entry[] }> {
  const entries: Entry[] = [];
  try {
    // A ZIP in memory needs no closing; closing itself after the directory it would refuse to open files.
    const zip = await fromBufferPromise(bytes, { autoClose: false });
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > 2 * MOST_FILES) throw tooMany();
    }
    if (entries.length > MOST_FILES) throw tooMany();
    return { zip, entries };
  } catch (error) {
    if (error instanceof ArchiveRefusal) throw error;
    throw damaged(error);
  }
}

function faultOf(entry: Entry): EntryFault | null {
  if (entry.isEncrypted()) return 'password';
  if (anArchive.test(entry.fileName)) return 'archive-inside';
  if (entry.uncompressedSize === 0) return 'empty';
  const isBomb =
    entry.uncompressedSize > SMALL_ENTRY_BYTES &&
    entry.uncompressedSize > HIGHEST_RATIO * entry.compressedSize;
  return isBomb || entry.uncompressedSize > MOST_ENTRY_BYTES ? 'too-large' : null;
}

/** What fails in here is the ZIP, never our source: all its bytes are in memory. */
async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    return null;
  }
  const whole = Buffer.concat(chunks);
  return crc32(whole) === entry.crc32 ? whole : null;
}

function tooMany(): ArchiveRefusal {
  return new ArchiveRefusal(
    'archive-too-many',
    `The ZIP holds more than ${MOST_FILES.toLocaleString('en-GB')} files. Part it into several and send each.`,
  );
}

function tooLarge(): ArchiveRefusal {
  return new ArchiveRefusal(
    'archive-too-large',
    'The ZIP unpacks to more than is read at once. Part it into several and send each.',
  );
}

/** yauzl says of an entry that would climb out of its folder what is wrong with its name, and of all else what broke. */
function damaged(cause: unknown): ArchiveRefusal {
  const isPath = cause instanceof Error && /absolute path|relative path|fileName/.test(cause.message);
  return isPath
    ? new ArchiveRefusal(
        'archive-unsafe',
        'The ZIP names a file that would lie outside of it (a path with .. or one from a drive). Nothing was taken; make the ZIP again from one folder.',
        cause,
      )
    : new ArchiveRefusal(
        'archive-damaged',
        'The file is damaged or was cut short on its way. Nothing was taken; make it anew and send it again.',
        cause,
      );
}
