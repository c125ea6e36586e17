import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../store/table.ts';

/** More tries than the SDK's three: a throttled table asks for patience, and every write here may be sent twice. */
const MOST_ATTEMPTS = 6;

/** The single table by its name. Where it is reached is the SDK's own business (region, or endpoint variables). */
export function openTable(name: string): Table {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: MOST_ATTEMPTS }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, name };
}

export function openBuckets(): S3Client {
  return new S3Client({ maxAttempts: MOST_ATTEMPTS });
}

export function openQueues(): SQSClient {
  return new SQSClient({ maxAttempts: MOST_ATTEMPTS });
}
