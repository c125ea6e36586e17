import type { CalendarDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { addPence, negatePence, sumPence } from '../money.ts';
import type { Recovery } from '../pay/run/recovery.ts';
import { cameOf, type MadeGood } from './asked-back.ts';
import type { PaidByCareledger } from './audited.ts';

type Line = PaidByCareledger['lines'][number];
type CameBack = MadeGood & Pick<Recovery, 'lineId' | 'amountPence' | 'from' | 'to'>;

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
      ...asked.flatMap((recovery) =>
        cameOf(recovery, payOnOf).map((came) => ({
          ...{ payOn: came.on, from: recovery.from, to: recovery.to },
          amountPence: negatePence(came.amountPence),
        })),
      ),
    ];
  });
  return inOrderOf(lines, ({ payOn, from }) => `${payOn} ${from}`);
}
