import * as z from 'zod';
import { calendarDateSchema, type CalendarDate } from '../../calendar.ts';
import type { Hold } from './hold.ts';

/** What a provider says of an order: that it is as agreed, or what is wrong with it. */
export const orderAgreementSchema = z.object({
  packageId: z.string(),
  providerId: z.string(),
  /** The version of the package that the provider saw. */
  packageVersion: z.int(),
  state: z.enum(['agreed', 'rejected']),
  on: calendarDateSchema,
});
export type OrderAgreement = z.infer<typeof orderAgreementSchema>;

/** What a council has to look at about an order before it pays: nothing, where its provider agreed or nobody asks. */
export type OrderStanding = 'awaited' | 'rejected' | null;

type Order = { packageId: string; providerId: string };

export function orderStanding(
  { providerId }: Pick<Order, 'providerId'>,
  agreement: OrderAgreement | null,
  isNeeded: boolean,
): OrderStanding {
  const said = agreement?.providerId === providerId ? agreement.state : null;
  if (said === 'rejected') return 'rejected';
  return isNeeded && said === null ? 'awaited' : null;
}

/**
 * The hold on an order that its provider has not agreed to, where the council makes that a condition of payment. It is
 * nobody’s record: it is there as long as the agreement is not.
 */
export function holdUntilAgreed(
  { packageId, providerId }: Order,
  agreement: OrderAgreement | null,
  on: CalendarDate,
): Hold[] {
  if (orderStanding({ providerId }, agreement, true) === null) return [];
  return [
    {
      holdId: `not-agreed:${packageId}`,
      category: 'awaiting-approval',
      on: { packageId },
      state: 'active',
      placedBy: 'careledger',
      placedOn: on,
      releasedOn: null,
    },
  ];
}
