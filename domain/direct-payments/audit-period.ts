import { minDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import type { DirectPaymentAgreement } from '../records/direct-payment-agreement.ts';
import { returnPeriodOf } from './returns-calendar.ts';

/**
 * The period that the audit of a statement is about: that of the agreement’s returns in which its last day lies, from
 * the statement’s first day where that is earlier. Where no returns are agreed it is the days of the statement.
 */
export function auditPeriodOf(
  agreement: Pick<DirectPaymentAgreement, 'startDate' | 'returnFrequency'>,
  days: ClosedRange,
): { period: ClosedRange; from: CalendarDate } {
  const own = returnPeriodOf(agreement, days.to);
  if (own === null) return { period: days, from: days.from };
  return { period: { from: minDate(own.from, days.from), to: own.to }, from: own.from };
}

/** A case is named by its agreement and the period it is about, so that a statement that comes twice opens one. */
export function caseIdOf(agreementId: string, from: CalendarDate): string {
  return `AC-${agreementId}-${from}`;
}
