declare module '@20minutes/s3rver' {
  import type { AddressInfo } from 'node:net';

  type S3Context = { path: string; headers: Record<string, unknown> };
  type Options = {
    address: string;
    port: number;
    directory: string;
    silent: boolean;
    vhostBuckets: boolean;
    configureBuckets: { name: string; configs?: string[] }[];
  };

  /** Only what the local runtime uses of it: the package brings no types. */
  class S3rver {
    constructor(options: Options);
    logger: { silent: boolean };
    middleware: ((context: S3Context, next: () => Promise<void>) => Promise<void> | void)[];
    httpServer: { closeAllConnections: () => void };
    store: { putObject: (object: { bucket: string; key: string }) => Promise<unknown> };
    on(event: 'event' | 'error', listener: (event: unknown) => void): void;
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
  }

  export = S3rver;
}
