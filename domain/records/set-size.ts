import { finding, type SetFinding } from './finding.ts';

/** An item of the table holds 400 kB; a thousand of the longest lines stay well within. */
const MOST_SET_ITEMS = 1_000;

/** What is kept together must fit together: `what` names the set, such as `Rate card RC1`. */
export function checkSetSize(what: string, items: readonly unknown[]): SetFinding[] {
  if (items.length <= MOST_SET_ITEMS) return [];
  const message = `${what} would have ${items.length} lines; at most ${MOST_SET_ITEMS} are kept together. Split it.`;
  return [{ key: null, finding: finding('error', 'set-too-large', message) }];
}
