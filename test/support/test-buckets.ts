import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll } from 'vitest';
import { credentials, startBuckets } from '../../local/emulators/buckets.ts';

/** A template of named resources of one type, as the emulators read one. */
export function templateOf(resources: Readonly<Record<string, readonly string[]>>) {
  return {
    resourcesOf: (type: string) =>
      (resources[type] ?? []).map((name) => ({ id: name, type, name, properties: {} })),
    assetFolder: () => '',
  };
}

/** Buckets of these names on a server of this test file’s own. */
export async function testBuckets(names: readonly string[]): Promise<S3Client> {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-buckets-'));
  const template = templateOf({ 'AWS::S3::Bucket': names });
  const server = await startBuckets({ template, folder, onCreated: () => undefined });
  const buckets = new S3Client({
    endpoint: server.endpoint,
    region: 'eu-west-2',
    credentials,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  afterAll(async () => {
    buckets.destroy();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return buckets;
}
