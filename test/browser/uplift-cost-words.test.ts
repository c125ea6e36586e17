import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../domain/calendar.ts';
import { pence } from '../../domain/money.ts';
import { arrearsInWords, arrearsName, costInWords, shownYear } from '../../web/src/uplifts/cost-words.ts';

const uplift = { effectiveDate: calendarDate('2026-04-01'), asOf: calendarDate('2026-11-23') };
const totals = {
  ...{ thisYearPence: pence(18_250), fullYearPence: pence(20_000) },
  ...{ arrearsPence: pence(12_000), earlierYearsPence: pence(0) },
};

describe('the year whose cost is shown', () => {
  it.each([
    ['2026-04-01', '2026-11-23', '2026–27'],
    ['2026-04-01', '2026-03-02', '2026–27'],
    ['2024-06-01', '2026-03-31', '2025–26'],
    ['2099-04-01', '2026-11-23', '2099–00'],
  ])('of an uplift from %s, previewed on %s, is %s', (effectiveDate, asOf, year) => {
    const days = { effectiveDate: calendarDate(effectiveDate), asOf: calendarDate(asOf) };
    expect(shownYear(days)).toBe(year);
  });
});

describe('what an uplift costs', () => {
  it.each([
    [18_250, 20_000, 2, 'cost £182.50 this year (2026–27), £200.00 in a full year'],
    [-18_250, -20_000, 1, 'saves £182.50 this year (2026–27), £200.00 in a full year'],
    [18_250, -20_000, 2, 'cost £182.50 this year (2026–27) and save £200.00 in a full year'],
    [-18_250, 20_000, 1, 'saves £182.50 this year (2026–27) and costs £200.00 in a full year'],
  ])('of %d and %d pence has each sum with its own sign', (thisYear, fullYear, rates, words) => {
    const sums = { ...totals, thisYearPence: pence(thisYear), fullYearPence: pence(fullYear) };
    expect(costInWords(uplift, sums, rates)).toBe(words);
  });
});

describe('arrears', () => {
  it('are part of this year’s cost where all of their days are', () => {
    expect(arrearsName(uplift, totals)).toBe('Arrears before 23 November 2026, part of this year’s');
    expect(arrearsInWords(uplift, totals)).toBe(
      '£120.00 of it is for days before 23 November 2026. The next pay run pays that by itself once the uplift is applied.',
    );
  });

  it('that reach back into earlier years are not, and say what comes on top', () => {
    const older = { ...totals, earlierYearsPence: pence(3500) };
    expect(arrearsName(uplift, older)).toBe('Arrears before 23 November 2026');
    expect(arrearsInWords(uplift, older)).toBe(
      '£120.00 is for days before 23 November 2026. The next pay run pays that by itself once the uplift is applied. £35.00 is for days before the financial year 2026–27 and comes on top of this year’s cost.',
    );
  });

  it('are none where no day is past', () => {
    const none = { ...totals, arrearsPence: pence(0) };
    expect(arrearsInWords(uplift, none)).toBe(
      'There are no arrears: no day before 23 November 2026 changes its price.',
    );
  });
});
