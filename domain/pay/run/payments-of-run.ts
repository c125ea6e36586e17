import { inOrderOf } from '../../in-order-of.ts';
import { pence, sumPence, type Pence } from '../../money.ts';
import type { CalendarDate } from '../../calendar.ts';
import { invariant } from '../../outcome.ts';
import type { LineAccounts } from '../../ledger/entries-of-payments.ts';
import { readKey } from '../component.ts';
import type { Payee, Payment, PaymentLine } from '../payment.ts';
import {
  addLine,
  addReleased,
  addSettlement,
  shown,
  takeOff,
  type Desk,
  type TakenOffLine,
} from './payee-desk.ts';
import type { PayRun } from './pay-run.ts';
import { proposedRecoveries, type PayRow } from './proposed-recoveries.ts';
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

/** Everything a run’s lines come to, payee by payee in the order of their ids: each payment is the sum of its lines. */
export function partsOfRun(
  run: Pick<PayRun, 'payRunId' | 'kind'>,
  rows: readonly PayRow[],
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
  const sharesOf = (payeeId: string): PaymentLine[] => {
    const own = shares.get(payeeId) ?? [];
    shares.set(payeeId, own);
    return own;
  };
  for (const row of rows) {
    for (const line of row.lines) {
      if (line.component === 'nhs-share') sharesOf(line.payeeId).push(shown(line));
      else addLine(deskOf(line.payeeId), line);
    }
    for (const line of row.released) addReleased(deskOf(readKey(line.key).payeeId), line, row.serviceType);
    for (const settlement of row.settlements) {
      addSettlement(deskOf(settlement.payeeId), settlement, row);
      recoveries.push(...proposedRecoveries(run, settlement, row));
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
