import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { PayLine } from '../../domain/pay/run/pay-line.ts';
import {
  readPosition,
  storedPositionSchema,
  storePosition,
  type PayPosition,
} from '../../domain/pay/run/position.ts';
import { payLinesKey, PAY_LINES_PREFIX, positionKey } from './keys.ts';
import { batchGet, inTurns, queryAll, transact, TRANSACTION_MOST, type Action, type Table } from './table.ts';

/** A stored position: as it was before a run, and as it is if the lines of that run count. */
const positionItemSchema = z.object({
  subject: z.string(),
  revision: z.int().min(1),
  payRunId: z.string(),
  packed: z.instanceof(Uint8Array),
});

export type SeenPosition = { revision: number; payRunId: string; before: PayPosition; after: PayPosition };

/** What a run found out about a package, and what was read when it did. */
export type PositionWrite = {
  subject: string;
  payRunId: string;
  attempt: number;
  seen: SeenPosition | null;
  before: PayPosition;
  after: PayPosition;
  lines: readonly PayLine[];
};

const linesItemSchema = z.object({
  payRunId: z.string(),
  attempt: z.int(),
  lines: z.instanceof(Uint8Array),
});
export type StoredLines = { payRunId: string; attempt: number; lines: PayLine[] };

/**
 * Where packages stand with their payees. A run writes what would be true if it counted beside what was true before
 * it; which of the two holds is said by the state of the run alone, so approving or cancelling it writes no package.
 */
export function positionStore(table: Table) {
  return {
    /** AP26: where some packages, agreements or invoices stand. */
    async positionsOf(subjects: readonly string[]): Promise<Map<string, SeenPosition>> {
      const items = await batchGet(table, subjects.map(positionKey));
      return new Map(
        items.map((item) => {
          const { subject, revision, payRunId, packed } = positionItemSchema.parse(item);
          return [subject, { revision, payRunId, ...unpack(packed) }];
        }),
      );
    },

    /** W22: positions and lines of a run, many a transaction. Throws when another run has been there since they were read. */
    async writePositions(writes: readonly PositionWrite[]): Promise<void> {
      const groups: PositionWrite[][] = [];
      for (let start = 0; start < writes.length; start += TRANSACTION_MOST / 2) {
        groups.push(writes.slice(start, start + TRANSACTION_MOST / 2));
      }
      await inTurns(groups, async (group) => {
        const { failed } = await transact(table, group.flatMap(actionsOf));
        if (failed.length > 0) throw new PositionChanged(group[0]?.payRunId ?? '');
      });
    },

    /** AP27: the lines of every run about one package, oldest run first. */
    async linesOf(subject: string): Promise<StoredLines[]> {
      const items = await queryAll(table, {
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
        ExpressionAttributeValues: { ':pk': positionKey(subject).PK, ':prefix': PAY_LINES_PREFIX },
        ConsistentRead: true,
      });
      return items.map((item) => {
        const { payRunId, attempt, lines } = linesItemSchema.parse(item);
        return { payRunId, attempt, lines: unpackLines(lines) };
      });
    },
  };

  function actionsOf(write: PositionWrite): Action[] {
    const { subject, payRunId, attempt, seen, before, after, lines } = write;
    const position = {
      ...positionKey(subject),
      entity: 'pay-position',
      v: 1,
      subject,
      revision: (seen?.revision ?? 0) + 1,
      payRunId,
      packed: pack({ before: storePosition(before), after: storePosition(after) }),
    };
    const condition =
      seen === null
        ? { ConditionExpression: 'attribute_not_exists(PK)' }
        : { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': seen.revision } };
    const actions: Action[] = [{ Put: { TableName: table.name, Item: position, ...condition } }];
    if (lines.length > 0) {
      const item = {
        ...payLinesKey(subject, payRunId),
        entity: 'pay-lines',
        v: 1,
        payRunId,
        attempt,
        lines: pack(lines),
      };
      actions.push({ Put: { TableName: table.name, Item: item } });
    }
    return actions;
  }
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

const bothSchema = z.object({ before: storedPositionSchema, after: storedPositionSchema });

function unpack(bytes: Uint8Array): { before: PayPosition; after: PayPosition } {
  const { before, after } = bothSchema.parse(JSON.parse(inflateRawSync(bytes).toString('utf8')));
  return { before: readPosition(before), after: readPosition(after) };
}

/** Lines come back as they were written: they are ours, and their form is that of the run’s evidence. */
function unpackLines(bytes: Uint8Array): PayLine[] {
  return payLinesSchema.parse(JSON.parse(inflateRawSync(bytes).toString('utf8')));
}

const payLinesSchema = z.array(z.custom<PayLine>((value) => typeof value === 'object' && value !== null));
