/** The settings the planted errors are measured by. A council that sets others must plant anew. */
export const assumedThresholds = {
  /** Of a package's week, claimed against actual and against commissioned: the greater of the two, netted. */
  visitToleranceMinutes: 5,
  visitTolerancePercent: 10,
  carerMinutesADay: 16 * 60,
  travelMinutesBetweenPeople: 5,
  /** A visit claimed later than this many days after it is too old. */
  claimWindowDays: 84,
  /** Of a file's visits. */
  editedMonitoringPercent: 20,
  exactlyAsPlannedPercent: 80,
  /** A file received this many days after the last day it tells of is still in time. */
  lateAfterDays: 35,
  /** A file whose every day is this long ago may still be meant. */
  wrongYearDays: 365,
  /** Steps of a council that has visits billed so. */
  billingIncrementMinutes: 15,
  /** Of a file's visits or hours a day; these three speak only beside another finding. */
  hoursUpPercent: 25,
  roundPercent: 50,
  asLastMonthPercent: 95,
  /** Days after its due day on which a council payment is still on time. */
  councilPaymentGraceDays: 3,
  /** A payment to a planned payee may exceed its planned amount by this much. */
  plannedRatePercent: 10,
  /** Spending of a quarter below this share of its budget suggests that needs go unmet. */
  underspendPercent: 75,
} as const;

/** Minutes a week may be off before the visit checks speak. */
export function toleranceOf(commissionedMinutes: number): number {
  const { visitToleranceMinutes, visitTolerancePercent } = assumedThresholds;
  return Math.max(visitToleranceMinutes, Math.floor((commissionedMinutes * visitTolerancePercent) / 100));
}
