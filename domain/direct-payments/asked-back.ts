import { formatDate, type CalendarDate } from '../calendar.ts';
import { addPence, negatePence, pence, sumPence, type Pence } from '../money.ts';
import type { Recovery } from '../pay/run/recovery.ts';
import { paidInAdvance, type AdvanceTerms, type NamedSum } from './surplus.ts';

/** Money of an agreement that was asked back, and what came of it. */
export type AskedBack = {
  from: CalendarDate;
  to: CalendarDate;
  /** Without what was given up of it. */
  amountPence: Pence;
  /** By an audit, out of what was left over; otherwise by a run, of what it had paid for these days. */
  isOfAudit: boolean;
  came: readonly { on: CalendarDate; amountPence: Pence }[];
};

export type MadeGood = Pick<Recovery, 'cancelled' | 'takenOff' | 'repaid'>;
type Asked = MadeGood & Pick<Recovery, 'caseId' | 'from' | 'to' | 'amountPence' | 'writtenOff'>;

/**
 * What came of a recovery, and when: off what runs paid, and as it was repaid.
 * @param payOnOf The day on which a run paid; null where what it sent came back, or did not leave.
 */
export function cameOf(
  { cancelled, takenOff, repaid }: MadeGood,
  payOnOf: (payRunId: string) => CalendarDate | null,
): { on: CalendarDate; amountPence: Pence }[] {
  const byRuns = [...cancelled, ...takenOff].flatMap(({ payRunId, amountPence }) => {
    const on = payOnOf(payRunId);
    return on === null ? [] : [{ on, amountPence }];
  });
  return [...byRuns, ...repaid.map(({ receivedOn: on, amountPence }) => ({ on, amountPence }))];
}

/** A recovery as an audit reckons with it. */
export function askedBackOf(
  { caseId, from, to, ...recovery }: Asked,
  payOnOf: Parameters<typeof cameOf>[1],
): AskedBack {
  const givenUp = sumPence(recovery.writtenOff.map((each) => each.amountPence));
  return {
    ...{ from, to, isOfAudit: caseId !== null, came: cameOf(recovery, payOnOf) },
    amountPence: addPence(recovery.amountPence, negatePence(givenUp)),
  };
}

/**
 * What was asked back already and was still in the account at a balance: it goes out, so that no audit asks for it a second
 * time. Of £280.00 that a run asks back for four weeks, of which the last lies after the balance, it is £210.00: the fourth
 * counts as paid in advance. An audit counts what audits of earlier days asked, not what it asks itself.
 * @param since The first day that is looked at.
 */
export function stillToGoBack(
  asked: readonly AskedBack[],
  { since, balanceOn, ...terms }: AdvanceTerms & { since: CalendarDate; balanceOn: CalendarDate },
): NamedSum[] {
  return asked.flatMap((each) => {
    const { from, to, amountPence, isOfAudit } = each;
    if (isOfAudit ? to >= since : from > balanceOn) return [];
    const came = each.came.filter(({ on }) => on <= balanceOn).map((back) => back.amountPence);
    const left = pence(Math.max(0, amountPence - sumPence(came)));
    const days = { from, to };
    const later = isOfAudit
      ? pence(0)
      : paidInAdvance(terms, [{ dueOn: balanceOn, amountPence: left, days }], balanceOn);
    const sum = addPence(left, negatePence(later));
    const what = `what was asked back for ${formatDate(from)} to ${formatDate(to)}`;
    return sum === 0 ? [] : [{ what, amountPence: sum }];
  });
}
