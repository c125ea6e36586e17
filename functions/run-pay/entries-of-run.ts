import type { CalendarDate } from '../../domain/calendar.ts';
import {
  heldEntry,
  issuedEntry,
  movedEntry,
  nhsShareEntry,
} from '../../domain/ledger/entries-of-payments.ts';
import { sentEntry } from '../../domain/ledger/entries-on-the-way.ts';
import type { Entry } from '../../domain/ledger/journal-entry.ts';
import { negatePence } from '../../domain/money.ts';
import type { Payment } from '../../domain/pay/payment.ts';
import type { RunParts } from '../../domain/pay/run/payments-of-run.ts';
import type { KeptPayment } from './keep-back.ts';

/**
 * The double entries of a run: one a payee, those that were sent on, and what the NHS owes. They are in rounds, to be booked
 * one after the other; of a round no two have a party in common.
 */
export function entriesOf({
  payRunId,
  on,
  parts,
  sendable,
  kept,
}: {
  payRunId: string;
  on: CalendarDate;
  parts: RunParts;
  sendable: readonly Payment[];
  kept: readonly KeptPayment[];
}): Entry[][] {
  const accounts = new Map(parts.payees.map(({ payeeId, lineAccounts }) => [payeeId, lineAccounts]));
  const issued = [...sendable, ...kept.map(({ payment }) => payment)].map((payment) => {
    const lineAccounts = accounts.get(payment.payee.payeeId);
    return issuedEntry({ payment, on, ...(lineAccounts && { lineAccounts }) });
  });
  const sent = sendable.map((payment) => sentEntry({ payment, on, attempt: 1 }));
  const moved = parts.payees
    .filter(({ amountPence }) => amountPence === 0)
    .map(({ payeeId, lines, lineAccounts }) => movedEntry({ payRunId, payeeId, on, lines, lineAccounts }));
  const held = parts.payees.map(({ payeeId, held: lines, lineAccounts }) =>
    heldEntry({ payRunId, payeeId, on, lines, lineAccounts }),
  );
  const shares = parts.shares.map(({ icbId, lines }) =>
    nhsShareEntry({
      payRunId,
      icbId,
      on,
      shares: lines.map(({ coding, amountPence }) => ({ coding, amountPence: negatePence(amountPence) })),
    }),
  );
  return [issued, sent, moved, held, shares].map((round) => round.filter((entry) => entry !== null));
}
