import { inOrderOf } from '../in-order-of.ts';
import { finding, type Finding } from '../records/finding.ts';
import { sameValue } from './canonical-json.ts';

type Body = Readonly<Record<string, unknown>>;
type Known<B> = { body: B; handFields: readonly string[] };

/** What a row of an extract does to a fact: nothing, or a body to record, with what there is to say about it. */
export type Merge<B> = { change: 'new' | 'changed' | 'unchanged'; body: B; findings: Finding[] };

/**
 * The body an extract's row leads to. A field a person changed by hand keeps their value, and the
 * difference is a finding, so that neither side overwrites the other unseen.
 */
export function mergeExtract<B extends Body>(current: Known<B> | null, proposed: B): Merge<B> {
  if (current === null) return { change: 'new', body: proposed, findings: [] };
  const findings: Finding[] = [];
  const kept: Record<string, unknown> = {};
  for (const field of current.handFields) {
    if (!(field in proposed) || sameValue(proposed[field], current.body[field])) continue;
    kept[field] = current.body[field];
    findings.push(handChangeKept(field));
  }
  const body = { ...proposed, ...kept };
  return { change: sameValue(body, current.body) ? 'unchanged' : 'changed', body, findings };
}

/** As `mergeExtract` for a set of items of one subject: items the rows do not name stay as they are. */
export function mergeItems<I>(
  current: { items: readonly I[]; handFields: readonly string[] } | null,
  proposed: readonly I[],
  keyOf: (item: I) => string,
): { change: Merge<unknown>['change']; items: I[]; findings: { key: string; finding: Finding }[] } {
  const byKey = new Map((current?.items ?? []).map((item) => [keyOf(item), item]));
  const findings: { key: string; finding: Finding }[] = [];
  for (const item of proposed) {
    const key = keyOf(item);
    const known = byKey.get(key);
    // Under a hand: changed by it, or taken out by it.
    if (current?.handFields.includes(key) === true && !sameValue(known, item)) {
      findings.push({ key, finding: handChangeKept(key) });
    } else {
      byKey.set(key, item);
    }
  }
  const items = inOrderOf([...byKey.values()], keyOf);
  if (current === null) return { change: 'new', items, findings };
  // A hand may have put the items in another order, which says nothing.
  return {
    change: sameValue(items, inOrderOf(current.items, keyOf)) ? 'unchanged' : 'changed',
    items,
    findings,
  };
}

/** The fields that are under a person's hand after they changed a fact: those before, and those that differ now. */
export function handFieldsAfter<B extends Body>(current: Known<B> | null, body: B): string[] {
  if (current === null) return [];
  const changed = Object.keys(body).filter((field) => !sameValue(body[field], current.body[field]));
  return [...new Set([...current.handFields, ...changed])].sort();
}

function handChangeKept(field: string): Finding {
  return finding(
    'warning',
    'hand-change-kept',
    `${field} was changed by hand since; the hand-made value stays. Change it there if the file is right.`,
    { field },
  );
}

/** As `handFieldsAfter` for a set: the keys of items under a hand, those changed, added or taken away now among them. */
export function handItemsAfter<I>(
  current: { items: readonly I[]; handFields: readonly string[] } | null,
  items: readonly I[],
  keyOf: (item: I) => string,
): string[] {
  if (current === null) return [];
  const before = new Map(current.items.map((item) => [keyOf(item), item]));
  const after = new Map(items.map((item) => [keyOf(item), item]));
  const changed = [...before.keys(), ...after.keys()].filter(
    (key) => !sameValue(before.get(key), after.get(key)),
  );
  return [...new Set([...current.handFields, ...changed])].sort();
}
