import { addDays, minDate, type CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import type { BankStatement } from '../statements/statement.ts';
import { daysOfStatement } from './statement-days.ts';

/**
 * The days for which a statement counts as sent. Where the bank states no period it shows only the first and the last
 * movement: half of the days that are no gap between two statements belong to it on either side, so that 9 April to 2
 * July is 4 April to 7 July with ten such days. No day after the one on which it came.
 */
export function daysReceived(
  statement: BankStatement,
  { unstatedGapDays, receivedOn }: { unstatedGapDays: number; receivedOn: CalendarDate },
): ClosedRange | null {
  const days = daysOfStatement(statement);
  if (days === null || days.from > receivedOn) return null;
  const around = statement.period?.isStated === true ? 0 : Math.floor(unstatedGapDays / 2);
  return { from: addDays(days.from, -around), to: minDate(addDays(days.to, around), receivedOn) };
}
