import type { LineAccounts } from '../../ledger/entries-of-payments.ts';
import { negatePence, type Pence } from '../../money.ts';
import { invariant } from '../../outcome.ts';
import { readKey } from '../component.ts';
import type { Coding, PaymentLine } from '../payment.ts';
import { dateOfDay } from '../span.ts';
import type { TakenOff } from './brought-forward.ts';
import { releasedLineId } from './hold.ts';
import { explainLine, type PayLine } from './pay-line.ts';
import { rangeOf, type PayRow } from './proposed-recoveries.ts';
import type { WaitingLine } from './position.ts';

type Account = NonNullable<ReturnType<LineAccounts['get']>>;

/** What is gathered about one payee of a run: its lines, what is held, and what its payment comes to. */
export type Desk = {
  lines: PaymentLine[];
  held: PaymentLine[];
  accounts: Map<string, Account>;
  payable: number;
};

export function addLine(desk: Desk, line: PayLine): void {
  if (line.component === 'contribution' || line.component === 'top-up')
    desk.accounts.set(line.lineId, 'client-income');
  if (line.heldBy === null) desk.lines.push(shown(line));
  else desk.held.push(shown(line));
}

export function shown(line: PayLine): PaymentLine {
  const { lineId, packageId, from, to, amountPence, coding } = line;
  return {
    lineId,
    packageId,
    description: describe(line),
    from,
    to,
    amountPence,
    coding,
    explanation: explainLine(line),
  };
}

const WHAT: Readonly<Record<PayLine['kind'], string>> = {
  entitlement: 'Care',
  adjustment: 'Correction',
  contribution: 'Contribution you collect',
  fnc: 'Funded nursing care',
  'top-up': 'Top-up you collect',
  expense: 'Expense',
  'one-off': 'One-off',
  manual: 'Invoice',
  recovery: 'Recovery',
  'nhs-share': 'NHS share',
};

function describe({ kind, serviceType, packageId }: PayLine): string {
  return `${WHAT[kind]}${serviceType === null ? '' : `, ${serviceType}`}, ${packageId}`;
}

/** A line whose hold was released: its cost was booked when it was held. */
export function addReleased(
  desk: Desk,
  { lineId, payRunId, key, first, last, amountPence }: WaitingLine,
  serviceType: string | null,
): void {
  const { packageId, coding } = readKey(key);
  const id = releasedLineId(lineId);
  desk.accounts.set(id, 'held');
  desk.lines.push({
    lineId: id,
    packageId,
    description: `Released from hold${serviceType === null ? '' : `, ${serviceType}`}, ${packageId}`,
    from: dateOfDay(first),
    to: dateOfDay(last),
    amountPence,
    coding,
    explanation: `Held in run ${payRunId}; the hold is released.`,
  });
}

export function addSettlement(
  desk: Desk,
  { payablePence, cancelled, proposed }: PayRow['settlements'][number],
  row: PayRow,
): void {
  desk.payable += payablePence;
  for (const { lineId, key, amountPence } of cancelled) {
    desk.lines.push(
      carried(desk, row, {
        id: `${lineId}-cancels`,
        key,
        lineId,
        amountPence: negatePence(amountPence),
        what: 'Earlier overpayment taken back',
      }),
    );
  }
  for (const { lineId, key, amountPence } of proposed) {
    desk.lines.push(
      carried(desk, row, {
        id: `${lineId}-owed`,
        key,
        lineId,
        amountPence,
        what: 'Overpayment, proposed for recovery',
      }),
    );
  }
}

/** What a payment is reduced by, and how it reads on a remittance. */
export type TakenOffLine = TakenOff & { packageId: string; coding: Coding | null; what: string };

/**
 * A payment is less by what the payee already has, or was told would be taken. What was paid outside bears the coding of
 * the payment’s largest line: so the ledger, which booked that payment as cost, ends up with the cost it should have.
 */
export function takeOff(
  desk: Desk,
  { kind, id, amountPence, from, to, packageId, coding, what }: TakenOffLine,
): void {
  const lineId = `${id}-taken-off`;
  const largest = desk.lines.toSorted((a, b) => b.amountPence - a.amountPence)[0];
  invariant(largest !== undefined, 'something is taken off a payment that has lines');
  desk.accounts.set(lineId, kind === 'recovery' ? 'recoverable' : 'advance');
  desk.payable -= amountPence;
  desk.lines.push({
    lineId,
    packageId,
    description: what,
    from,
    to,
    amountPence: negatePence(amountPence),
    coding: coding ?? largest.coding,
    explanation: `${what}: ${id}.`,
  });
}

/** What a payment leaves to the account of what payees owe, so that its lines still add up to it. */
function carried(
  desk: Desk,
  row: PayRow,
  {
    id,
    key,
    lineId,
    amountPence,
    what,
  }: { id: string; key: string; lineId: string; amountPence: Pence; what: string },
): PaymentLine {
  const { packageId, coding } = readKey(key);
  const { from, to } = rangeOf(row, lineId);
  desk.accounts.set(id, 'recoverable');
  return {
    lineId: id,
    packageId,
    description: `${what}, ${packageId}`,
    from,
    to,
    amountPence,
    coding,
    explanation: `${what}: line ${lineId}.`,
  };
}
