import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { PayLine } from '../../domain/pay/run/pay-line.ts';
import {
  readPosition,
  storedPositionSchema,
  storePosition,
  type PayPosition,
} from '../../domain/pay/run/position.ts';
import { payLinesKey, positionKey } from './keys.ts';
import {
  batchGet,
  inTurns,
  queryAll,
  transact,
  TRANSACTION_MOST,
  type Action,
  type Item,
  type Table,
} from './table.ts';

/** A stored position: as it was before a run, and as it is if the lines of that run count, which lie in its evidence. */
const positionItemSchema = z.object({
  subject: z.string(),
  revision: z.int().min(1),
  payRunId: z.string(),
  attempt: z.int(),
  shard: z.int(),
  packed: z.instanceof(Uint8Array),
});

/** The run that wrote a position last, and the part of it in whose evidence the lines lie. */
export type LastRun = { payRunId: string; attempt: number; shard: number };

export type SeenPosition = {
  revision: number;
  payRunId: string;
  attempt: number;
  before: PayPosition;
  after: PayPosition;
};

/** Where a run leaves a package, and what was read when it did. */
export type PositionWrite = {
  subject: string;
  seen: SeenPosition | null;
  before: PayPosition;
  after: PayPosition;
} & LastRun;

const linesItemSchema = z.object({
  payRunId: z.string(),
  attempt: z.int(),
  lines: z.instanceof(Uint8Array),
});
export type StoredLines = { payRunId: string; attempt: number; lines: PayLine[] };

/** Lines of an issued run about one package, to be filed. */
export type LinesToFile = StoredLines & { subject: string };

/**
 * Where packages stand with their payees. A run writes what would be true if it counted beside what was true before
 * it; which of the two holds is said by the state of the run alone, so approving or cancelling it writes no package.
 * Its lines lie in its evidence until it is issued: then each package’s are filed beside its position.
 */
export function positionStore(table: Table) {
  return {
    /** AP26: where some packages, agreements or invoices stand. */
    async positionsOf(subjects: readonly string[]): Promise<Map<string, SeenPosition>> {
      const items = await batchGet(table, subjects.map(positionKey));
      return new Map(
        items.map((item) => {
          const { subject, revision, payRunId, attempt, packed } = positionItemSchema.parse(item);
          const { before, after } = unpack(packed);
          const seen = { before: readPosition(before), after: readPosition(after) };
          return [subject, { revision, payRunId, attempt, ...seen }];
        }),
      );
    },

    /** W22: positions as a run leaves them, many a transaction. Throws when another run has been there since they were read. */
    async writePositions(writes: readonly PositionWrite[]): Promise<void> {
      await inTurns(groupsOf(writes), async (group) => {
        const { failed } = await transact(table, group.map(positionPut));
        if (failed.length > 0) throw new PositionChanged(group[0]?.payRunId ?? '');
      });
    },

    /** W27: the lines of a run that is being issued, each package’s by themselves; filing them again writes the same. */
    async fileLines(lines: readonly LinesToFile[]): Promise<void> {
      await inTurns(groupsOf(lines), async (group) => {
        await transact(table, group.map(linesPut));
      });
    },

    /** AP27: the filed lines of every run about one package, oldest run first, and which run was there last. */
    async linesOf(subject: string): Promise<{ filed: StoredLines[]; last: LastRun | null }> {
      const { PK, SK } = positionKey(subject);
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': PK },
        ConsistentRead: true,
      });
      const position = items.find((item) => item['SK'] === SK);
      const filed = items.filter((item) => item !== position).map(readLines);
      return { filed, last: position === undefined ? null : positionItemSchema.parse(position) };
    },
  };

  function positionPut(write: PositionWrite): Action {
    const { subject, payRunId, attempt, shard, seen, before, after } = write;
    const Item = {
      ...positionKey(subject),
      entity: 'pay-position',
      v: 1,
      subject,
      revision: (seen?.revision ?? 0) + 1,
      payRunId,
      attempt,
      shard,
      packed: pack({ before: storePosition(before), after: storePosition(after) }),
    };
    const condition =
      seen === null
        ? { ConditionExpression: 'attribute_not_exists(PK)' }
        : { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': seen.revision } };
    return { Put: { TableName: table.name, Item, ...condition } };
  }

  function linesPut({ subject, payRunId, attempt, lines }: LinesToFile): Action {
    const Item = {
      ...payLinesKey(subject, payRunId),
      entity: 'pay-lines',
      v: 1,
      payRunId,
      attempt,
      lines: pack(lines),
    };
    return { Put: { TableName: table.name, Item } };
  }
}

function groupsOf<T>(writes: readonly T[]): T[][] {
  const groups: T[][] = [];
  for (let start = 0; start < writes.length; start += TRANSACTION_MOST)
    groups.push(writes.slice(start, start + TRANSACTION_MOST));
  return groups;
}

function readLines(item: Item): StoredLines {
  const { payRunId, attempt, lines } = linesItemSchema.parse(item);
  return { payRunId, attempt, lines: linesSchema.parse(inflate(lines)) };
}
export type PositionStore = ReturnType<typeof positionStore>;

/** Another run wrote the position since it was read: the work is done again on what is there now. */
export class PositionChanged extends Error {
  override readonly name = 'PositionChanged';
  readonly code = 'position-changed';
  readonly payRunId: string;

  constructor(payRunId: string) {
    super('A package was written by another run meanwhile.');
    this.payRunId = payRunId;
  }
}

/** A position before and after is mostly the same text: packed together it costs a fraction of the write units. */
function pack(value: unknown): Uint8Array {
  return deflateRawSync(JSON.stringify(value));
}

function inflate(bytes: Uint8Array): unknown {
  return JSON.parse(inflateRawSync(bytes).toString('utf8'));
}

/** Lines come back as they were written: they are ours, and their form is that of the run’s evidence. */
const linesSchema = z.array(z.custom<PayLine>((value) => typeof value === 'object' && value !== null));

const packedSchema = z.object({ before: storedPositionSchema, after: storedPositionSchema });

function unpack(bytes: Uint8Array): z.infer<typeof packedSchema> {
  return packedSchema.parse(inflate(bytes));
}
