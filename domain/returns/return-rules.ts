import { amountDiffersFromQuantityTimesRate } from './checks/amount-differs-from-quantity-times-rate.ts';
import { billingIncrementDiffers } from './checks/billing-increment-differs.ts';
import { careAfterDeath } from './checks/care-after-death.ts';
import { carerHoursBeyondLimit } from './checks/carer-hours-beyond-limit.ts';
import { carerInTwoPlaces } from './checks/carer-in-two-places.ts';
import { carerWithoutTravelTime } from './checks/carer-without-travel-time.ts';
import { commissionedNotDelivered } from './checks/commissioned-not-delivered.ts';
import { dateInFuture } from './checks/date-in-future.ts';
import { fileReceivedLate } from './checks/file-received-late.ts';
import { hoursAboveOwnHistory } from './checks/hours-above-own-history.ts';
import { invoiceNumberReused } from './checks/invoice-number-reused.ts';
import { lineAcceptedEarlier } from './checks/line-accepted-earlier.ts';
import { lineSentAgain } from './checks/line-sent-again.ts';
import { lineRepeatedInFile } from './checks/line-repeated-in-file.ts';
import { monitoringEditedBeyondRate } from './checks/monitoring-edited-beyond-rate.ts';
import { outsidePackageDates } from './checks/outside-package-dates.ts';
import { packageSuspended } from './checks/package-suspended.ts';
import { rateDiffersFromContract } from './checks/rate-differs-from-contract.ts';
import { rateUnknown } from './checks/rate-unknown.ts';
import { stayUnitsAboveCommissioned } from './checks/stay-units.ts';
import { tooOldToClaim } from './checks/too-old-to-claim.ts';
import { unitsAboveCommissioned } from './checks/units-above-commissioned.ts';
import { unitsBelowCommissioned } from './checks/units-below-commissioned.ts';
import { vatOnExemptService } from './checks/vat-on-exempt-service.ts';
import { visitDurationBeyondTolerance } from './checks/visit-duration-beyond-tolerance.ts';
import { visitLengthsRoundBeyondRate } from './checks/visit-lengths-round-beyond-rate.ts';
import { visitsAsLastMonthBeyondRate } from './checks/visits-as-last-month-beyond-rate.ts';
import { visitsExactlyAsPlannedBeyondRate } from './checks/visits-exactly-as-planned-beyond-rate.ts';
import { visitsOverlapBeyondCarers } from './checks/visits-overlap-beyond-carers.ts';
import type { LineRule } from './return-rule.ts';
import type { FileRule, VisitsRule, WeekRule } from './set-rule.ts';

/** In this order: of a line that stands already nothing else is asked. */
export const lineRules: readonly LineRule[] = [
  lineSentAgain,
  careAfterDeath,
  outsidePackageDates,
  packageSuspended,
  dateInFuture,
  tooOldToClaim,
  rateDiffersFromContract,
  rateUnknown,
  amountDiffersFromQuantityTimesRate,
  vatOnExemptService,
  lineAcceptedEarlier,
  invoiceNumberReused,
  stayUnitsAboveCommissioned,
];

export const packageRules: readonly VisitsRule[] = [lineRepeatedInFile];
export const personRules: readonly VisitsRule[] = [visitsOverlapBeyondCarers];
export const carerRules: readonly VisitsRule[] = [
  carerInTwoPlaces,
  carerWithoutTravelTime,
  carerHoursBeyondLimit,
];
export const weekRules: readonly WeekRule[] = [
  visitDurationBeyondTolerance,
  billingIncrementDiffers,
  unitsAboveCommissioned,
  unitsBelowCommissioned,
];
export const fileRules: readonly FileRule[] = [
  commissionedNotDelivered,
  monitoringEditedBeyondRate,
  visitsExactlyAsPlannedBeyondRate,
  fileReceivedLate,
];
/** These only add weight to another finding. */
export const wholeProviderRules: readonly FileRule[] = [
  hoursAboveOwnHistory,
  visitLengthsRoundBeyondRate,
  visitsAsLastMonthBeyondRate,
];
