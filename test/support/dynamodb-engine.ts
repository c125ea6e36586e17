import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startTableEngine } from '../../local/emulators/table.ts';
import { resourcesOf, synthesizedTemplates } from './synthesized-template.ts';

declare module 'vitest' {
  // An interface, since that is what it adds to.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface ProvidedContext {
    /** Where the DynamoDB engine of this run answers. */
    dynamodbEndpoint: string;
    /** The single table's properties in the synthesized template, as JSON text. */
    tableProperties: string;
  }
}

/** One engine in memory for the whole run (or the one that CARELEDGER_DYNAMODB_ENDPOINT names); each test file has its own table. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'careledger-test-'));
  const engine = await startTableEngine({ folder: undefined, log: join(folder, 'dynamodb.log') });
  project.provide('dynamodbEndpoint', engine.endpoint);
  project.provide('tableProperties', JSON.stringify(synthesizedTable()));
  return async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function synthesizedTable(): Record<string, unknown> {
  const tables = resourcesOf(synthesizedTemplates('local').data, 'AWS::DynamoDB::Table');
  const [table, ...others] = tables.map(([, resource]) => resource.Properties);
  if (table === undefined || others.length > 0)
    throw new Error(`The data stack has ${tables.length} tables.`);
  return table;
}
