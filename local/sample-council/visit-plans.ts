import { type VisitPlan } from './model.ts';
import { nthOf } from './prng.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAYS = [1, 2, 3, 4, 5];
// Weekdays and visits a day. One visit a week is where a tolerance can be tried to the minute, whatever "netted" means.
const PATTERNS = [
  [WEEKDAYS, 1],
  [EVERY_DAY, 1],
  [EVERY_DAY, 2],
  [[3], 1],
  [EVERY_DAY, 3],
  [EVERY_DAY, 2],
  [WEEKDAYS, 2],
  [EVERY_DAY, 2],
] as const;
// A second package of the same person is planned at other hours, so that clean data never holds overlapping visits.
const FIRST_HOURS = [[8 * 60], [8 * 60, 18 * 60], [8 * 60, 12 * 60 + 30, 18 * 60]] as const;
const SECOND_HOURS = [[10 * 60], [10 * 60, 15 * 60 + 30], [10 * 60, 15 * 60 + 30, 20 * 60 + 30]] as const;
const LENGTHS = [30, 30, 45, 60];
const SINGLE_LENGTHS = [30, 60, 60, 30, 45];
const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The n-th plan of an agency: patterns, lengths and double-handed visits go round, so every agency has every kind. */
export function visitPlan(nth: number, isSecondPackage: boolean): VisitPlan {
  const [weekdays, visitsADay] = nthOf(PATTERNS, nth);
  const hours = nthOf(isSecondPackage ? SECOND_HOURS : FIRST_HOURS, visitsADay - 1);
  const later = (nth % 7) * 5;
  const round = Math.floor(nth / PATTERNS.length);
  return {
    weekdays,
    startMinutes: hours.map((start) => start + later),
    visitMinutes: weekdays.length === 1 ? nthOf(SINGLE_LENGTHS, round) : nthOf(LENGTHS, round + nth),
    carers: nth % 16 === 6 ? 2 : 1,
  };
}

/** Commissioned hours a week in hundredths; two carers for half an hour are one hour. */
export function weeklyHundredths({ weekdays, startMinutes, visitMinutes, carers }: VisitPlan): number {
  return (weekdays.length * startMinutes.length * visitMinutes * carers * 100) / 60;
}

export function weekdayText(weekdays: readonly number[]): string {
  return weekdays.map((weekday) => nthOf(DAY_NAMES, weekday - 1)).join(' ');
}
