import { formatDate, type CalendarDate } from '../../calendar.ts';
import { overlaps, type ClosedRange, type DateRange } from '../../date-range.ts';
import type { PriceGap } from '../entitlement/package-facts.ts';

/** What is known of a package (or agreement, or invoice) that may say why we pay nothing on some days. */
export type PackageKnown = {
  startDate: CalendarDate;
  endDate: CalendarDate | null;
  suspensions: readonly DateRange[];
  dateOfDeath: CalendarDate | null;
  /** The last day the old system had paid, as an opening position. */
  paidTo: CalendarDate | null;
  /** Whether it is paid by what was delivered. */
  byActuals: boolean;
  terms: readonly { from: CalendarDate; rate: string | null }[];
};

/** What is known beside the package itself. */
export type Surrounding = {
  /** Null where nothing of ours has this id. */
  known: PackageKnown | null;
  goLive: CalendarDate | null;
  /** Whether a run that is compared looked at it. */
  inRun: boolean;
  /** Days whose price the run did not know, and why. */
  gaps: readonly Pick<PriceGap, 'message' | 'from' | 'to'>[];
};

export type Reason = { cause: NothingCause; sentence: string };
export const nothingCauses = [
  'unknown-package',
  'before-go-live',
  'already-paid-to',
  'not-started',
  'ended',
  'person-died',
  'suspended',
  'not-in-our-run',
  'price-unknown',
  'nothing-delivered',
  'nothing-due',
] as const;
type NothingCause = (typeof nothingCauses)[number];

/** Why we pay nothing on some days: the first reason that holds for all of them. */
export function whyNothing({ known, goLive, inRun, gaps }: Surrounding, days: ClosedRange): Reason {
  if (known === null)
    return reason('unknown-package', 'We know no package, agreement or invoice of this id.');
  const { startDate, endDate, dateOfDeath, paidTo } = known;
  if (goLive !== null && days.to < goLive)
    return reason('before-go-live', `We pay no day before ${formatDate(goLive)}, when careledger goes live.`);
  if (paidTo !== null && days.to <= paidTo)
    return reason('already-paid-to', `The opening position says that it was paid to ${formatDate(paidTo)}.`);
  if (startDate > days.to) return reason('not-started', `With us it starts on ${formatDate(startDate)}.`);
  if (endDate !== null && endDate < days.from)
    return reason('ended', `With us it ended on ${formatDate(endDate)}.`);
  if (dateOfDeath !== null && dateOfDeath <= days.from)
    return reason('person-died', `The person died on ${formatDate(dateOfDeath)}.`);
  const suspension = known.suspensions.find(
    ({ from, to }) => from <= days.from && (to === null || to >= days.to),
  );
  if (suspension !== undefined)
    return reason('suspended', `With us it is suspended from ${formatDate(suspension.from)}.`);
  const gap = gaps.find((each) => overlaps(each, days));
  if (gap !== undefined) return reason('price-unknown', `We cannot price it: ${gap.message}`);
  if (!inRun) return reason('not-in-our-run', 'No run of ours that is compared looked at it.');
  if (known.byActuals)
    return reason(
      'nothing-delivered',
      'We pay what was delivered, and no return for these days was accepted.',
    );
  return reason('nothing-due', 'Our run looked at it and found nothing due for these days.');
}

function reason(cause: NothingCause, sentence: string): Reason {
  return { cause, sentence };
}
