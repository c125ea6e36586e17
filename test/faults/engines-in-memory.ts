import { afterAll } from 'vitest';
import { bucketEngine } from './engine/bucket-engine.ts';
import { queueEngine } from './engine/queue-engine.ts';
import { tableEngine } from './engine/table-engine.ts';
import { clientsOver } from './network.ts';
import { tableProperties } from './table-properties.ts';

/** A table and buckets in memory behind the clients of the SDK, for desks whose worker dies at hundreds of moments. */
export function enginesInMemory() {
  const engines = {
    table: tableEngine(tableProperties()),
    buckets: bucketEngine(),
    queues: queueEngine(),
  };
  const clients = clientsOver(engines, ({ perform }) => Promise.resolve(perform()));
  afterAll(() => {
    clients.close();
  });
  return { table: { client: clients.table, name: 'careledger' }, client: clients.buckets };
}
