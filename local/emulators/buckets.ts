import S3rver from '@20minutes/s3rver';
import { mkdirSync } from 'node:fs';
import * as z from 'zod';
import { region, type Template } from '../template.ts';

export type ObjectCreated = {
  bucket: string;
  key: string;
  size: number;
  etag: string;
  sequencer: string;
  at: string;
};
export type Buckets = { endpoint: string; stop: () => Promise<void> };

/** The key pair s3rver is born with: it checks signatures against it. */
export const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

const corsShape = z.object({
  CorsConfiguration: z
    .object({
      CorsRules: z.array(
        z.object({
          AllowedMethods: z.array(z.string()),
          AllowedHeaders: z.array(z.string()).default([]),
          ExposedHeaders: z.array(z.string()).default([]),
        }),
      ),
    })
    .optional(),
});
const eventShape = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      eventTime: z.string(),
      s3: z.object({
        bucket: z.object({ name: z.string() }),
        object: z.object({
          key: z.string(),
          size: z.coerce.number().default(0),
          eTag: z.string().default(''),
          sequencer: z.string(),
        }),
      }),
    }),
  ),
});

/** Serves the template's buckets from `folder` and reports each object once it is stored. */
export async function startBuckets(options: {
  template: Template;
  folder: string;
  onCreated: (created: ObjectCreated) => void;
}): Promise<Buckets> {
  mkdirSync(options.folder, { recursive: true });
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    directory: options.folder,
    silent: true,
    vhostBuckets: false,
    configureBuckets: options.template.resourcesOf('AWS::S3::Bucket').map(({ name, properties }) => ({
      name,
      configs: corsOf(properties),
    })),
  });
  // The SDK writes and signs `/bucket/?list-type=2`, and s3rver knows only `/bucket`: such a call goes on unsigned,
  // which s3rver lets pass.
  server.middleware.unshift((context, next) => {
    const path = context.path.replace(/^(\/[^/]+)\/$/, '$1');
    if (path !== context.path) delete context.headers['authorization'];
    context.path = path;
    return next();
  });
  refuseKeysOutsideTheBucket(server);
  server.on('event', (event) => {
    for (const created of readCreated(event)) options.onCreated(created);
  });
  server.on('error', () => undefined);
  const { port } = await server.run();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = server.close();
      server.httpServer.closeAllConnections();
      await closed;
    },
  };
}

/** Any origin, since the page's own address is only known once it runs; s3rver listens on this machine only. */
function corsOf(properties: unknown): string[] {
  const rules = corsShape.parse(properties).CorsConfiguration?.CorsRules ?? [];
  if (rules.length === 0) return [];
  const element = (name: string, values: string[]) =>
    values.map((value) => `<${name}>${value}</${name}>`).join('');
  const text = rules.map(
    (rule) =>
      `<CORSRule><AllowedOrigin>*</AllowedOrigin>${element('AllowedMethod', rule.AllowedMethods)}${element('AllowedHeader', rule.AllowedHeaders)}${element('ExposeHeader', rule.ExposedHeaders)}</CORSRule>`,
  );
  return [`<CORSConfiguration>${text.join('')}</CORSConfiguration>`];
}

/** s3rver keeps an object in a file named after its key, and would follow `..` to anywhere on the disk. */
function refuseKeysOutsideTheBucket(server: S3rver): void {
  const { store } = server;
  const putObject = store.putObject.bind(store);
  store.putObject = (object) => {
    if (object.key.split('/').some((part) => part === '..' || part === '.')) {
      return Promise.reject(new Error('A key with "." or ".." as a folder is not taken here.'));
    }
    return putObject(object);
  };
}

function readCreated(event: unknown): ObjectCreated[] {
  return eventShape
    .parse(event)
    .Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:'))
    .map(({ s3, eventTime }) => ({
      bucket: s3.bucket.name,
      key: s3.object.key,
      size: s3.object.size,
      etag: s3.object.eTag,
      sequencer: s3.object.sequencer,
      at: eventTime,
    }));
}

/** What EventBridge delivers for a stored object: unlike S3's own notifications, the key is not URL-encoded. */
export function toEvent(created: ObjectCreated, id: string) {
  return {
    version: '0',
    id,
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '000000000000',
    time: created.at.replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [`arn:aws:s3:::${created.bucket}`],
    detail: {
      version: '0',
      bucket: { name: created.bucket },
      object: { key: created.key, size: created.size, etag: created.etag, sequencer: created.sequencer },
      'request-id': id,
      requester: '000000000000',
      'source-ip-address': '127.0.0.1',
      reason: 'PutObject',
    },
  };
}
