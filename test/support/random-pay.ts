import fc from 'fast-check';
import { calendarDate } from '../../domain/calendar.ts';
import { dateOfDay, dayNumber } from '../../domain/pay/span.ts';
import type { Told } from './pay-case.ts';

/** Random facts of a package, for properties over any history of facts and runs. */

export const START = dayNumber(calendarDate('2025-02-01'));
const date = (offset: number) => dateOfDay(START + offset);
export const offset = fc.integer({ min: 0, max: 120 });
const rate = fc.integer({ min: 1, max: 200_000 }).map((pence) => String(pence / 100));

const range = fc
  .tuple(offset, fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }))
  .map(([from, days]) => ({ from: date(from), to: days === null ? null : date(from + days) }));

const contribution = fc.record({
  range,
  weekly: fc.integer({ min: 1, max: 90_000 }),
  kind: fc.constantFrom('weeks-13-plus' as const, 'top-up' as const, 'fnc' as const),
  collector: fc.constantFrom('provider' as const, 'council' as const),
  status: fc.constantFrom('active' as const, 'cancelled' as const),
});

export const facts: fc.Arbitrary<Told> = fc
  .record({
    range,
    terms: fc.array(fc.tuple(offset, rate), { minLength: 1, maxLength: 3 }),
    basis: fc.constantFrom('plan' as const, 'plan' as const, 'scheduled' as const, 'once' as const),
    suspension: fc.option(range, { nil: null }),
    death: fc.option(offset, { nil: null }),
    contributions: fc.array(contribution, { maxLength: 3 }),
    costCentre: fc.constantFrom('A', 'B'),
    providerId: fc.constantFrom('P001', 'P001', 'P002'),
    nhs: fc.constantFrom(null, '33.33'),
    months: fc.constantFrom('days-of-the-month' as const, 'equal-months' as const),
  })
  .map((told) => ({
    from: told.range.from,
    to: told.range.to,
    terms: told.terms
      .map(([from, each], place) => ({
        from: place === 0 ? told.range.from : date(from),
        units: '1',
        rate: each,
      }))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))
      .filter((term, place, all) => place === 0 || term.from !== all[place - 1]?.from),
    serviceType: { basis: told.basis },
    suspensions: told.suspension === null ? [] : [{ ...told.suspension, kind: 'hospital' }],
    person: { dateOfDeath: told.death === null ? null : date(told.death) },
    detail: {
      costCentre: told.costCentre,
      providerId: told.providerId,
      rateIncludesFnc: false,
      weekdays: 'Mon Wed Sat',
      nhsSharePercent: told.nhs as never,
      icbId: 'QU9',
    },
    contributions: told.contributions.map(({ range: { from, to }, ...rest }, place) => ({
      ...rest,
      from,
      to,
      contributionId: `C${place}`,
    })),
    rules: { months: told.months },
  }));
