import { formatDate } from '../../calendar.ts';
import type { PayLine } from './pay-line.ts';
import type { Payable } from './payable.ts';
import type { PayPosition } from './position.ts';

/**
 * Why a person should look before paying. The list is Mosaic’s of invoices it does not tick beforehand (its help
 * centre, “checkboxes aren’t pre-selected”), and what our own facts show.
 */
export const attentionRules = {
  'price-gap': 'Days that nobody can price',
  'first-payment': 'First payment of a strand of care',
  'one-off': 'A one-off, an expense or a manual invoice',
  adjustment: 'A correction of what was paid',
  'rate-changed': 'First payment after a change of price',
  'ends-in-period': 'The package ends in the period paid',
  'also-held': 'Another line of the package is held',
  'after-death': 'Care paid after a death',
  'owed-back': 'The payee owes for this package',
} as const;
export type AttentionRule = keyof typeof attentionRules;
export type Attention = { rule: AttentionRule; message: string };

type Looked = { payable: Payable; position: PayPosition; lines: readonly PayLine[] };

/** One check a rule; each says in a sentence what it saw, or nothing. */
const checks: readonly ((looked: Looked) => Attention | null)[] = [
  ({ payable: { gaps } }) => {
    const [gap] = gaps;
    return gap === undefined ? null : { rule: 'price-gap', message: gap.message };
  },
  ({ lines, position }) =>
    lines.some(({ key, kind }) => kind !== 'adjustment' && !position.coverage.has(key))
      ? { rule: 'first-payment', message: 'Part of it is paid for the first time.' }
      : null,
  ({ lines }) =>
    lines.some(({ kind }) => kind === 'one-off' || kind === 'expense' || kind === 'manual')
      ? { rule: 'one-off', message: 'It holds something that is paid once.' }
      : null,
  ({ lines }) =>
    lines.some(({ kind }) => kind === 'adjustment')
      ? { rule: 'adjustment', message: 'Days that were paid before are corrected.' }
      : null,
  ({ lines, position }) =>
    lines.some(({ key, kind, explanation: [step] }) => {
      const startsNew = step?.step === 'plan' && step.daysBefore === 0;
      return kind !== 'adjustment' && startsNew && position.coverage.has(key);
    })
      ? { rule: 'rate-changed', message: 'The price is another than it was when last paid.' }
      : null,
  ({ payable: { endDate }, lines }) =>
    endDate !== null && lines.some(({ from, to }) => from <= endDate && endDate <= to)
      ? { rule: 'ends-in-period', message: `It ends on ${formatDate(endDate)}.` }
      : null,
  ({ position: { waiting }, lines }) =>
    waiting.length > 0 ||
    (lines.some(({ heldBy }) => heldBy !== null) && lines.some(({ heldBy }) => heldBy === null))
      ? { rule: 'also-held', message: 'Part of it is held.' }
      : null,
  ({ payable: { dateOfDeath }, lines }) =>
    dateOfDeath !== null && lines.some(({ to, amountPence }) => to > dateOfDeath && amountPence > 0)
      ? {
          rule: 'after-death',
          message: `The person died on ${formatDate(dateOfDeath)}; the contract pays on.`,
        }
      : null,
  ({ position: { owed }, lines }) =>
    lines.length > 0 && owed.size > 0
      ? { rule: 'owed-back', message: 'An earlier overpayment is not given back.' }
      : null,
];

export function attentionOf(looked: Looked): Attention[] {
  if (looked.lines.length === 0 && looked.payable.gaps.length === 0) return [];
  return checks.flatMap((check) => check(looked) ?? []);
}
