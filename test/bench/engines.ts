import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBuckets } from '../../local/emulators/buckets.ts';
import { createTables } from '../../local/emulators/table-schema.ts';
import { startTableEngine } from '../../local/emulators/table.ts';
import { resourcesOf, synthesizedTemplates } from '../support/synthesized-template.ts';

/** The table of a benchmark, as the template describes it, and its buckets. */
export const TABLE = 'bench';
const BUCKETS = ['inbox', 'evidence', 'outbox'];

/** A table and buckets to measure against: the table on disk as `npm start` has it, or in memory as tests do. */
export async function startEngines({ folder, inMemory }: { folder: string; inMemory: boolean }) {
  const engine = await startTableEngine({
    folder: inMemory ? undefined : folder,
    log: join(tmpdir(), 'careledger-bench-dynamodb.log'),
  });
  const [properties] = resourcesOf(synthesizedTemplates('local').data, 'AWS::DynamoDB::Table').map(
    ([, found]) => found.Properties,
  );
  const template = {
    resourcesOf: (type: string) =>
      type === 'AWS::DynamoDB::Table'
        ? [{ id: 'Table', type, name: TABLE, properties }]
        : type === 'AWS::S3::Bucket'
          ? BUCKETS.map((name) => ({ id: name, type, name, properties: {} }))
          : [],
    assetFolder: () => '',
  };
  await createTables(engine.endpoint, template, { expire: false });
  const buckets = await startBuckets({
    template,
    folder: join(folder, 'buckets'),
    onCreated: () => undefined,
  });
  return {
    endpoints: { tableEndpoint: engine.endpoint, bucketEndpoint: buckets.endpoint },
    async stop() {
      await buckets.stop();
      await engine.stop();
    },
  };
}
