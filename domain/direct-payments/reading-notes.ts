import type { Finding } from '../records/finding.ts';

/** The checks that take up what the reading of a statement noted. */
type NoteCheck =
  | 'running-balance-broken'
  | 'document-not-whole'
  | 'document-altered'
  | 'money-not-in-pounds'
  | 'reading-in-doubt';

/**
 * Which check takes up each thing that the readers of statements note. What is only told changes nothing that is audited: it
 * stands with the statement.
 */
export const takenUpBy: ReadonlyMap<string, NoteCheck | 'only-told'> = new Map<
  string,
  NoteCheck | 'only-told'
>([
  ['running-balance-broken', 'running-balance-broken'],
  ['balance-does-not-add-up', 'running-balance-broken'],
  ['carried-balance-differs', 'running-balance-broken'],
  ['summary-differs', 'running-balance-broken'],
  ['sums-differ', 'running-balance-broken'],

  ['page-missing', 'document-not-whole'],
  ['pdf-damaged', 'document-not-whole'],
  ['statement-missing-between', 'document-not-whole'],
  ['file-may-be-cut-short', 'document-not-whole'],
  ['file-may-be-capped', 'document-not-whole'],
  ['interim-report', 'document-not-whole'],
  ['page-without-text', 'document-not-whole'],
  ['sheets-not-read', 'document-not-whole'],
  ['no-transactions', 'document-not-whole'],
  // Of a PDF a row may have been a payment; what banks mark as pending or declined only informs.
  ['rows-left-out', 'document-not-whole'],

  ['document-edited-after-creation', 'document-altered'],
  ['fonts-mixed-in-row', 'document-altered'],

  ['currency-not-pounds', 'money-not-in-pounds'],

  ['first-amount-unproven', 'reading-in-doubt'],
  ['date-order-assumed', 'reading-in-doubt'],
  // That the month comes first is a warning: a bank of this country did not write that.
  ['date-order-decided', 'reading-in-doubt'],
  ['currency-assumed', 'reading-in-doubt'],
  ['layout-not-certain', 'reading-in-doubt'],
  ['quotes-do-not-match', 'reading-in-doubt'],
  ['text-with-comma-mended', 'reading-in-doubt'],

  // Each account is audited by itself, and one that is not the agreement’s is found there.
  ['several-accounts', 'only-told'],
  ['two-encodings', 'only-told'],
  ['investments-left-out', 'only-told'],
  ['page-numbers-not-printed', 'only-told'],
  ['read-from-scan', 'only-told'],
]);

/** The notes a check takes up, those before others that stand first in the list. What no list names is in doubt. */
export function notesFor(check: NoteCheck, notes: readonly Finding[]): Finding[] {
  const rules = [...takenUpBy.keys()];
  return notes
    .filter(({ rule }) => (takenUpBy.get(rule) ?? 'reading-in-doubt') === check)
    .toSorted((one, other) => rules.indexOf(one.rule) - rules.indexOf(other.rule));
}

/** What asks for somebody to look, of what was noted. */
export function isToLookAt({ severity }: Finding): boolean {
  return severity !== 'information';
}
