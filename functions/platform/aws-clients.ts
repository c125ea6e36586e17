import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../store/table.ts';

/** More tries than the SDK's three: a throttled table asks for patience, and every write here may be sent twice. */
const MOST_ATTEMPTS = 6;

/** Where the table is reached is the SDK's own business: the region, or an endpoint variable. */
export function openEngine(): DynamoDBClient {
  const engine = new DynamoDBClient({ maxAttempts: MOST_ATTEMPTS });
  // It copies every item that comes and goes for a log nobody keeps: a twentieth of the time of a pay run.
  engine.middlewareStack.remove('loggerMiddleware');
  return engine;
}

/** The single table by its name. */
export function openTable(name: string, engine: DynamoDBClient = openEngine()): Table {
  const client = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
  return { client, name };
}

export function openBuckets(): S3Client {
  return new S3Client({ maxAttempts: MOST_ATTEMPTS });
}

export function openQueues(): SQSClient {
  return new SQSClient({ maxAttempts: MOST_ATTEMPTS });
}
