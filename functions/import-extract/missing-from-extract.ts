import type { CalendarDate } from '../../domain/calendar.ts';
import type { RecordKind } from '../../domain/facts/fact.ts';
import { finding, type Finding } from '../../domain/records/finding.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ListStore } from '../store/list-store.ts';

/** The most that is said about single subjects; beyond it one sentence counts the others. */
const SAID_SINGLY = 5_000;

/**
 * What a full extract leaves out although it is known and not over. It is said and never ended: a row may be
 * missing because of a filter in the case system as easily as because care has stopped.
 */
export async function missingFromExtract(
  kind: { factKind: RecordKind; noun: string },
  named: ReadonlySet<string>,
  deps: { facts: FactStore; lists: ListStore; today: CalendarDate },
): Promise<Finding[]> {
  const known = await everyId(kind.factKind, deps.lists);
  const missing = known.filter((id) => !named.has(id)).sort();
  const findings: Finding[] = [];
  for (let start = 0; start < missing.length; start += 1_000) {
    const facts = await deps.facts.currentFacts(kind.factKind, missing.slice(start, start + 1_000));
    for (const [id, fact] of facts) {
      if (!isOver(fact.body, deps.today)) findings.push(absent(kind.noun, id));
    }
  }
  if (findings.length <= SAID_SINGLY) return findings;
  const rest = findings.length - SAID_SINGLY;
  return [
    ...findings.slice(0, SAID_SINGLY),
    finding('warning', 'missing-from-full-extract', `${rest} more are not in this full extract either.`),
  ];
}

function absent(noun: string, id: string): Finding {
  return finding(
    'warning',
    'missing-from-full-extract',
    `The ${noun} ${id} is known but not in this full extract. Nothing was ended; end it by hand if that is right.`,
    { value: id },
  );
}

async function everyId(kind: RecordKind, lists: ListStore): Promise<string[]> {
  if (kind !== 'package') return lists.everyId(kind);
  return lists.everyPackageId(await lists.everyId('provider'));
}

function isOver(body: object, today: CalendarDate): boolean {
  const end: unknown = Reflect.get(body, 'endDate') ?? Reflect.get(body, 'dateOfDeath');
  return typeof end === 'string' && end < today;
}
