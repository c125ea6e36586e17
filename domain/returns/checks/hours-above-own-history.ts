import { earlierMinutesOn } from '../earlier-lines.ts';
import { fault } from '../return-rule.ts';
import type { FileRule } from '../set-rule.ts';

/** A week at least is held against four weeks at least: days of a week differ, and weeks less so. */
const FEWEST_DAYS = 7;
const FEWEST_EARLIER_DAYS = 28;
const MINUTES_AN_HOUR = 60;

/**
 * More hours a day than the provider had before, by what was accepted of the days before the file’s. Files of weeks and
 * of months are held against each other by the day; what other files claim of the same days counts with the file.
 */
export const hoursAboveOwnHistory: FileRule = {
  rule: 'hours-above-own-history',
  effect: 'weigh',
  *find({ minutesOn }, { period, earlier, terms: { hoursUpPercent } }) {
    if (period === null) return;
    const own = dailyMinutes();
    const before = dailyMinutes();
    for (const [day, minutes] of minutesOn)
      if (day >= period.first && day <= period.last) own.add(day, minutes);
    for (const [day, minutes] of earlierMinutesOn(earlier))
      if (day < period.first) before.add(day, minutes);
      else if (day <= period.last) own.add(day, minutes);
    if (own.days() < FEWEST_DAYS || before.days() < FEWEST_EARLIER_DAYS) return;
    if ((own.average() - before.average()) * 100 <= hoursUpPercent * before.average()) return;
    yield {
      ...fault(
        'claimedMinutes',
        `${hours(own.average())} hours a day are claimed, and ${hours(before.average())} were accepted of the days before; more than ${hoursUpPercent}% above is remarked on.`,
      ),
      ...{ line: null, subject: null },
    };
  },
};

function dailyMinutes() {
  const days = new Set<number>();
  let total = 0;
  return {
    add(day: number, minutes: number): void {
      days.add(day);
      total += minutes;
    },
    days: () => days.size,
    average: () => total / days.size,
  };
}

function hours(minutes: number): string {
  return (minutes / MINUTES_AN_HOUR).toFixed(1);
}
