import { createHash } from 'node:crypto';

/** The bytes of a file, hashed as they are read; the digest reads on to the end where its reader stopped early. */
export function hashedBytes(source: AsyncIterable<Uint8Array>): {
  bytes: AsyncIterable<Uint8Array>;
  digest: () => Promise<string>;
} {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const chunks = hashed();
  return {
    // Without a way to end it: a reader that stops early must not stop the hash.
    bytes: { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) },
    async digest() {
      let rest = await chunks.next();
      while (rest.done !== true) rest = await chunks.next();
      return hash.digest('hex');
    },
  };
}
