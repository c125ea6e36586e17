import * as z from 'zod';
import { cancelled } from './engine/table-engine.ts';
import { tableAnswer, type Call, type HttpAnswer } from './network.ts';
import type { Fault } from './schedule.ts';

/** The process is gone: nobody catches this, and nothing that it still tries goes out. */
export class Killed extends Error {
  constructor() {
    super('killed');
    this.name = 'Killed';
  }
}

const keysSchema = z.object({
  RequestItems: z.record(z.string(), z.looseObject({ Keys: z.array(z.unknown()) })),
});

/** A call that meets a fault other than the end of its process, as the SDK then sees it. */
export function faultyCall(call: Call, fault: Exclude<Fault, { kind: 'killed' }>): HttpAnswer {
  switch (fault.kind) {
    case 'throttled':
      return throttled(call);
    case 'timed-out':
      if (fault.when === 'after') call.perform();
      throw Object.assign(new Error('the answer did not come in time'), { name: 'TimeoutError' });
    case 'conflict':
      return tableAnswer(cancelled(conflicts(call)));
    case 'in-parts':
      return inParts(call);
  }
}

function throttled({ operation }: Call): HttpAnswer {
  if (operation.startsWith('bucket')) {
    const body = Buffer.from(
      '<Error><Code>SlowDown</Code><Message>Please reduce your rate</Message></Error>',
    );
    return { statusCode: 503, headers: { 'content-type': 'application/xml' }, body };
  }
  const name = operation.startsWith('table') ? 'ThrottlingException' : 'RequestThrottled';
  return tableAnswer({ status: 400, body: { __type: `any#${name}`, message: 'Rate exceeded' } });
}

/** Another transaction is at its first item at the same moment. */
function conflicts({ input }: Call): { Code: string }[] {
  const { TransactItems } = z.object({ TransactItems: z.array(z.unknown()) }).parse(input);
  return TransactItems.map((_action, place) => ({ Code: place === 0 ? 'TransactionConflict' : 'None' }));
}

/** Gives back a part of what was asked for, and says where to go on. */
function inParts(call: Call): HttpAnswer {
  if (call.operation === 'table BatchGetItem') {
    const [table = '', asked] = Object.entries(keysSchema.parse(call.input).RequestItems)[0] ?? [];
    const { Keys, ...how } = asked ?? { Keys: [] };
    const half = Math.ceil(Keys.length / 2);
    const requestFor = (keys: unknown[]) => ({ [table]: { ...how, Keys: keys } });
    const served = bodyOf(call.perform({ RequestItems: requestFor(Keys.slice(0, half)) }));
    const left = Keys.slice(half);
    return answer({ ...served, UnprocessedKeys: left.length === 0 ? {} : requestFor(left) });
  }
  const whole = bodyOf(call.perform());
  const { Items } = pageSchema.parse(whole);
  const half = Math.ceil(Items.length / 2);
  const last = Items[half - 1];
  if (last === undefined || half === Items.length) return answer(whole);
  const keys = Object.fromEntries(Object.entries(last).filter(([name]) => keyNames.has(name)));
  return answer({ ...whole, Items: Items.slice(0, half), Count: half, LastEvaluatedKey: keys });
}

const keyNames = new Set(['PK', 'SK', 'GSI1PK', 'GSI1SK', 'GSI2PK', 'GSI2SK']);
const pageSchema = z.looseObject({ Items: z.array(z.record(z.string(), z.unknown())) });
const bodySchema = z.record(z.string(), z.unknown());

function bodyOf({ body }: HttpAnswer): Record<string, unknown> {
  return bodySchema.parse(body instanceof Uint8Array ? JSON.parse(Buffer.from(body).toString('utf8')) : {});
}

function answer(body: Record<string, unknown>): HttpAnswer {
  return tableAnswer({ status: 200, body });
}
