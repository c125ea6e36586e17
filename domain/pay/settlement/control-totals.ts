import { inOrderOf } from '../../in-order-of.ts';
import type { CalendarDate } from '../../calendar.ts';
import { pence, sumPence, type Pence } from '../../money.ts';
import type { PaymentRecord } from '../run/payment-record.ts';

/** What a run was approved and issued with, and the payments that are on record of it. */
export type IssuedRun = {
  payRunId: string;
  issuedOn: CalendarDate;
  approvedPence: Pence;
  payments: readonly Pick<PaymentRecord, 'amountPence' | 'status'>[];
};

/** What was sent on a day, and what has become of it. */
export type DayTotals = {
  day: CalendarDate;
  payRunIds: string[];
  sentPence: Pence;
  acknowledgedPence: Pence;
  settledPence: Pence;
  returnedPence: Pence;
  onTheWayPence: Pence;
  /** Nothing, or money of which nobody can tell what became of it. */
  differencePence: Pence;
};

/** Day by day: what was approved and sent is acknowledged, settled, returned or still on the way, to the penny. */
export function controlTotals(runs: readonly IssuedRun[]): DayTotals[] {
  const days = [...Map.groupBy(runs, ({ issuedOn }) => issuedOn)].map(([day, ofDay]) => totalsOf(day, ofDay));
  return inOrderOf(days, ({ day }) => day);
}

function totalsOf(day: CalendarDate, runs: readonly IssuedRun[]): DayTotals {
  const payments = runs.flatMap((run) => run.payments);
  const sumOf = (status: PaymentRecord['status']): Pence =>
    sumPence(payments.filter((each) => each.status === status).map(({ amountPence }) => amountPence));
  const sentPence = sumPence(runs.map(({ approvedPence }) => approvedPence));
  const byStatus = {
    acknowledgedPence: sumOf('acknowledged'),
    settledPence: sumOf('settled'),
    returnedPence: sumOf('returned'),
    onTheWayPence: sumOf('sent'),
  };
  const accounted = sumPence(Object.values(byStatus));
  return {
    day,
    payRunIds: runs.map(({ payRunId }) => payRunId),
    sentPence,
    ...byStatus,
    differencePence: pence(sentPence - accounted),
  };
}
