import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { budgetStandings, budgetStandingSchema } from '../../../domain/uplift/budget.ts';
import { upliftTotalsSchema } from '../../../domain/uplift/preview.ts';
import { upliftAskedSchema } from '../../../domain/uplift/uplift-rules.ts';

const ask = (more: object = {}) =>
  upliftAskedSchema.parse({ name: 'Fees', effectiveDate: '2026-04-01', rules: [], ...more });
const totalsOf = (more: object) =>
  upliftTotalsSchema.parse({
    ...{ weeklyPence: 0, earlierYearsPence: 0, thisYearPence: 186_828, fullYearPence: 200_000 },
    ...{ arrearsPence: 0, nhsThisYearPence: 0, nhsFullYearPence: 0, atStakePence: 0 },
    ...{ changed: 1, priced: 0, excluded: 0, refused: 0 },
    ...more,
  });

/** What is said of budgets by a preview of 2 March 2026, of £1,868.28 this year and £2,000 in a full one unless told otherwise. */
function standings(asked: object, totals: object = {}, asOf = '2026-03-02') {
  const preview = {
    ...{ previewHash: 'H', totals: totalsOf(totals), findings: [], sample: [] },
    asOf: calendarDate(asOf),
  };
  return budgetStandings({ asked: ask(asked), preview });
}
const said = (...told: Parameters<typeof standings>) => standings(...told).map(({ message }) => message);

describe('the budget of an uplift', () => {
  it('says by how much a cost is under it, and by how much over it', () => {
    const found = standings({ budgetThisYearPence: 200_000, budgetFullYearPence: 190_050 });
    expect(budgetStandingSchema.array().parse(found)).toEqual([
      {
        ...{ of: 'this-year', budgetPence: 200_000, leftPence: 13_172 },
        message:
          'In the financial year 2026–27, arrears of that year included, the uplift costs £1,868.28, which leaves £131.72 of the £2,000.00 that is set aside.',
      },
      {
        ...{ of: 'full-year', budgetPence: 190_050, leftPence: -9950 },
        message:
          'In a full year the uplift costs £2,000.00, which is £99.50 over the £1,900.50 that is set aside.',
      },
    ]);
  });

  it('is kept to by what costs just as much', () => {
    expect(said({ budgetFullYearPence: 200_000 })[0]).toContain('leaves £0.00 of');
    expect(standings({ budgetFullYearPence: 199_999 })).toMatchObject([{ leftPence: -1 }]);
  });

  it('does not grow by what an uplift saves', () => {
    const [saving] = standings({ budgetFullYearPence: 5000 }, { fullYearPence: -2500 });
    expect(saving).toMatchObject({
      leftPence: 5000,
      message: 'In a full year the uplift saves £25.00, which leaves £50.00 of the £50.00 that is set aside.',
    });
  });

  it('is of the year that the preview shows: that of today, or of a later first day', () => {
    const budget = { budgetThisYearPence: 200_000 };
    expect(said({ ...budget, effectiveDate: '2025-06-01' })[0]).toContain('In the financial year 2025–26,');
    expect(said({ ...budget, effectiveDate: '2025-06-01' }, {}, '2026-04-01')[0]).toContain(
      'In the financial year 2026–27,',
    );
  });

  it('says what is not compared: arrears of earlier years, and what the NHS owes back', () => {
    const budgets = { budgetThisYearPence: 200_000, budgetFullYearPence: 200_000 };
    const totals = { earlierYearsPence: 3500, nhsThisYearPence: 1200, nhsFullYearPence: 2400 };
    expect(said(budgets, totals)).toEqual([
      expect.stringMatching(
        /set aside\. Arrears of earlier years, £35\.00, are not compared\. What the NHS owes back of it, £12\.00, is not taken off\.$/,
      ),
      expect.stringMatching(/set aside\. What the NHS owes back of it, £24\.00, is not taken off\.$/),
    ]);
  });

  it('is told of where somebody named one, and something is reckoned', () => {
    expect(standings({})).toEqual([]);
    expect(standings({ budgetThisYearPence: 1 }).map(({ of }) => of)).toEqual(['this-year']);
    expect(budgetStandings({ asked: ask({ budgetThisYearPence: 1 }), preview: null })).toEqual([]);
  });

  it('is nobody’s word in an uplift that was kept before there were budgets', () => {
    expect(ask()).toMatchObject({ budgetThisYearPence: null, budgetFullYearPence: null });
  });
});
