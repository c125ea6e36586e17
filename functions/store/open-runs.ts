import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { payScopeSchema, type PayRunKind } from '../../domain/pay/run/pay-run.ts';
import { openRunsKey } from './keys.ts';
import type { Table } from './table.ts';

const reachSchema = z.object({
  payRunId: z.string(),
  scope: payScopeSchema.nullable(),
  providerIds: z.array(z.string()),
  personIds: z.array(z.string()),
});
const openRunsSchema = z.object({ revision: z.int(), runs: z.array(reachSchema) });

/** The open runs of a kind as somebody read them: whoever writes what must not cross with an approval writes them anew. */
export type OpenRuns = z.infer<typeof openRunsSchema> & { kind: PayRunKind };

export async function readOpenRuns(table: Table, kind: PayRunKind): Promise<OpenRuns> {
  const answer = await table.client.send(
    new GetCommand({ TableName: table.name, Key: openRunsKey(kind), ConsistentRead: true }),
  );
  return { kind, ...(answer.Item === undefined ? noRuns : openRunsSchema.parse(answer.Item)) };
}

const noRuns: z.infer<typeof openRunsSchema> = { revision: 0, runs: [] };

/** Puts the open runs, the same or others, unless somebody wrote them since they were read. */
export function openRunsPut(tableName: string, { kind, revision }: OpenRuns, runs: OpenRuns['runs']) {
  return {
    Put: {
      TableName: tableName,
      Item: { ...openRunsKey(kind), entity: 'open-pay-runs', v: 1, revision: revision + 1, runs },
      ConditionExpression: revision === 0 ? 'attribute_not_exists(PK)' : 'revision = :seen',
      ...(revision > 0 && { ExpressionAttributeValues: { ':seen': revision } }),
    },
  };
}
