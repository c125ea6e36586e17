import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../../domain/calendar.ts';
import {
  isPaidByMonth,
  paysProvider,
  type CouncilCalendar,
} from '../../../../domain/pay/run/payee-calendar.ts';
import { settings } from '../../../../domain/settings/settings.ts';

const firstDay = calendarDate('2026-04-06');
const fourWeekly = (payGroups?: string[]): CouncilCalendar => ({
  ...{ name: 'four-weekly', period: 'four-weekly', firstDay, payGroups },
});
const monthly = (payGroups?: string[]): CouncilCalendar => ({
  ...{ name: 'monthly', period: 'calendar-month', payGroups },
});
const weekly: CouncilCalendar = { name: 'catch-up', period: 'weekly', firstDay };

describe('a provider is paid by the month', () => {
  it.each<[string, string | null, CouncilCalendar[], boolean]>([
    [
      'where a calendar of months names its pay group',
      'MONTH',
      [fourWeekly(['FOUR']), monthly(['MONTH'])],
      true,
    ],
    ['not where a four-weekly one does', 'FOUR', [fourWeekly(['FOUR']), monthly()], false],
    ['where none names it, and months name nobody', 'OTHER', [fourWeekly(['FOUR']), monthly()], true],
    ['where it has no pay group, as who none names', null, [fourWeekly(['FOUR']), monthly()], true],
    ['not where months are for others', 'OTHER', [fourWeekly(), monthly(['MONTH'])], false],
    ['where none names anybody, and the council has months', null, [fourWeekly(), monthly()], true],
    ['not where the council has no months', null, [fourWeekly(), weekly], false],
    [
      'where each names somebody, so that it is not left out',
      null,
      [fourWeekly(['FOUR']), monthly(['MONTH'])],
      true,
    ],
    ['not where a council has no calendar at all', null, [], false],
  ])('%s', (_, payGroup, calendars, byMonth) => {
    expect(isPaidByMonth(payGroup, calendars)).toBe(byMonth);
  });
});

describe('a run pays a provider what is newly due', () => {
  const calendars = [fourWeekly(['FOUR']), monthly(), weekly];
  it.each<[string, string | null, string | null, boolean]>([
    ['of its own calendar', 'four-weekly', 'FOUR', true],
    ['but not of another', 'monthly', 'FOUR', false],
    ['nor one that no calendar names of a calendar for others', 'four-weekly', null, false],
    ['of a calendar that names nobody', 'monthly', null, true],
    ['of a weekly calendar, which takes up what was left', 'catch-up', 'FOUR', true],
    ['that somebody began by hand', null, 'FOUR', true],
  ])('%s', (_, calendar, payGroup, pays) => {
    expect(paysProvider(calendar, payGroup, calendars)).toBe(pays);
  });

  it('of every calendar where none names anybody, as before a council says more', () => {
    for (const { name } of settings.calendars.initial)
      expect(paysProvider(name, 'ANY', settings.calendars.initial)).toBe(true);
  });
});
