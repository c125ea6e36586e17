import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { tariffIncome } from '../../../domain/charging/tariff-income.ts';
import { pence } from '../../../domain/money.ts';
import { councilRowSchema } from '../../../domain/reference/reference-row.ts';

const onDate = calendarDate('2026-04-06');
const councilLimit = (category: string, value: string) =>
  councilRowSchema.parse({
    kind: 'capital-limit',
    category,
    from: '2014-04-01',
    to: null,
    value,
    source: 'council decision',
    replacesPublished: true,
  });

describe('tariff income (golden case 6)', () => {
  it.each([
    ['0.00', 0, 0, false],
    ['14,250.00', 1_425_000, 0, false],
    ['14,250.01', 1_425_001, 100, false],
    ['14,500.00', 1_450_000, 100, false],
    ['14,501.00', 1_450_100, 200, false],
    ['23,250.00', 2_325_000, 3600, false],
    ['23,250.01', 2_325_001, 3700, true],
  ])('of £%s (%d pence) is %d pence a week, full cost: %s', (_pounds, capital, tariffPence, fullCost) => {
    expect(tariffIncome({ capitalPence: pence(capital), onDate }, [])).toEqual({
      outcome: 'found',
      tariffPence,
      fullCost,
    });
  });

  it('follows limits that the council set in place of the published ones', () => {
    const rows = [councilLimit('lower', '20000'), councilLimit('upper', '100000')];
    expect(tariffIncome({ capitalPence: pence(5_000_000), onDate }, rows)).toEqual({
      outcome: 'found',
      tariffPence: 12_000,
      fullCost: false,
    });
  });

  it.each([
    ['lower', []],
    ['upper', [councilLimit('lower', '14250')]],
  ])('says that the %s limit of a day before the Care Act is missing', (category, rows) => {
    const before = calendarDate('2015-03-31');
    expect(tariffIncome({ capitalPence: pence(1), onDate: before }, rows)).toMatchObject({
      outcome: 'missing',
      category,
      message: `Capital limit (${category}): no value is known for 31 March 2015. Enter it on the page of reference values.`,
    });
  });

  it('never falls as capital rises', () => {
    const capital = fc.integer({ min: 0, max: 5_000_000 });
    const tariffOf = (capitalPence: number) => {
      const answer = tariffIncome({ capitalPence: pence(capitalPence), onDate }, []);
      return answer.outcome === 'found' ? answer.tariffPence : Number.NaN;
    };
    fc.assert(
      fc.property(capital, capital, (left, right) => {
        expect(tariffOf(Math.min(left, right))).toBeLessThanOrEqual(tariffOf(Math.max(left, right)));
      }),
    );
  });
});
