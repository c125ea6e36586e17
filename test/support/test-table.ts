import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, inject } from 'vitest';
import type { Table } from '../../functions/store/table.ts';
import { createTables } from '../../local/emulators/table-schema.ts';

const clientSettings = {
  region: 'eu-west-2',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};

/** A fresh table, as the template describes it, for one test file: `const table = await testTable();`. It goes when the file is done. */
export async function testTable(): Promise<Table> {
  const endpoint = inject('dynamodbEndpoint');
  const type = 'AWS::DynamoDB::Table';
  const name = `test-${randomUUID()}`;
  const properties: unknown = JSON.parse(inject('tableProperties'));
  await createTables(
    endpoint,
    {
      resourcesOf: (wanted) => (wanted === type ? [{ id: 'Table', type, name, properties }] : []),
      assetFolder: () => '',
    },
    { expire: false },
  );
  const engine = new DynamoDBClient({ endpoint, ...clientSettings });
  const client = DynamoDBDocumentClient.from(engine, { marshallOptions: { removeUndefinedValues: true } });
  afterAll(async () => {
    await engine.send(new DeleteTableCommand({ TableName: name }));
    engine.destroy();
  });
  return { client, name };
}
