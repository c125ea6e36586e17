import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarDate } from '../../../../domain/calendar.ts';
import { dueInAdvance } from '../../../../domain/pay/run/own-dates.ts';
import { dateOfDay, dayNumber } from '../../../../domain/pay/span.ts';
import type { DirectPaymentAgreement } from '../../../../domain/records/direct-payment-agreement.ts';

const day = calendarDate;
type Frequency = DirectPaymentAgreement['frequency'];

function due(frequency: Frequency, start: string, through: string, cutsAtPeriods = true) {
  const run = { throughDate: day(through), cutsAtPeriods, periodStarts: () => [0] };
  return dueInAdvance({ frequency, startDate: day(start) }, run);
}
const paidThrough = (frequency: Frequency, start: string, through: string) =>
  dateOfDay(due(frequency, start, through).through);

describe('a direct payment in advance', () => {
  it.each<[Frequency, string, string, string]>([
    ['monthly', '2026-04-01', '2026-04-30', '2026-04-30'],
    ['monthly', '2026-04-01', '2026-05-03', '2026-05-31'],
    ['monthly', '2026-04-15', '2026-04-20', '2026-04-30'],
    // Golden case D20 (DEFRA/ffc-pay-processing): quarterly from 1 April 2023 is 1 April, 1 July, 1 October, 1 January.
    ['quarterly', '2023-04-01', '2023-04-01', '2023-06-30'],
    ['quarterly', '2023-04-01', '2023-06-30', '2023-06-30'],
    ['quarterly', '2023-04-01', '2023-07-01', '2023-09-30'],
    ['quarterly', '2023-04-01', '2023-10-01', '2023-12-31'],
    ['quarterly', '2023-04-01', '2024-01-01', '2024-03-31'],
    ['quarterly', '2026-01-31', '2026-04-29', '2026-04-29'],
    ['quarterly', '2026-01-31', '2026-04-30', '2026-07-30'],
    ['quarterly', '2026-02-15', '2026-05-14', '2026-05-14'],
    ['quarterly', '2026-02-15', '2026-05-15', '2026-08-14'],
    ['annually', '2026-06-10', '2026-07-01', '2027-06-09'],
    ['annually', '2026-06-10', '2027-06-09', '2027-06-09'],
    ['annually', '2026-06-10', '2027-06-10', '2028-06-09'],
  ])('paid %s from %s is paid by a run through %s through %s', (frequency, start, through, last) => {
    expect(paidThrough(frequency, start, through)).toBe(last);
  });

  it.each<[Frequency]>([['weekly'], ['four-weekly'], ['once']])(
    'paid %s is paid as far as the run goes, in the periods of the run',
    (frequency) => {
      const { through, periodStarts } = due(frequency, '2026-04-06', '2026-05-03');
      expect(dateOfDay(through)).toBe('2026-05-03');
      expect(periodStarts({ first: 1, last: 2 })).toEqual([0]);
    },
  );

  it.each<[Frequency]>([['monthly'], ['quarterly'], ['annually']])(
    'paid %s is not due before its agreement begins',
    (frequency) => {
      expect(paidThrough(frequency, '2026-06-02', '2026-06-01')).toBe('2026-06-01');
    },
  );

  it('is cut where its own quarters begin, and not at all by a run that names no calendar', () => {
    const year = { first: dayNumber(day('2026-02-15')), last: dayNumber(day('2027-02-14')) };
    const { periodStarts } = due('quarterly', '2026-02-15', '2026-03-31');
    expect(periodStarts(year).map(dateOfDay)).toEqual(['2026-05-15', '2026-08-15', '2026-11-15']);
    expect(due('quarterly', '2026-02-15', '2026-03-31', false).periodStarts(year)).toEqual([0]);
  });

  it('is never paid less far than the run goes, and the same for every day of a period', () => {
    const anyDay = fc.integer({ min: 0, max: 2000 }).map((days) => addDays(day('2024-01-01'), days));
    fc.assert(
      fc.property(
        fc.constantFrom(...(['monthly', 'quarterly', 'annually'] as const)),
        anyDay,
        anyDay,
        (frequency, start, through) => {
          const last = paidThrough(frequency, start, through);
          expect(last >= through).toBe(true);
          if (through >= start) expect(paidThrough(frequency, start, last)).toBe(last);
        },
      ),
    );
  });
});
