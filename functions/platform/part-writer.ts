import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

const zip = promisify(gzip);

export type PartWriter<T> = {
  /** Adds items; resolves once they are taken, so that a slow bucket slows the reader instead of filling memory. */
  add: (items: readonly T[]) => Promise<void>;
  /** Writes what is left; gives how many items there were. */
  end: () => Promise<number>;
};

const FIRST_BYTES = 65_536;
const MOST_BYTES_A_CHARACTER = 3;
/** A part is packed in one go or two; each further one would wait for its turn beside the reading. */
const CHUNK_BYTES = 262_144;

/** Writes items as compressed NDJSON objects of a fixed number each, numbered from 1. */
export function partWriter<T>(target: {
  buckets: S3Client;
  bucket: string;
  keyOf: (part: number) => string;
  perPart: number;
  /** Items an earlier taking of the same file left: parts of it that are not needed now are emptied. */
  itemsBefore: number;
}): PartWriter<T> {
  // As bytes from the first, in two buffers that take turns: a million short texts that wait for their part would be
  // moved about in memory meanwhile.
  let gathered = Buffer.allocUnsafe(FIRST_BYTES);
  let spare = Buffer.allocUnsafe(FIRST_BYTES);
  let used = 0;
  let inPart = 0;
  let parts = 0;
  let count = 0;
  let underWay: Promise<void> = Promise.resolve();

  /** One part is written while the next is gathered, and no more. */
  async function flush(): Promise<void> {
    const bytes = gathered.subarray(0, used);
    parts += 1;
    const key = target.keyOf(parts);
    await underWay;
    [gathered, spare] = [spare, gathered];
    used = 0;
    inPart = 0;
    underWay = writePart(key, bytes);
    // Whoever gathers on learns of a failure when the next part is due; nobody may call it unhandled before.
    underWay.catch(() => undefined);
  }

  function gather(text: string): void {
    const most = used + text.length * MOST_BYTES_A_CHARACTER;
    if (most > gathered.length) {
      const larger = Buffer.allocUnsafe(2 * most);
      gathered.copy(larger, 0, 0, used);
      gathered = larger;
    }
    used += gathered.write(text, used);
  }

  async function writePart(key: string, bytes: Buffer): Promise<void> {
    await target.buckets.send(
      new PutObjectCommand({
        Bucket: target.bucket,
        Key: key,
        Body: await zip(bytes, { level: constants.Z_BEST_SPEED, chunkSize: CHUNK_BYTES }),
        ContentType: 'application/gzip',
      }),
    );
  }

  return {
    async add(items) {
      for (let start = 0; start < items.length;) {
        const some = items.slice(start, start + target.perPart - inPart);
        gather(some.map((item) => `${JSON.stringify(item)}\n`).join(''));
        start += some.length;
        inPart += some.length;
        count += some.length;
        if (inPart === target.perPart) await flush();
      }
    },
    async end() {
      if (inPart > 0) await flush();
      while (parts < Math.ceil(target.itemsBefore / target.perPart)) await flush();
      await underWay;
      return count;
    },
  };
}
