import type { S3Client } from '@aws-sdk/client-s3';
import type { Table } from '../../functions/store/table.ts';
import { testBuckets } from './test-buckets.ts';
import { testTable } from './test-table.ts';

/** What a desk of a test stands on: a table and buckets. */
export type Engines = { table: Table; client: S3Client };

/** A table and buckets of this test file’s own, on the engines that the local runtime has too. */
export async function realEngines(buckets: readonly string[]): Promise<Engines> {
  return { table: await testTable(), client: await testBuckets(buckets) };
}
