import { inOrderOf } from '../../domain/in-order-of.ts';
import { scheduleSums, whyDifferent, type EarlierPayment } from '../../domain/managed-accounts/schedule.ts';
import type { Payment, PaymentLine } from '../../domain/pay/payment.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { PayLine } from '../../domain/pay/run/pay-line.ts';
import type { ScheduleRow } from '../../events/api/portal-accounts.ts';
import type { Viewer } from '../platform/identity.ts';
import { inTurns } from '../store/table.ts';
import type { AccountsDeps } from './deps.ts';
import { namesOf } from './own-accounts.ts';
import type { PaidForClient } from './paid-for-clients.ts';

/** What each payment of a schedule is for, and why it is not what the last one for the client was. */
export async function scheduleRows(
  own: readonly PaidForClient[],
  everyPayment: readonly PaidForClient[],
  viewer: Viewer,
  deps: AccountsDeps,
): Promise<ScheduleRow[]> {
  const people = own.map(({ agreement }) => agreement.personId);
  const [nameOf, linesOf] = await Promise.all([namesOf(people, viewer, deps), paymentLines(own, deps)]);
  const rows = await inTurns(own, async (paid): Promise<ScheduleRow> => {
    const { payment, agreement } = paid;
    const { paymentId, status } = payment;
    const filed = await filedLines(agreement.agreementId, deps);
    const sumsOf = ({ payment: { amountPence, payRunId } }: PaidForClient) =>
      scheduleSums({ amountPence, lines: filed.get(payRunId ?? '') ?? [] });
    const before = lastBefore(paid, everyPayment);
    const earlier: EarlierPayment | null =
      before === null ? null : { payOn: before.payment.payOn, sums: sumsOf(before) };
    const sums = sumsOf(paid);
    return {
      ...{ paymentId, agreementId: agreement.agreementId, personName: nameOf(agreement.personId), ...sums },
      isReturned: status === 'returned',
      why: whyDifferent(sums, earlier),
      lines: (linesOf.get(paymentId) ?? []).map(shownLine),
    };
  });
  return inOrderOf(rows, ({ agreementId }) => agreementId);
}

function shownLine({
  description,
  from,
  to,
  amountPence,
  explanation,
}: PaymentLine): ScheduleRow['lines'][number] {
  return { what: description, from, to, amountPence, explanation };
}

/** The lines of the payments as their run made them; one made outside has none. */
async function paymentLines(
  own: readonly PaidForClient[],
  { evidence }: AccountsDeps,
): Promise<Map<string, Payment['lines']>> {
  const runs = new Map(
    own.flatMap(({ run }): [string, PayRun][] => (run === null ? [] : [[run.payRunId, run]])),
  );
  const made = await inTurns([...runs.values()], (run) => evidence.readPayments(run));
  return new Map(made.flat().map(({ paymentId, lines }) => [paymentId, lines]));
}

/** What every run filed for an agreement, by run. */
async function filedLines(
  agreementId: string,
  { positions }: AccountsDeps,
): Promise<ReadonlyMap<string, readonly PayLine[]>> {
  const { filed } = await positions.linesOf(`agreement:${agreementId}`);
  return new Map(filed.map(({ payRunId, lines }) => [payRunId, lines]));
}

/** The last payment for the same client that went before, by day and then by number. */
function lastBefore(
  { payment }: PaidForClient,
  everyPayment: readonly PaidForClient[],
): PaidForClient | null {
  const orderOf = (paid: PaidForClient['payment']) => `${paid.payOn} ${paid.paymentId}`;
  const earlier = everyPayment.filter(
    (each) => each.payment.payeeId === payment.payeeId && orderOf(each.payment) < orderOf(payment),
  );
  return inOrderOf(earlier, (each) => orderOf(each.payment)).at(-1) ?? null;
}
