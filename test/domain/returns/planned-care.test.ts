import { expect, it } from 'vitest';
import { plannedCare, weekAround } from '../../../domain/returns/planned-care.ts';
import { aPackage, day } from '../../support/a-return.ts';

const monday = weekAround(day('2026-10-07'));
const planned = (fields: Record<string, string>, told?: Parameters<typeof aPackage>[1]) =>
  plannedCare(aPackage(fields, told), monday).map(
    ({ layout, date, to, quantity, carers }) => `${layout} ${date} ${to} ${quantity} by ${carers}`,
  );

it('a week is from Monday to Sunday', () => {
  expect(monday).toEqual({ first: day('2026-10-05'), last: day('2026-10-11') });
  expect(weekAround(day('2026-10-11'))).toEqual(monday);
});

it('a visited package plans a visit of each day it is planned on', () => {
  expect(planned({})).toEqual([
    'visits 2026-10-05 2026-10-05 60 by 1',
    'visits 2026-10-07 2026-10-07 60 by 1',
  ]);
});

it('a day is visited as long at a time as the package says, the rest in a last visit', () => {
  expect(planned({ unitsPerWeek: '2', weekdays: 'Mon', visitMinutes: '50' })).toEqual([
    'visits 2026-10-05 2026-10-05 50 by 1',
    'visits 2026-10-05 2026-10-05 50 by 1',
    'visits 2026-10-05 2026-10-05 20 by 1',
  ]);
});

it('minutes that cannot be shared evenly come to the week in all', () => {
  // Ten hours over seven days: 85 or 86 minutes a day.
  const minutes = plannedCare(aPackage({ unitsPerWeek: '10', weekdays: '' }), monday).map(({ quantity }) =>
    Number(quantity),
  );
  expect(new Set(minutes)).toEqual(new Set([85, 86]));
  expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(600);
});

it('two carers at once share the hours of a visit', () => {
  expect(planned({ carers: '2', weekdays: 'Tue' })).toEqual(['visits 2026-10-06 2026-10-06 60 by 2']);
});

it('a stay is planned for the week as one', () => {
  const week = { service: { unit: 'week' } };
  expect(planned({ unitsPerWeek: '1', weekdays: '' }, week)).toEqual(['stays 2026-10-05 2026-10-11 1 by 1']);
  expect(plannedCare(aPackage({ unitsPerWeek: '1' }, week), monday)).toMatchObject([
    { packageId: 'PK1', personId: 'A1', serviceType: 'home-care', unit: 'week' },
  ]);
});

it.each([
  ['visits', 'hour'],
  ['a stay', 'week'],
])('nothing is planned of %s after the end of the package', (_, unit) => {
  expect(planned({ endDate: '2026-10-04' }, { service: { unit } })).toEqual([]);
});
