import * as z from 'zod';
import { meets, namesIn, updated, type Terms } from './expressions.ts';
import { partitionsBy } from './partitions.ts';
import { compareTexts, isEqual, itemSchema, textOf, type StoredItem } from './values.ts';

/** What the engine says: an answer, or an error by its name. */
export type Said = { status: number; body: Record<string, unknown> };

const expressionTerms = {
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: itemSchema.default({}),
};
const conditional = { ConditionExpression: z.string().optional(), ...expressionTerms };
const putSchema = z.looseObject({ Item: itemSchema, ...conditional });
const keyed = { Key: itemSchema };
const updateSchema = z.looseObject({ ...keyed, UpdateExpression: z.string(), ...conditional });
const checkSchema = z.looseObject({ ...keyed, ...conditional });
const actionSchema = z.union([
  z.strictObject({ Put: putSchema }),
  z.strictObject({ Update: updateSchema }),
  z.strictObject({ Delete: checkSchema }),
  z.strictObject({ ConditionCheck: checkSchema }),
]);
const transactSchema = z.looseObject({
  TransactItems: z.array(actionSchema).max(100),
  ClientRequestToken: z.string(),
});
const batchGetSchema = z.object({
  RequestItems: z.record(
    z.string(),
    z.looseObject({ Keys: z.array(itemSchema).max(100), ProjectionExpression: z.string().optional() }),
  ),
});
const querySchema = z.looseObject({
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string(),
  ...expressionTerms,
  ScanIndexForward: z.boolean().default(true),
  Limit: z.int().optional(),
  ExclusiveStartKey: itemSchema.optional(),
});
const tableShape = z.object({
  GlobalSecondaryIndexes: z.array(
    z.object({
      IndexName: z.string(),
      KeySchema: z.array(z.object({ AttributeName: z.string() })),
      Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).default([]) }),
    }),
  ),
});

type Action = z.infer<typeof actionSchema>;
type Written = { condition: z.infer<typeof checkSchema>; after: StoredItem | undefined; key: string };

const conditionFailed = {
  name: 'ConditionalCheckFailedException',
  message: 'The conditional request failed',
};

function refused(name: string, message: string, more: Record<string, unknown> = {}): Said {
  return { status: 400, body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, ...more } };
}

/**
 * DynamoDB in memory, as much of it as careledger asks for, by its own protocol. It answers at once and the same each
 * time, and a table is copied in a moment: what hundreds of schedules in a minute need. That it answers as DynamoDB
 * Local does is a test.
 */
export function tableEngine(properties: unknown, stored: ReadonlyMap<string, StoredItem> = new Map()) {
  const table = tableShape.parse(properties);
  const items = new Map(stored);
  const hashes = table.GlobalSecondaryIndexes.flatMap(({ KeySchema: [hash] }) => hash?.AttributeName ?? []);
  const partitions = partitionsBy(['PK', ...hashes], items);
  const tokens = new Set<string>();

  const answers: Record<string, (input: unknown) => Said> = {
    GetItem: (input) => {
      const item = items.get(keyOf(z.looseObject(keyed).parse(input).Key));
      return { status: 200, body: item === undefined ? {} : { Item: item } };
    },
    BatchGetItem: batchGet,
    Query: query,
    PutItem: (input) => writeOne(planOf({ Put: putSchema.parse(input) })),
    UpdateItem: (input) => writeOne(planOf({ Update: updateSchema.parse(input) })),
    DeleteItem: (input) => writeOne(planOf({ Delete: checkSchema.parse(input) })),
    TransactWriteItems: transact,
  };

  return {
    /** Answers one request of the protocol, such as `PutItem`. */
    handle(operation: string, input: unknown): Said {
      const answer = answers[operation];
      if (answer === undefined) throw new Error(`The engine does not know ${operation}.`);
      return answer(input);
    },
    items: (): ReadonlyMap<string, StoredItem> => items,
  };

  function batchGet(input: unknown): Said {
    const responses = Object.entries(batchGetSchema.parse(input).RequestItems).map(([name, wanted]) => {
      const { Keys, ProjectionExpression } = wanted;
      const found = Keys.map((key) => items.get(keyOf(key))).filter((item) => item !== undefined);
      const only = ProjectionExpression === undefined ? undefined : namesIn(ProjectionExpression, {});
      return [name, only === undefined ? found : found.map((item) => picked(item, only))] as const;
    });
    return { status: 200, body: { Responses: Object.fromEntries(responses), UnprocessedKeys: {} } };
  }

  function query(input: unknown): Said {
    const asked = querySchema.parse(input);
    const index = indexNamed(asked.IndexName);
    const terms = termsOf(asked);
    const order = (a: StoredItem, b: StoredItem): number => {
      const sort = [index.sort, 'PK', 'SK'].map((name) => compareTexts(keyText(a, name), keyText(b, name)));
      return (sort.find((each) => each !== 0) ?? 0) * (asked.ScanIndexForward ? 1 : -1);
    };
    const { ExclusiveStartKey: start, Limit: limit = Infinity } = asked;
    const found = partitions
      .at(index.hash, hashIn(asked.KeyConditionExpression, index.hash, terms))
      .map((key) => items.get(key))
      .filter((item) => item !== undefined)
      .filter((item) => item[index.sort] !== undefined)
      .filter((item) => meets(asked.KeyConditionExpression, item, terms))
      .filter((item) => start === undefined || order(item, start) > 0)
      .toSorted(order);
    const page = found.slice(0, limit);
    const last = found.length >= limit ? page.at(-1) : undefined;
    const keys = ['PK', 'SK', index.hash, index.sort];
    return {
      status: 200,
      body: {
        Items: page.map((item) => (index.only === undefined ? item : picked(item, [...keys, ...index.only]))),
        Count: page.length,
        ...(last && { LastEvaluatedKey: picked(last, keys) }),
      },
    };
  }

  function indexNamed(name: string | undefined) {
    if (name === undefined) return { hash: 'PK', sort: 'SK', only: undefined };
    const found = table.GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === name);
    const [hash, sort] = found?.KeySchema ?? [];
    if (found === undefined || hash === undefined || sort === undefined) throw new Error(`no index ${name}`);
    const { ProjectionType, NonKeyAttributes } = found.Projection;
    const only = ProjectionType === 'ALL' ? undefined : NonKeyAttributes;
    return { hash: hash.AttributeName, sort: sort.AttributeName, only };
  }

  function planOf(action: Action): Written {
    if ('Put' in action)
      return { condition: { ...action.Put, Key: action.Put.Item }, ...at(action.Put.Item, action.Put.Item) };
    if ('Update' in action) {
      const { Key, UpdateExpression } = action.Update;
      const before = items.get(keyOf(Key)) ?? Key;
      return {
        condition: action.Update,
        ...at(Key, updated(UpdateExpression, before, termsOf(action.Update))),
      };
    }
    if ('Delete' in action) return { condition: action.Delete, ...at(action.Delete.Key, undefined) };
    const { Key } = action.ConditionCheck;
    return { condition: action.ConditionCheck, ...at(Key, items.get(keyOf(Key))) };
  }

  function isMet({ condition, key }: Written): boolean {
    return meets(condition.ConditionExpression, items.get(key) ?? {}, termsOf(condition));
  }

  function write({ key, after }: Written): void {
    partitions.move(key, items.get(key), after);
    if (after === undefined) items.delete(key);
    else items.set(key, after);
  }

  function writeOne(plan: Written): Said {
    const before = items.get(plan.key);
    if (!isMet(plan)) {
      const shows = plan.condition['ReturnValuesOnConditionCheckFailure'] === 'ALL_OLD';
      return refused(conditionFailed.name, conditionFailed.message, shows && before ? { Item: before } : {});
    }
    write(plan);
    const { after = {} } = plan;
    const old = before ?? plan.condition.Key;
    const news = Object.keys(after).filter((name) => !isEqual(after[name], old[name]));
    const returned = plan.condition['ReturnValues'];
    if (returned === 'UPDATED_NEW') return { status: 200, body: { Attributes: picked(after, news) } };
    return { status: 200, body: returned === 'ALL_NEW' ? { Attributes: after } : {} };
  }

  /** The same request under the same token is done once, however often the SDK sends it. */
  function transact(input: unknown): Said {
    const { TransactItems, ClientRequestToken } = transactSchema.parse(input);
    if (tokens.has(ClientRequestToken)) return { status: 200, body: {} };
    const plans = TransactItems.map(planOf);
    if (new Set(plans.map(({ key }) => key)).size < plans.length)
      return refused(
        'ValidationException',
        'Transaction request cannot include multiple operations on one item',
      );
    const met = plans.map(isMet);
    if (met.includes(false)) {
      const codes = met.map((each) => ({ Code: each ? 'None' : 'ConditionalCheckFailed' }));
      return cancelled(codes);
    }
    tokens.add(ClientRequestToken);
    plans.forEach(write);
    return { status: 200, body: {} };
  }
}
export type TableEngine = ReturnType<typeof tableEngine>;

/** A transaction that was not done, and why, action by action. */
export function cancelled(reasons: readonly { Code: string }[]): Said {
  const message = `Transaction cancelled [${reasons.map(({ Code }) => Code).join(', ')}]`;
  return refused('TransactionCanceledException', message, { CancellationReasons: reasons });
}

function at(key: StoredItem, after: StoredItem | undefined) {
  return { key: keyOf(key), after };
}

function keyOf(key: StoredItem): string {
  return `${keyText(key, 'PK')}\n${keyText(key, 'SK')}`;
}

/** The partition a query names, which it has to name first: `PK = :pk`. */
function hashIn(condition: string, hash: string, { names, values }: Terms): string {
  const [name = '', operator, value = ''] = condition.split(/\s+/);
  const text = textOf(values[value]);
  if ((names[name] ?? name) !== hash || operator !== '=' || text === undefined)
    throw new Error(`${condition}: the partition is expected first.`);
  return text;
}

function keyText(item: StoredItem, name: string): string {
  return textOf(item[name]) ?? '';
}

function termsOf(asked: {
  ExpressionAttributeNames: Terms['names'];
  ExpressionAttributeValues: Terms['values'];
}): Terms {
  return { names: asked.ExpressionAttributeNames, values: asked.ExpressionAttributeValues };
}

function picked(item: StoredItem, names: readonly string[]): StoredItem {
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
}
