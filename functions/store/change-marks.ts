import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { factKinds, type FactKind, type Subject } from '../../domain/facts/fact.ts';
import { changesKey, changesPk } from './keys.ts';
import { queryAll, type Action, type Table } from './table.ts';

/**
 * Kinds whose change may change what is due. What runs and accruals make is none of them, nor how a file is
 * read, nor how a direct payment is looked after and audited, nor what is lent against a home, nor an uplift
 * until the packages change that it is about.
 */
const UNMARKED: readonly FactKind[] = [
  'pay-run',
  'payment',
  'recovery',
  'accrual',
  'return-mapping',
  'statement-mapping',
  'arrangement',
  'financial-returns',
  'audit-case',
  'deferred-account',
  'uplift',
];
const MARKED: readonly FactKind[] = factKinds.filter((kind) => !UNMARKED.includes(kind));
/** Runs are open for days at most; what is older than this concerns none of them. */
const KEPT_SECONDS = 60 * 86_400;

const markSchema = z.object({
  kind: z.enum(factKinds),
  ids: z.array(z.string()),
  at: z.string(),
});

/**
 * The mark that some facts of a kind changed, as an action of the transaction that changes them: a run that was
 * computed before it looks at what they concern again. The time is that of the write, not of what it records.
 */
export function changeMark(table: Table, subjects: readonly Subject[]): Action[] {
  const [first] = subjects;
  if (first === undefined || !MARKED.includes(first.kind)) return [];
  const now = new Date();
  const at = now.toISOString();
  return [
    {
      Put: {
        TableName: table.name,
        Item: {
          ...changesKey(at, randomUUID()),
          entity: 'change-mark',
          v: 1,
          kind: first.kind,
          ids: subjects.map(({ id }) => id),
          at,
          expiresAt: Math.floor(now.getTime() / 1000) + KEPT_SECONDS,
        },
      },
    },
  ];
}

export function changeMarks(table: Table) {
  return {
    /** AP28: which facts changed since an instant. */
    async changedSince(instant: string): Promise<Subject[]> {
      const changed = new Map<string, Subject>();
      for (const day of daysSince(instant)) {
        const items = await queryAll(table, {
          KeyConditionExpression: 'PK = :pk AND SK > :since',
          ExpressionAttributeValues: { ':pk': changesPk(day), ':since': instant },
          ConsistentRead: true,
        });
        for (const { kind, ids } of items.map((item) => markSchema.parse(item))) {
          for (const id of ids) changed.set(`${kind} ${id}`, { kind, id });
        }
      }
      return [...changed.values()];
    },
  };
}
export type ChangeMarks = ReturnType<typeof changeMarks>;

const DAY_MILLISECONDS = 86_400_000;

/** The days since, as far back as marks are kept. */
function daysSince(instant: string): string[] {
  const days: string[] = [];
  const now = new Date();
  const last = now.toISOString().slice(0, 10);
  const oldest = now.getTime() - KEPT_SECONDS * 1000;
  const first = Math.max(
    Date.parse(instant.slice(0, 10)),
    Date.parse(new Date(oldest).toISOString().slice(0, 10)),
  );
  for (let time = first; ; time += DAY_MILLISECONDS) {
    const day = new Date(time).toISOString().slice(0, 10);
    if (day > last) return days;
    days.push(day);
  }
}
