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
