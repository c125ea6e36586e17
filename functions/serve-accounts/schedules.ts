import { addDays, londonDate, maxDate, type CalendarDate } from '../../domain/calendar.ts';
import { inOrderOf } from '../../domain/in-order-of.ts';
import { sumPence } from '../../domain/money.ts';
import { nextPayment, type NextPayment } from '../../domain/pay/run/next-payment.ts';
import type { PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import { invariant } from '../../domain/outcome.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { portalAccountRoutes, Schedule } from '../../events/api/portal-accounts.ts';
import type * as z from 'zod';
import { NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import type { AccountsDeps } from './deps.ts';
import { accountProviderOfViewer } from './own-accounts.ts';
import { paidForClients, type PaidForClient } from './paid-for-clients.ts';
import { scheduleRows } from './schedule-rows.ts';

type Listed = z.output<typeof portalAccountRoutes.listSchedules.answer>;
type Read = z.output<typeof portalAccountRoutes.readSchedule.answer>;

const YEAR_DAYS = 365;

/** What was paid to an account provider, run by run; each is the sum of the payments for its clients. */
export async function listSchedules(
  { viewer, query }: Asked<typeof portalAccountRoutes.listSchedules>,
  deps: AccountsDeps,
): Promise<Listed> {
  const today = londonDate(deps.clock());
  const from = query.from ?? addDays(today, -YEAR_DAYS);
  const paid = await paidForClients(accountProviderOfViewer(viewer), deps);
  const recent = paid.filter(({ payment }) => payment.payOn >= from);
  const items = [...Map.groupBy(recent, scheduleIdOf)].map(shownSchedule);
  return {
    items: inOrderOf(items, ({ payOn, scheduleId }) => `${payOn} ${scheduleId}`).toReversed(),
    nextCursor: null,
    nextPayment: await nextPaymentOf(today, deps),
  };
}

/** What one of them was for, client by client; one of another account provider is answered as if it were not there. */
export async function readSchedule(
  { viewer, id }: Asked<typeof portalAccountRoutes.readSchedule>,
  deps: AccountsDeps,
): Promise<Read> {
  const paid = await paidForClients(accountProviderOfViewer(viewer), deps);
  const own = paid.filter((each) => scheduleIdOf(each) === id);
  if (own.length === 0)
    throw new NotFound('Nothing was paid to you under this number.', { ids: { userId: viewer.userId } });
  return { ...shownSchedule([id, own]), items: await scheduleRows(own, paid, viewer, deps) };
}

/** Payments of one run belong together; one made outside a run stands alone. */
function scheduleIdOf({ payment: { payRunId, paymentId } }: PaidForClient): string {
  return payRunId ?? paymentId;
}

function shownSchedule([scheduleId, paid]: readonly [string, readonly PaidForClient[]]): Schedule {
  const [first, ...others] = paid.map(({ payment }) => payment.payOn);
  invariant(first !== undefined, 'a schedule has a payment');
  const sumOf = (wanted: boolean) =>
    sumPence(paid.flatMap(({ payment }) => (isReturned(payment) === wanted ? [payment.amountPence] : [])));
  return {
    ...{ scheduleId, payOn: maxDate(first, ...others), clients: paid.length },
    ...{ totalPence: sumOf(false), returnedPence: sumOf(true) },
  };
}

/** Kept back before it left, or come back since; once it is sent again it is not at rest any more. */
function isReturned({ status }: Pick<PaymentRecord, 'status'>): boolean {
  return status === 'returned';
}

/** Agreements are in no pay group: the calendars that pay everybody else pay them. */
async function nextPaymentOf(today: CalendarDate, { facts }: AccountsDeps): Promise<NextPayment | null> {
  const { name } = settings.calendars;
  const stored = await facts.currentFacts('setting', [name]);
  return nextPayment(null, valueOn(settings.calendars, stored.get(name)?.body.entries ?? [], today), today);
}
