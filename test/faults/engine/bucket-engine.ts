/** An object as it lies in a bucket. */
export type StoredObject = { bytes: Buffer; headers: Record<string, string> };
export type BucketAnswer = { status: number; headers: Record<string, string>; bytes: Buffer };

const none = Buffer.alloc(0);

/** S3 in memory, as much of it as careledger asks for: whole objects put, got and looked at. */
export function bucketEngine(stored: ReadonlyMap<string, StoredObject> = new Map()) {
  const objects = new Map(stored);
  return {
    /** Answers a request for `/bucket/key`. */
    handle(method: string, path: string, sent: StoredObject): BucketAnswer {
      if (method === 'PUT') {
        objects.set(path, sent);
        return { status: 200, headers: { etag: '"0"' }, bytes: none };
      }
      const found = objects.get(path);
      if (found === undefined) {
        const bytes = method === 'HEAD' ? none : Buffer.from('<Error><Code>NoSuchKey</Code></Error>');
        return { status: 404, headers: { 'content-type': 'application/xml' }, bytes };
      }
      const headers = { ...found.headers, 'content-length': String(found.bytes.length) };
      return { status: 200, headers, bytes: method === 'HEAD' ? none : found.bytes };
    },
    objects: (): ReadonlyMap<string, StoredObject> => objects,
  };
}
export type BucketEngine = ReturnType<typeof bucketEngine>;
