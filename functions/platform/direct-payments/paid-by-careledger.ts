import type { CalendarDate } from '../../../domain/calendar.ts';
import { askedBackOf } from '../../../domain/direct-payments/asked-back.ts';
import type { PaidByCareledger } from '../../../domain/direct-payments/audited.ts';
import { linesAsPaid } from '../../../domain/direct-payments/lines-as-paid.ts';
import { inOrderOf } from '../../../domain/in-order-of.ts';
import { factStore } from '../../store/fact-store.ts';
import { listStore } from '../../store/list-store.ts';
import { payStore } from '../../store/pay-store.ts';
import { positionStore } from '../../store/position-store.ts';
import type { Table } from '../../store/table.ts';
import { positionsThatCount } from '../pay/standing.ts';

/**
 * What careledger paid of an agreement: what was sent and did not come back, and the lines of the runs that sent it. Lines of
 * which nothing was left to send, because the one cancels the other, count on the day of their run; those that a hold keeps
 * back were not paid, and what is only asked back has not come back.
 */
export async function paidByCareledger(agreementId: string, table: Table): Promise<PaidByCareledger> {
  const payee = `agreement:${agreementId}`;
  const lists = listStore(table);
  const [records, recoveries] = await Promise.all([
    lists.ofPayee('payment', payee).then((found) => found.map(({ body }) => body)),
    lists.ofPayee('recovery', payee).then((found) => found.map(({ body }) => body)),
  ]);
  if (records.length === 0) {
    const askedBack = recoveries.map((recovery) => askedBackOf(recovery, () => null));
    return { payments: [], lines: [], askedBack };
  }
  const positions = positionStore(table);
  const [{ filed }, seen] = await Promise.all([positions.linesOf(payee), positions.positionsOf([payee])]);
  const { waiting } = (await positionsThatCount(seen, null, payStore(table)))(payee);
  const keptBack = new Set(waiting.map(({ lineId }) => lineId));
  const runs = await factStore(table).currentFacts(
    'pay-run',
    filed.map(({ payRunId }) => payRunId),
  );
  const back = new Set(
    records.filter(({ status }) => status === 'returned').map(({ payRunId }) => payRunId ?? ''),
  );
  const payOnOf = (payRunId: string): CalendarDate | null =>
    back.has(payRunId) ? null : (runs.get(payRunId)?.body.payOn ?? null);
  const lines = filed.flatMap(({ payRunId, lines: own }) => {
    const payOn = payOnOf(payRunId);
    if (payOn === null) return [];
    return own
      .filter(({ lineId }) => !keptBack.has(lineId))
      .map(({ lineId, from, to, amountPence }) => ({ lineId, payOn, from, to, amountPence }));
  });
  const payments = records
    .filter(({ status }) => status !== 'returned')
    .map(({ paymentId, payOn, amountPence }) => ({ paymentId, payOn, amountPence }));
  return {
    payments: inOrderOf(payments, ({ payOn, paymentId }) => `${payOn} ${paymentId}`),
    lines: linesAsPaid(lines, recoveries, payOnOf),
    askedBack: recoveries.map((recovery) => askedBackOf(recovery, payOnOf)),
  };
}
