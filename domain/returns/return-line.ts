import type { Pence } from '../money.ts';

/** How a visit’s times were taken: by the monitoring system, keyed by hand, or changed afterwards. */
export type Monitoring = 'auto' | 'manual' | 'edited';

/**
 * One line of a return in its normal form, whatever layout it came in: a visit of one day, or a stay or sessions over
 * some days. Days are counted from 1 January 1970, minutes from midnight, units and rates are decimal text.
 */
export type ReturnLine = {
  /** The physical line of the file, from 1. */
  line: number;
  lineRef: string;
  personId: string;
  packageId: string | null;
  serviceType: string | null;
  first: number;
  last: number;
  /** What is claimed of a visit; null for a stay. */
  visit: Visit | null;
  /** What is claimed of a stay or of sessions, in units of the service; null for a visit. */
  units: string | null;
  rate: string | null;
  amountPence: Pence | null;
  vatPence: Pence | null;
  invoiceNumber: string | null;
};

export type Visit = {
  startMinute: number | null;
  claimedMinutes: number;
  actualStartMinute: number | null;
  actualMinutes: number | null;
  monitoring: Monitoring | null;
  carers: number;
  carerId: string | null;
};
