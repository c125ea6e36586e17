import type { CalendarDate } from '../../calendar.ts';
import { inOrderOf } from '../../in-order-of.ts';
import { negatePence, pence, sumPence, type Pence } from '../../money.ts';
import { invariant } from '../../outcome.ts';
import type { LineAccounts } from '../../ledger/entries-of-payments.ts';
import { readKey } from '../component.ts';
import type { Coding, Payee, Payment, PaymentLine } from '../payment.ts';
import { dateOfDay } from '../span.ts';
import type { TakenOff } from './brought-forward.ts';
import type { PackagePay } from './pay-package.ts';
import { explainLine, type PayLine } from './pay-line.ts';
import type { PayRun } from './pay-run.ts';
import type { WaitingLine } from './position.ts';
import type { Recovery } from './recovery.ts';

/** What a run does about one payee: what it pays, what it keeps back, what moves without money. */
type PayeePart = {
  payeeId: string;
  amountPence: Pence;
  lines: PaymentLine[];
  held: PaymentLine[];
  lineAccounts: LineAccounts;
};

export type RunParts = {
  payees: readonly PayeePart[];
  recoveries: readonly Recovery[];
  shares: readonly { icbId: string; lines: PaymentLine[] }[];
};

type Row = Omit<PackagePay, 'after'>;
type Account = NonNullable<ReturnType<LineAccounts['get']>>;
type Desk = { lines: PaymentLine[]; held: PaymentLine[]; accounts: Map<string, Account>; payable: number };

/** Everything a run’s lines come to, payee by payee in the order of their ids: each payment is the sum of its lines. */
export function partsOfRun(
  run: Pick<PayRun, 'payRunId' | 'kind'>,
  rows: readonly Row[],
  takenOff: readonly TakenOffLine[] = [],
): RunParts {
  const desks = new Map<string, Desk>();
  const shares = new Map<string, PaymentLine[]>();
  const recoveries: Recovery[] = [];
  const deskOf = (payeeId: string): Desk => {
    const desk = desks.get(payeeId) ?? { lines: [], held: [], accounts: new Map(), payable: 0 };
    desks.set(payeeId, desk);
    return desk;
  };
  for (const row of rows) {
    for (const line of row.lines) {
      if (line.component === 'nhs-share')
        shares.set(line.payeeId, [...(shares.get(line.payeeId) ?? []), shown(line)]);
      else addLine(deskOf(line.payeeId), line);
    }
    for (const line of row.released) addReleased(deskOf(readKey(line.key).payeeId), line, row.serviceType);
    for (const settlement of row.settlements) {
      addSettlement(deskOf(settlement.payeeId), settlement, row);
      recoveries.push(...recoveriesOf(run, settlement, row));
    }
  }
  for (const each of takenOff) takeOff(deskOf(each.payeeId), each);
  const payees = [...desks].map(([payeeId, { lines, held, accounts, payable }]) => {
    invariant(
      sumPence(lines.map(({ amountPence }) => amountPence)) === payable,
      'a payment is the sum of its lines',
    );
    return { payeeId, amountPence: pence(payable), lines, held, lineAccounts: accounts };
  });
  return {
    payees: inOrderOf(payees, ({ payeeId }) => payeeId),
    recoveries,
    shares: [...shares].map(([payeeId, lines]) => ({ icbId: payeeId.replace(/^icb:/, ''), lines })),
  };
}

function addLine(desk: Desk, line: PayLine): void {
  if (line.component === 'contribution' || line.component === 'top-up')
    desk.accounts.set(line.lineId, 'client-income');
  if (line.heldBy === null) desk.lines.push(shown(line));
  else desk.held.push(shown(line));
}

function shown(line: PayLine): PaymentLine {
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
function addReleased(
  desk: Desk,
  { lineId, payRunId, key, first, last, amountPence }: WaitingLine,
  serviceType: string | null,
): void {
  const { packageId, coding } = readKey(key);
  const id = `${lineId}-released`;
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

function addSettlement(
  desk: Desk,
  { payablePence, cancelled, proposed }: Row['settlements'][number],
  row: Row,
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
function takeOff(
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
  row: Row,
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

function rangeOf({ lines, released }: Row, lineId: string): { from: CalendarDate; to: CalendarDate } {
  const line = lines.find((each) => each.lineId === lineId);
  if (line !== undefined) return line;
  const waiting = released.find((each) => each.lineId === lineId);
  invariant(waiting !== undefined, 'what is carried over belongs to a line of the run');
  return { from: dateOfDay(waiting.first), to: dateOfDay(waiting.last) };
}

/** The fee of a carer and a direct payment are never reduced without agreement. */
const OFFSET_UNASKED: readonly PayRun['kind'][] = ['providers', 'manual'];

function recoveriesOf(
  { payRunId, kind }: Pick<PayRun, 'payRunId' | 'kind'>,
  { payeeId, proposed }: Row['settlements'][number],
  row: Row,
): Recovery[] {
  return proposed.map(({ key, lineId, amountPence }) => {
    const line = row.lines.find((each) => each.lineId === lineId);
    const changed = line?.explanation.find((step) => step.step === 'changed');
    return {
      recoveryId: `${payRunId}-${lineId}`,
      payRunId,
      runKind: kind,
      payeeId,
      packageId: row.packageId,
      personId: row.personId,
      key,
      lineId,
      ...rangeOf(row, lineId),
      amountPence,
      cancelled: [],
      takenOff: [],
      cause: changed?.facts ?? [],
      state: 'proposed',
      offsetAgreed: OFFSET_UNASKED.includes(kind),
    };
  });
}

/** The payments of a run, numbered in the order of their payees. */
export function paymentsOf(
  { payees }: RunParts,
  about: { payRunId: string; payOn: CalendarDate; payeeOf: (payeeId: string) => Payee },
): Payment[] {
  return payees
    .filter(({ amountPence }) => amountPence > 0)
    .map(({ payeeId, amountPence, lines }, place) => ({
      paymentId: `${about.payRunId}-${String(place + 1).padStart(5, '0')}`,
      payRunId: about.payRunId,
      payee: about.payeeOf(payeeId),
      amountPence,
      payOn: about.payOn,
      lines,
    }));
}
