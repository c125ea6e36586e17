import { expect, it } from 'vitest';
import { calendarDate } from '../../domain/calendar.ts';
import { serveCalculators } from '../../functions/serve-calculators/serve-calculators.ts';

const viewer = {
  userId: 'cara.charging',
  roles: ['charging-officer' as const],
  providerId: null,
  accountProviderId: null,
};
const asked = <B>(body: B) => ({ viewer, id: '', query: {}, body, actId: null });
const calculators = serveCalculators({ facts: { currentFacts: () => Promise.resolve(new Map()) } });
const day = calendarDate;

it('gives three of seven days of £853.17 as £365.64', async () => {
  const answer = await calculators.proRata(
    asked({ weeklyPence: 85_317, from: day('2026-04-01'), to: day('2026-04-03') }),
  );
  expect(answer).toEqual({ days: 3, amountPence: 36_564 });
});

it('refuses a range that ends before it starts', () => {
  const body = { weeklyPence: 1, from: day('2026-04-03'), to: day('2026-04-01') };
  expect(() => calculators.proRata(asked(body))).toThrow(
    'The end, 1 April 2026, is before the start, 3 April 2026.',
  );
});

it('gives the Bacs days round a bank holiday (State Funeral, 19 September 2022)', async () => {
  const answer = await calculators.bacsDates(asked({ entryDate: day('2022-09-21') }));
  expect(answer).toEqual({
    submissionDate: '2022-09-16',
    processingDate: '2022-09-20',
    entryDate: '2022-09-21',
  });
});

it('refuses a Bacs entry on a Sunday in a sentence that names the field', () => {
  expect(() => calculators.bacsDates(asked({ entryDate: day('2026-11-22') }))).toThrow(
    expect.objectContaining({ code: 'refused', errors: [expect.objectContaining({ field: 'entryDate' })] }),
  );
});

it.each([
  [14_250_00, 0, false],
  [14_250_01, 1, false],
  [23_250_00, 36, false],
  [23_250_01, 37, true],
])('counts capital of %i pence as £%i a week', async (capitalPence, pounds, fullCost) => {
  const answer = await calculators.tariffIncome(asked({ capitalPence, onDate: day('2026-05-01') }));
  expect(answer).toEqual({ tariffPence: pounds * 100, fullCost });
});

it('refuses a day for which no capital limit is known', async () => {
  await expect(
    calculators.tariffIncome(asked({ capitalPence: 1, onDate: day('1999-01-01') })),
  ).rejects.toMatchObject({
    code: 'refused',
    errors: [expect.objectContaining({ field: 'onDate' })],
  });
});

it('gives the equity limit of a house of £165,000 (golden case DPA-1)', async () => {
  const body = { valuePence: 165_000_00, encumbrancesPence: 0, onDate: day('2026-05-01') };
  expect(await calculators.equityLimit(asked(body))).toEqual({
    equityLimitPence: 134_250_00,
    shareOfValuePence: 148_500_00,
    lowerCapitalLimitPence: 14_250_00,
  });
});

it('refuses the equity limit of a day for which no capital limit is known', async () => {
  const body = { valuePence: 1, encumbrancesPence: 0, onDate: day('1999-01-01') };
  await expect(calculators.equityLimit(asked(body))).rejects.toMatchObject({
    errors: [expect.objectContaining({ field: 'onDate', rule: 'reference-value-missing' })],
  });
});

it('gives what is deferred of a week of £1,200 with an income of £300 and an allowance of £144', async () => {
  const week = { weeklyCostPence: 1_200_00, topUpPence: 0, incomePence: 300_00, allowancePence: 144_00 };
  expect(await calculators.deferredDrawdown(asked(week))).toEqual({ drawdownPence: 1_044_00 });
});

const halfOf2024 = {
  ...{ principalPence: 10_000_00, from: day('2024-01-01'), to: day('2024-07-01') },
  ...{ compounding: 'daily' as const, dayCount: 'fixed365' as const },
};

it('gives the interest of half a year at the published rate (golden case 7)', async () => {
  expect(await calculators.deferredInterest(asked(halfOf2024))).toEqual({
    ...{ interestPence: 234_56, balancePence: 10_234_56 },
    segments: [{ from: '2024-01-01', to: '2024-06-30', days: 182, percent: '4.65', interestPence: 234_56 }],
  });
});

it('gives interest at rates of one’s own, each until the next begins', async () => {
  const rates = [
    { from: day('2023-01-01'), percent: '0' },
    { from: day('2024-06-30'), percent: '3.650' },
  ];
  const answer = await calculators.deferredInterest(asked({ ...halfOf2024, rates }));
  expect(answer.segments).toEqual([
    { from: '2024-01-01', to: '2024-06-29', days: 181, percent: '0', interestPence: 0 },
    { from: '2024-06-30', to: '2024-06-30', days: 1, percent: '3.65', interestPence: 1_00 },
  ]);
});

it('gives no interest for no days', async () => {
  const none = { ...halfOf2024, to: halfOf2024.from };
  const rates = [{ from: day('2023-01-01'), percent: '1' }];
  const nothing = { interestPence: 0, balancePence: 10_000_00, segments: [] };
  expect(await calculators.deferredInterest(asked(none))).toEqual(nothing);
  expect(await calculators.deferredInterest(asked({ ...none, rates }))).toEqual(nothing);
  const firstDay = { from: day('1900-01-01'), to: day('1900-01-01'), rates };
  expect(await calculators.deferredInterest(asked({ ...none, ...firstDay }))).toEqual(nothing);
});

it.each([
  ['a half-year whose highest rate nobody knows', { to: day('2025-08-01') }, 'rates', '1 July 2025'],
  [
    'days before the first rate',
    { rates: [{ from: day('2024-02-01'), percent: '1' }] },
    'rates',
    '1 January 2024',
  ],
  ['an end before the start', { to: day('2023-12-31') }, 'to', '31 December 2023'],
  [
    'two rates of one day',
    { rates: [1, 2].map((percent) => ({ from: day('2024-01-01'), percent: String(percent) })) },
    'rates',
    'Two rates begin on 1 January 2024',
  ],
  [
    'more than can be counted to the penny',
    { to: day('2199-01-01'), rates: [{ from: day('2024-01-01'), percent: '100' }] },
    'to',
    'fewer days or a lower rate',
  ],
])('refuses the interest of %s', async (_what, changes, field, named) => {
  await expect(async () =>
    calculators.deferredInterest(asked({ ...halfOf2024, ...changes })),
  ).rejects.toMatchObject({
    errors: [expect.objectContaining({ field, message: expect.stringContaining(named) as unknown })],
  });
});

it('says that an account number cannot belong to its sort code, and by which sum', async () => {
  const possible = await calculators.modulusCheck(asked({ sortCode: '08-99-99', accountNumber: '66374958' }));
  const impossible = await calculators.modulusCheck(asked({ sortCode: '089999', accountNumber: '66374959' }));
  expect([possible.valid, impossible.valid]).toEqual([true, false]);
  expect(impossible.checks).toEqual([
    {
      check: 'MOD10',
      exception: null,
      passed: false,
      explanation: 'MOD10: 181 leaves 1 when divided by 10; it must leave 0.',
    },
  ]);
});

it('does not call an account valid for whose sort code there is no check', async () => {
  const answer = await calculators.modulusCheck(asked({ sortCode: '000000', accountNumber: '12345678' }));
  expect(answer).toEqual({ valid: null, known: false, checks: [] });
});
