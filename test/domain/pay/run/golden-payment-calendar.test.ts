import { describe, expect, it } from 'vitest';
import { bacsDates } from '../../../../domain/bacs-cycle.ts';
import { addDays, calendarDate, dayOfWeek } from '../../../../domain/calendar.ts';
import { proRata } from '../../../../domain/pay/pro-rata.ts';
import { periodOf, periodStartsIn } from '../../../../domain/pay/run/pay-calendar.ts';
import { periodToFinalise } from '../../../../domain/pay/run/period-to-finalise.ts';
import { dateOfDay, spanOf } from '../../../../domain/pay/span.ts';
import { pence } from '../../../../domain/money.ts';
import { financialYearOf, paymentDatesOf } from '../../../../domain/periods.ts';
import { valueOn } from '../../../../domain/settings/setting-definition.ts';
import { settings } from '../../../../domain/settings/settings.ts';
import { payStory } from '../../../support/pay-case.ts';

/**
 * Golden case 3: the four-weekly payment calendar that Worcestershire County Council published to its providers of
 * residential care, Shared Lives and supported living for 2020/21, here as a council would set it.
 */
const published = {
  name: 'worcestershire',
  period: 'four-weekly',
  firstDay: '2020-02-08',
  lastAmendmentAfterDays: 3,
  finaliseAfterDays: 4,
  inBankAfterDays: 10,
};
const day = calendarDate;
const inForce = valueOn(
  settings.calendars,
  [{ effectiveFrom: day('2020-02-01'), value: settings.calendars.schema.parse([published]) }],
  day('2020-02-08'),
);
const [calendar] = inForce;
if (calendar === undefined) throw new Error('the calendar is in force');

describe.each([
  ['2020-02-11', '2020-02-12', '2020-02-08', '2020-03-06', '2020-02-18'],
  ['2020-03-10', '2020-03-11', '2020-03-07', '2020-04-03', '2020-03-17'],
  ['2020-04-07', '2020-04-08', '2020-04-04', '2020-05-01', '2020-04-14'],
  ['2020-06-02', '2020-06-03', '2020-05-30', '2020-06-26', '2020-06-09'],
])(
  'golden case 3: of the row amended until %s and finalised on %s',
  (amendment, finalise, from, to, inBank) => {
    const period = { from: day(from), to: day(to) };

    it('every day lies in its period, and every date follows from the calendar of the settings', () => {
      for (let each = period.from; each <= period.to; each = addDays(each, 1))
        expect(periodOf(calendar, each)).toEqual(period);
      expect(paymentDatesOf(period, calendar)).toEqual({
        lastAmendmentOn: amendment,
        finaliseOn: finalise,
        inBankOn: inBank,
      });
    });

    it('the days of the week are those of the published table', () => {
      const days = [amendment, finalise, from, to, inBank].map((each) => dayOfWeek(day(each)));
      expect(days).toEqual(['tuesday', 'wednesday', 'saturday', 'friday', 'tuesday']);
    });

    it('its run is begun on the day it is finalised and on none before', () => {
      expect(periodToFinalise(calendar, day(finalise))).toEqual(period);
      expect(periodToFinalise(calendar, day(amendment))).toBeNull();
    });

    it('a file sent on the day it is finalised can be in the bank on the published day', () => {
      const cycle = bacsDates({ entryDate: day(inBank) });
      expect(cycle.ok && cycle.value.submissionDate >= day(finalise)).toBe(true);
    });
  },
);

describe('golden case 3: thirteen periods a year', () => {
  const year = financialYearOf(day('2020-04-01'));

  it('begin in a financial year, so that one of them straddles 31 March', () => {
    const starts = periodStartsIn(calendar)(spanOf({ from: addDays(year.from, -1), to: year.to }));
    expect(starts.map(dateOfDay)).toHaveLength(13);
    expect(starts.map(dateOfDay).slice(0, 3)).toEqual(['2020-04-04', '2020-05-02', '2020-05-30']);
    expect(periodOf(calendar, day('2020-03-31'))).toEqual({ from: '2020-03-07', to: '2020-04-03' });
  });

  it('are accrued by day: 25 of the 28 days from 7 March belong to the year that ends on 31 March', () => {
    const weekly = { weeklyPence: pence(70_000) };
    const old = proRata({ ...weekly, from: day('2020-03-07'), to: day('2020-03-31') });
    const next = proRata({ ...weekly, from: day('2020-04-01'), to: day('2020-04-03') });
    expect([old, next]).toEqual([
      { days: 25, amountPence: 250_000 },
      { days: 3, amountPence: 30_000 },
    ]);
  });

  it('are paid period by period, whatever was amended late', () => {
    const story = payStory();
    story.facts({ from: '2020-02-08', to: null, rate: '700' });
    const lines = story.run('2020-05-01', periodStartsIn(calendar));
    expect(lines.map(({ from, to, pounds }) => [from, to, pounds])).toEqual([
      ['2020-02-08', '2020-03-06', 2800],
      ['2020-03-07', '2020-04-03', 2800],
      ['2020-04-04', '2020-05-01', 2800],
    ]);
  });
});
