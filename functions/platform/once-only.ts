import {
  IdempotencyAlreadyInProgressError,
  IdempotencyConfig,
  IdempotencyInconsistentStateError,
  IdempotencyValidationError,
  makeIdempotent,
} from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Context } from 'aws-lambda';
import { canonicalJson } from '../../domain/facts/canonical-json.ts';
import { Conflict, InvalidRequest, Refused } from './problem-responses.ts';

/** A write as its sender names it: whose it is, where it goes, under which key, with what body. */
type KeyedWrite = { userId: string; route: string; key: string; body: unknown };

/** Does a write under its key once; done before, the first answer is given again. */
export type OnceOnly = <Answer>(
  write: KeyedWrite,
  context: Context,
  act: () => Promise<Answer>,
) => Promise<Answer>;

const ONE_DAY_SECONDS = 86_400;

/** Keys are remembered for a day in the single table, in a partition of the user who sent them. */
export function onceOnly(table: { client: DynamoDBClient; name: string }): OnceOnly {
  return async ({ userId, route, key, body }, context, act) => {
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
      throw new InvalidRequest('An Idempotency-Key is 1 to 200 plain characters without spaces.');
    }
    const persistenceStore = new DynamoDBPersistenceLayer({
      tableName: table.name,
      keyAttr: 'PK',
      sortKeyAttr: 'SK',
      staticPkValue: `IDEMPOTENCY#${userId}`,
      expiryAttr: 'expiresAt',
      awsSdkV3Client: table.client,
    });
    const config = new IdempotencyConfig({
      eventKeyJmesPath: 'key',
      payloadValidationJmesPath: 'body',
      hashFunction: 'sha256',
      expiresAfterSeconds: ONE_DAY_SECONDS,
      lambdaContext: context,
    });
    const once = makeIdempotent(actOnce(act), {
      persistenceStore,
      config,
      keyPrefix: 'WRITE',
    });
    try {
      return await once({ key: `${route} ${key}`, body: canonicalJson(body) });
    } catch (error) {
      throw asRefusal(error, { userId, route });
    }
  };
}

/** The library tells repeats by what a function is called with; what it does was bound before. */
function actOnce<Answer>(
  act: () => Promise<Answer>,
): (sent: { key: string; body: string }) => Promise<Answer> {
  return () => act();
}

function asRefusal(cause: unknown, ids: Record<string, string>): unknown {
  if (cause instanceof IdempotencyValidationError) {
    return new Refused(
      'key-used-before',
      'This Idempotency-Key was sent before with another request. Give every new request a key of its own.',
      { ids, cause },
    );
  }
  if (
    cause instanceof IdempotencyAlreadyInProgressError ||
    cause instanceof IdempotencyInconsistentStateError
  ) {
    return new Conflict('The same request is still being worked on. Wait a moment and send it again.', {
      ids,
      cause,
    });
  }
  return cause;
}
