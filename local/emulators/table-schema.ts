import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { region, type Template } from '../template.ts';
import { credentials } from './buckets.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const indexShape = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});
const tableShape = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z.array(indexShape).default([]),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});
type TableProperties = z.infer<typeof tableShape>;

/** Creates the template's tables where they are not there yet, and adds the indexes an older start did not know. */
export async function createTables(
  endpoint: string,
  template: Template,
  { expire }: { expire: boolean },
): Promise<void> {
  const client = new DynamoDBClient({ endpoint, region, credentials });
  const tables = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap((type) =>
    template.resourcesOf(type),
  );
  for (const { name, properties } of tables) {
    const table = tableShape.parse(properties);
    const indexes = await findIndexes(client, name);
    if (indexes === undefined) await createTable(client, name, table, expire);
    else await addIndexes(client, name, table, indexes);
  }
  client.destroy();
}

async function findIndexes(client: DynamoDBClient, table: string): Promise<string[] | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
    return (Table?.GlobalSecondaryIndexes ?? []).flatMap(({ IndexName }) => IndexName ?? []);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function createTable(
  client: DynamoDBClient,
  name: string,
  table: TableProperties,
  expire: boolean,
): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      KeySchema: table.KeySchema,
      AttributeDefinitions: table.AttributeDefinitions,
      BillingMode: 'PAY_PER_REQUEST',
      ...(table.GlobalSecondaryIndexes.length === 0
        ? {}
        : { GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.map(withoutGaps) }),
    }),
  );
  if (expire && table.TimeToLiveSpecification !== undefined) {
    const specification = { TableName: name, TimeToLiveSpecification: table.TimeToLiveSpecification };
    await client.send(new UpdateTimeToLiveCommand(specification));
  }
}

/** DynamoDB takes one new index at a time. */
async function addIndexes(
  client: DynamoDBClient,
  name: string,
  table: TableProperties,
  known: string[],
): Promise<void> {
  for (const index of table.GlobalSecondaryIndexes.filter(({ IndexName }) => !known.includes(IndexName))) {
    await client.send(
      new UpdateTableCommand({
        TableName: name,
        AttributeDefinitions: table.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: withoutGaps(index) }],
      }),
    );
  }
}

function withoutGaps({ IndexName, KeySchema, Projection }: z.infer<typeof indexShape>) {
  const { ProjectionType, NonKeyAttributes } = Projection;
  return {
    IndexName,
    KeySchema,
    Projection: { ProjectionType, ...(NonKeyAttributes === undefined ? {} : { NonKeyAttributes }) },
  };
}
