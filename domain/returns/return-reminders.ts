import * as z from 'zod';
import { addDays, daysBetween, type CalendarDate } from '../calendar.ts';
import { calendarMonthOf } from '../periods.ts';

/** When providers are reminded of a month’s return, and what they are told of us. */
export const returnRemindersSchema = z.strictObject({
  daysAfterMonthEnd: z
    .array(z.int().min(1).max(28))
    .max(10)
    .refine((days) => days.every((day, place) => day > (days[place - 1] ?? 0)), 'Days rise, each once.')
    .describe('Days after the last day of a month. Without any nobody is reminded.'),
  contact: z.string().trim().min(1).max(200).describe('Whom to ask, as providers read it.'),
  portalAddress: z
    .url({ protocol: /^https$/ })
    .max(200)
    .nullable()
    .describe('Where providers sign in.'),
});
export type ReturnReminders = z.infer<typeof returnRemindersSchema>;

/** Invented for Larkshire. */
export const larkshireReturnReminders: ReturnReminders = {
  daysAfterMonthEnd: [5, 10, 15],
  contact: 'provider payments, provider.payments@larkshire.example',
  portalAddress: null,
};

/** A day on which a reminder could not be sent is made up for on the next two: an outage, or an address that came late. */
const MAKE_UP_DAYS = 2;

/** A day on which providers are to be reminded, of the month that ended before it. */
export type ReminderDue = {
  month: string;
  on: CalendarDate;
  /** No reminder follows. */
  isLast: boolean;
};

/** The reminder that is due: with days 5 and 10, on 5 to 7 November the first of October’s, on 8 November none. */
export function reminderDue(
  today: CalendarDate,
  { daysAfterMonthEnd }: Pick<ReturnReminders, 'daysAfterMonthEnd'>,
): ReminderDue | null {
  const monthEnd = addDays(calendarMonthOf(today).from, -1);
  const since = daysBetween(monthEnd, today);
  const day = daysAfterMonthEnd.findLast((each) => each <= since);
  if (day === undefined || since - day > MAKE_UP_DAYS) return null;
  return {
    month: monthEnd.slice(0, '2026-10'.length),
    on: addDays(monthEnd, day),
    isLast: day === daysAfterMonthEnd.at(-1),
  };
}
