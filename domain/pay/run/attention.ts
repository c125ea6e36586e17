import { formatDate } from '../../calendar.ts';
import { formatPounds } from '../../money.ts';
import type { PayeeLack } from '../payee-on-record.ts';
import { refusalOn, type Hold } from './hold.ts';
import { dayNumber } from '../span.ts';
import type { OrderStanding } from './order-agreement.ts';
import type { PayLine } from './pay-line.ts';
import type { Payable } from './payable.ts';
import type { PayPosition, WaitingLine } from './position.ts';

/**
 * Why a person should look before paying. The list is Mosaic’s of invoices it does not tick beforehand (its help
 * centre, “checkboxes aren’t pre-selected”): all eight, and what our own facts show.
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
  'written-off': 'Days whose overpayment was written off are paid again',
  'payee-details': 'Payment details are missing',
  'came-back': 'A payment to the payee came back before',
  'not-agreed': 'The provider has not agreed to the order',
} as const;
export type AttentionRule = keyof typeof attentionRules;
export type Attention = { rule: AttentionRule; message: string };

type Looked = {
  payable: Payable;
  position: PayPosition;
  lines: readonly PayLine[];
  /** Lines of earlier runs that still wait. */
  held: readonly WaitingLine[];
  holds: readonly Hold[];
};

const lackWords: Readonly<Record<PayeeLack, string>> = {
  'bank-details': 'The payee has no bank details.',
  'supplier-number': 'The ledger’s number of the payee is not known.',
};

const orderWords: Readonly<Record<NonNullable<OrderStanding>, string>> = {
  awaited: 'The provider has not said yet that the order is right.',
  rejected: 'The provider says that the order is wrong.',
};

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
    lines.some(({ key, kind, from, explanation: [step] }) => {
      const startsNew = step?.step === 'plan' && step.daysBefore === 0;
      // A start that moved to an earlier day has the price of the days that were paid.
      const ranges = position.coverage.get(key)?.ranges ?? [];
      return kind !== 'adjustment' && startsNew && ranges.some(({ last }) => last < dayNumber(from));
    })
      ? { rule: 'rate-changed', message: 'The price is another than it was when last paid.' }
      : null,
  ({ payable: { endDate }, lines }) =>
    endDate !== null && lines.some(({ from, to }) => from <= endDate && endDate <= to)
      ? { rule: 'ends-in-period', message: `It ends on ${formatDate(endDate)}.` }
      : null,
  ({ held, lines }) => {
    const payable = lines.filter(({ component }) => component !== 'nhs-share');
    const isPart =
      payable.some(({ heldBy }) => heldBy !== null) && payable.some(({ heldBy }) => heldBy === null);
    return held.length > 0 || isPart ? { rule: 'also-held', message: 'Part of it is held.' } : null;
  },
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
  ({ position: { writtenOff = [] }, lines }) => {
    const again = writtenOff.find(({ key, from, to }) =>
      lines.some((line) => line.key === key && line.amountPence > 0 && line.from <= to && from <= line.to),
    );
    return again === undefined
      ? null
      : {
          rule: 'written-off',
          message: `${formatPounds(again.amountPence)} for ${formatDate(again.from)} to ${formatDate(again.to)} was written off, so that the payee has had it. Hold what is paid for these days, unless it is meant to be paid again.`,
        };
  },
  ({ payable: { payeeLacks } }) =>
    payeeLacks === null ? null : { rule: 'payee-details', message: lackWords[payeeLacks] },
  ({ lines, holds }) => {
    const [refusal] = lines.flatMap((line) => refusalOn(line, holds) ?? []);
    return refusal === undefined
      ? null
      : {
          rule: 'came-back',
          message: `A payment came back or could not be sent on ${formatDate(refusal.placedOn)}.`,
        };
  },
  ({ payable: { order } }) => (order === null ? null : { rule: 'not-agreed', message: orderWords[order] }),
];

export function attentionOf(looked: Looked): Attention[] {
  if (looked.lines.length === 0 && looked.payable.gaps.length === 0) return [];
  return checks.flatMap((check) => check(looked) ?? []);
}
