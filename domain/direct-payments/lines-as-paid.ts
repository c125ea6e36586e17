import type { CalendarDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { addPence, negatePence, sumPence } from '../money.ts';
import type { Recovery } from '../pay/run/recovery.ts';
import type { PaidByCareledger } from './audited.ts';

type Line = PaidByCareledger['lines'][number];
type CameBack = Pick<
  Recovery,
  'lineId' | 'amountPence' | 'from' | 'to' | 'cancelled' | 'takenOff' | 'repaid'
>;

/**
 * Lines of runs as money moved for them. What a run could not take off is proposed for recovery, and is with the payee until
 * it comes back: of a line of -£250.00 of which £200.00 is asked back, £50.00 counts on the day of the run, and of the
 * £200.00 what came, on the days it came.
 * @param payOnOf The day on which a run paid; null where what it sent came back, or did not leave.
 */
export function linesAsPaid(
  filed: readonly (Line & { lineId: string })[],
  recoveries: readonly CameBack[],
  payOnOf: (payRunId: string) => CalendarDate | null,
): Line[] {
  const ofLine = Map.groupBy(recoveries, ({ lineId }) => lineId);
  const lines = filed.flatMap(({ lineId, payOn, from, to, amountPence }) => {
    const asked = ofLine.get(lineId) ?? [];
    const proposed = sumPence(asked.map((each) => each.amountPence));
    return [
      { payOn, from, to, amountPence: addPence(amountPence, proposed) },
      ...asked.flatMap((recovery) => cameBack(recovery, payOnOf)),
    ];
  });
  return inOrderOf(lines, ({ payOn, from }) => `${payOn} ${from}`);
}

function cameBack({ from, to, ...recovery }: CameBack, payOnOf: Parameters<typeof linesAsPaid>[2]): Line[] {
  const byRuns = [...recovery.cancelled, ...recovery.takenOff].flatMap(({ payRunId, amountPence }) => {
    const payOn = payOnOf(payRunId);
    return payOn === null ? [] : [{ payOn, amountPence }];
  });
  const repaid = recovery.repaid.map(({ receivedOn, amountPence }) => ({ payOn: receivedOn, amountPence }));
  return [...byRuns, ...repaid].map(({ payOn, amountPence }) => ({
    ...{ payOn, from, to, amountPence: negatePence(amountPence) },
  }));
}
