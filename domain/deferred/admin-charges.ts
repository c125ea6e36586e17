import { addDays, DAYS_PER_WEEK, type CalendarDate } from '../calendar.ts';
import { monthsLater } from '../periods.ts';
import type { AddedCharge } from './account.ts';
import type { AdminCharge } from './account-record.ts';

const MONTHS_OF_A_YEAR = 12;

/**
 * The administration charges that were added to the debt by a day: one that comes again on its day each year, or on the last
 * day of each week. What the person pays separately is not in it.
 */
export function addedCharges(charges: readonly AdminCharge[], through: CalendarDate): AddedCharge[] {
  return charges
    .filter(({ isAdded }) => isAdded)
    .flatMap((charge) => {
      const { chargeId, amountPence, description } = charge;
      return daysOf(charge, through).map((on) => ({ chargeId, on, amountPence, description }));
    });
}

function daysOf({ kind, from, to }: AdminCharge, through: CalendarDate): CalendarDate[] {
  const last = to === null || to > through ? through : to;
  const days: CalendarDate[] = [];
  const dayOf = (turn: number): CalendarDate => {
    if (kind === 'annual') return monthsLater(from, turn * MONTHS_OF_A_YEAR);
    return kind === 'weekly' ? addDays(from, (turn + 1) * DAYS_PER_WEEK - 1) : from;
  };
  const isAgain = kind === 'annual' || kind === 'weekly';
  for (let turn = 0; dayOf(turn) <= last && (isAgain || turn === 0); turn += 1) days.push(dayOf(turn));
  return days;
}
