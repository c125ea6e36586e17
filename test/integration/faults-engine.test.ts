import { expect, inject, it } from 'vitest';
import { tableEngine } from '../faults/engine/table-engine.ts';
import { tell } from '../faults/run-schedule.ts';
import type { Tamper } from '../faults/service.ts';
import { makeWorld, undisturbed } from '../faults/world.ts';
import { testTable } from '../support/test-table.ts';

type Request = { operation: string; input: string };
type Answer = { status: number; body: Record<string, unknown> };

const table = await testTable();
const properties: unknown = JSON.parse(inject('tableProperties'));

/** Asks DynamoDB Local the same, in the words of its protocol. */
async function askLocal({ operation, input }: Request): Promise<Answer> {
  const answer = await fetch(inject('dynamodbEndpoint'), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=local/20240101/eu-west-2/dynamodb/aws4_request',
    },
    body: input,
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

/** What callers go by: items in order where the order means something, and why something was refused. */
function meaningOf({ status, body }: Answer): unknown {
  const { Items, Item, Attributes, Responses, CancellationReasons, __type } = body;
  const batch = Object.values((Responses as Record<string, unknown[]> | undefined) ?? {}).flat();
  return {
    ...{ status, Items, Item, Attributes },
    batch: batch.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    refused: typeof __type === 'string' ? __type.split('#').at(-1) : null,
    reasons: (CancellationReasons as { Code: string }[] | undefined)?.map(({ Code }) => Code),
  };
}

function keyOf(item: unknown): string {
  const { PK, SK } = item as Record<'PK' | 'SK', unknown>;
  return JSON.stringify([PK, SK]);
}

it('the table engine of the schedules of faults answers every request of a month as DynamoDB Local does', async () => {
  const requests: Request[] = [];
  const record: Tamper = ({ operation, input }) => {
    const text = JSON.stringify(input).replaceAll('"careledger"', `"${table.name}"`);
    if (operation.startsWith('table ')) requests.push({ operation: operation.slice(6), input: text });
    return input;
  };
  const world = await makeWorld(properties, record);
  await tell('month', world, { schedule: undisturbed, tamper: record });
  expect(requests.length).toBeGreaterThan(500);

  const engine = tableEngine(properties);
  for (const request of requests) {
    const found = meaningOf(engine.handle(request.operation, JSON.parse(request.input)));
    expect(found, `${request.operation} ${request.input}`).toEqual(meaningOf(await askLocal(request)));
  }
});
