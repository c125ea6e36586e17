import { calendarDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import type { CarePackage } from '../packages/care-package.ts';
import { dayNumber, intersectSpan, spanOf, subtractSpans, type Span } from '../pay/span.ts';
import { calendarMonthOf } from '../periods.ts';
import type { ServiceType } from '../records/service-type.ts';

export type MonthOfReturns = {
  /** `2026-10`. */
  month: string;
  /** The first day that is paid at all: care before it is nobody’s to claim. Null where every day counts. */
  goLive: CalendarDate | null;
  providers: readonly { providerId: string }[];
  packages: readonly CareDue[];
  serviceTypes: ReadonlyMap<string, Pick<ServiceType, 'basis'>>;
  /** The returns of each provider that were taken. */
  taken: ReadonlyMap<string, readonly Told[]>;
};
type CareDue = Pick<CarePackage, 'providerId' | 'serviceType' | 'startDate' | 'endDate' | 'suspensions'>;

/** What a return tells of. */
type Told = {
  /** The days of its accepted lines; null where there is none. */
  days: Span | null;
  /** The month it came for, whatever became of its lines: who sent it is not told that nothing came. */
  month?: string;
  isWithdrawn?: boolean;
};

export type ProviderMonth = {
  providerId: string;
  /** Packages that are paid by what was delivered, with a day of the month on which care was due. */
  packages: number;
  isExpected: boolean;
  /** Returns that tell of the month, and were not withdrawn. */
  received: number;
  isMissing: boolean;
};

/**
 * Which providers have to send a return for a month, and which of them sent none: with an hour of home care from 20 to
 * 25 October one is expected for October; with a week in a home by the plan, or care that was suspended throughout, none.
 */
export function missingReturns(facts: MonthOfReturns): ProviderMonth[] {
  const { month, goLive, providers, packages, serviceTypes, taken } = facts;
  const { from, to } = monthOfReturns(month);
  const days = { first: dayNumber(goLive !== null && goLive > from ? goLive : from), last: dayNumber(to) };
  const byProvider = Map.groupBy(packages, ({ providerId }) => providerId);
  return providers.map(({ providerId }) => {
    const due = (byProvider.get(providerId) ?? []).filter(
      (each) => serviceTypes.get(each.serviceType)?.basis === 'actuals' && hasCareIn(days, each),
    );
    const received = (taken.get(providerId) ?? []).filter((each) => tellsOf(month, each)).length;
    const isExpected = due.length > 0;
    return {
      ...{ providerId, packages: due.length, isExpected, received },
      isMissing: isExpected && received === 0,
    };
  });
}

/** The days of a month that is written `2026-10`. */
export function monthOfReturns(month: string): ClosedRange {
  return calendarMonthOf(calendarDate(`${month}-01`));
}

/** Whether a return says anything of a month: one for 28 September to 4 October tells of both. */
export function tellsOf(month: string, { days, month: cameFor, isWithdrawn }: Told): boolean {
  if (isWithdrawn === true) return false;
  if (cameFor === month) return true;
  return days !== null && intersectSpan(spanOf(monthOfReturns(month)), days) !== undefined;
}

function hasCareIn(days: Span, { startDate, endDate, suspensions }: CareDue): boolean {
  const commissioned = intersectSpan(days, spanOf({ from: startDate, to: endDate }));
  return commissioned !== undefined && subtractSpans(commissioned, suspensions.map(spanOf)).length > 0;
}
