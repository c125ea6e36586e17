import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { BucketEngine } from './engine/bucket-engine.ts';
import type { QueueEngine } from './engine/queue-engine.ts';
import type { Said, TableEngine } from './engine/table-engine.ts';

/** As the functions open their clients. */
const MOST_ATTEMPTS = 6;

/** One request of the SDK on its way: what it asks for, and what answers it. */
export type Call = {
  /** `table Query`, `bucket PUT`, `queue SendMessage`. */
  operation: string;
  /** The same for each of the SDK’s tries of one command. */
  commandId: string;
  input: unknown;
  /** Does it, or something else in its place. */
  perform: (input?: unknown) => HttpAnswer;
};
export type HttpAnswer = { statusCode: number; headers: Record<string, string>; body: Readable | Uint8Array };

/** What carries a call: does it, does it and loses the answer, or does not do it at all. */
export type Carry = (call: Call) => Promise<HttpAnswer>;

type Engines = { table: TableEngine; buckets: BucketEngine; queues: QueueEngine };
type HttpRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
};

const sendMessageSchema = z.object({ QueueUrl: z.string(), MessageBody: z.string() });

/** The clients of the SDK as the functions have them, over engines in memory and a network that a schedule disturbs. */
export function clientsOver({ table, buckets, queues }: Engines, carry: Carry) {
  const settings = {
    region: 'eu-west-2',
    endpoint: 'http://faults.test',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: MOST_ATTEMPTS,
    // Nobody looks at the signatures, and making them takes a tenth of the time.
    signer: { sign: <R>(request: R) => Promise.resolve(request) },
  };
  const handlerOf = (callOf: (request: HttpRequest) => Pick<Call, 'operation' | 'input' | 'perform'>) => ({
    handle: async (request: HttpRequest) => {
      const commandId = request.headers['amz-sdk-invocation-id'] ?? '';
      return { response: await carry({ commandId, ...callOf(request) }) };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  });

  const engine = new DynamoDBClient({
    ...settings,
    requestHandler: handlerOf((request) => {
      const operation = targetOf(request);
      const input = jsonOf(request);
      return {
        operation: `table ${operation}`,
        input,
        perform: (other = input) => tableAnswer(table.handle(operation, other)),
      };
    }),
  });
  engine.middlewareStack.remove('loggerMiddleware');
  const bucketClient = new S3Client({
    ...settings,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    requestHandler: handlerOf(({ method, path, headers, body }) => ({
      operation: `bucket ${method}`,
      input: path,
      perform() {
        const found = buckets.handle(method, path, { bytes: bytesOf(body), headers: keptHeaders(headers) });
        return {
          statusCode: found.status,
          headers: found.headers,
          body: Readable.from(found.bytes.length === 0 ? [] : [found.bytes]),
        };
      },
    })),
  });
  const queueClient = new SQSClient({
    ...settings,
    requestHandler: handlerOf((request) => {
      const input = jsonOf(request);
      return {
        operation: `queue ${targetOf(request)}`,
        input,
        perform() {
          const { QueueUrl, MessageBody } = sendMessageSchema.parse(input);
          const MessageId = queues.send(QueueUrl.split('/').at(-1) ?? '', MessageBody);
          const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
          return jsonAnswer(200, { MessageId, MD5OfMessageBody });
        },
      };
    }),
  });
  return {
    table: DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } }),
    buckets: bucketClient,
    queues: queueClient,
    close(): void {
      for (const client of [engine, bucketClient, queueClient]) client.destroy();
    },
  };
}
export type Clients = ReturnType<typeof clientsOver>;

/** An answer of DynamoDB as the protocol sends it. */
export function tableAnswer({ status, body }: Said): HttpAnswer {
  return jsonAnswer(status, body);
}

function jsonAnswer(statusCode: number, body: unknown): HttpAnswer {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { statusCode, headers, body: Buffer.from(JSON.stringify(body)) };
}

function targetOf({ headers }: HttpRequest): string {
  return headers['x-amz-target']?.split('.').at(-1) ?? '';
}

function jsonOf({ body }: HttpRequest): unknown {
  return JSON.parse(bytesOf(body).toString('utf8'));
}

function bytesOf(body: unknown): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  // A view: the SDK’s own bytes are also a text, and complain when they are copied as one.
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body === undefined || body === null) return Buffer.alloc(0);
  throw new Error('Bodies are sent whole, not as streams.');
}

function keptHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-') || name === 'content-type'),
  );
}
