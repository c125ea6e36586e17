import { fromEpochDay, toEpochDay } from '../epoch-day.ts';
import { earlierKey, type EarlierLines } from './earlier-lines.ts';
import type { ReturnLine, Visit } from './return-line.ts';
import type { Habits } from './set-rule.ts';

const ROUND_MINUTES = 15;
const FOUR_WEEKS = 28;
/** Visits that are all looked up among earlier ones; of those that follow, one in ten shows a share as well. */
const ALL_COMPARED = 10_000;
const COMPARED_AFTER = 10;

/** Counts what a file’s visits are like, one by one. */
export function fileHabits(earlier: EarlierLines) {
  const habits: Habits = {
    visits: 0,
    edited: 0,
    exact: 0,
    round: 0,
    compared: 0,
    asFourWeeksBefore: 0,
    asMonthBefore: 0,
  };
  let placed = 0;
  const monthsBefore = new Map<number, number | null>();

  function monthBefore(day: number): number | null {
    const known = monthsBefore.get(day);
    if (known !== undefined) return known;
    const before = dayAMonthBefore(day);
    monthsBefore.set(day, before);
    return before;
  }

  return {
    told: habits,
    /** Of a line that cannot be read there may be no visit: it is one of the file’s all the same. */
    count(visit: Visit | null): void {
      habits.visits += 1;
      if (visit === null) return;
      const { monitoring, startMinute, claimedMinutes, actualStartMinute, actualMinutes } = visit;
      if (monitoring === 'edited') habits.edited += 1;
      if (startMinute !== null && startMinute === actualStartMinute && claimedMinutes === actualMinutes)
        habits.exact += 1;
      if (actualMinutes !== null && actualMinutes % ROUND_MINUTES === 0) habits.round += 1;
    },
    /** Looks a visit up among those accepted before. */
    compare(line: ReturnLine, packageId: string): void {
      if (earlier.lines.size === 0) return;
      placed += 1;
      if (placed > ALL_COMPARED && placed % COMPARED_AFTER > 0) return;
      habits.compared += 1;
      const was = (first: number): boolean => earlier.lines.has(earlierKey(packageId, { ...line, first }));
      if (was(line.first - FOUR_WEEKS)) habits.asFourWeeksBefore += 1;
      const before = monthBefore(line.first);
      if (before !== null && was(before)) habits.asMonthBefore += 1;
    },
  };
}

/** The day of that number in the month before; null where that month has none. */
function dayAMonthBefore(day: number): number | null {
  const { day: place } = fromEpochDay(day);
  const thisMonth = day - place + 1;
  const lastBefore = fromEpochDay(thisMonth - 1);
  const before = toEpochDay({ ...lastBefore, day: 1 }) + place - 1;
  return before < thisMonth ? before : null;
}
