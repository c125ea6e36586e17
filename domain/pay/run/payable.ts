import type { CalendarDate } from '../../calendar.ts';
import type { Hold } from './hold.ts';
import type { Component } from '../component.ts';
import type { PriceGap } from '../entitlement/package-facts.ts';
import type { PayeeLack } from '../payee-on-record.ts';
import type { OrderStanding } from './order-agreement.ts';

/** A package, agreement or invoice a run looks at, with everything it is worth. */
export type Payable = {
  packageId: string;
  personId: string | null;
  serviceType: string | null;
  endDate: CalendarDate | null;
  dateOfDeath: CalendarDate | null;
  components: readonly Component[];
  gaps: readonly PriceGap[];
  /** Too little is known to pay it or to take anything back. */
  blocked: boolean;
  notBefore: number;
  /** What keeps it from being paid beside the holds that people place. */
  ownHolds: readonly Hold[];
  /** Why its payee could not be paid; null where nothing is missing. */
  payeeLacks: PayeeLack | null;
  /** What keeps its order from being agreed; null where nothing does. */
  order: OrderStanding;
};
