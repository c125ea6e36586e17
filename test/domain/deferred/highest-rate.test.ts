import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { highestRateOf } from '../../../domain/deferred/highest-rate.ts';
import { ratesOver } from '../../../domain/deferred/rate-segments.ts';
import { rateText } from '../../../domain/money.ts';
import { councilRowsOf } from '../../../domain/settings/reference-settings.ts';

const rowsOf = (...rows: object[]) =>
  councilRowsOf(
    'deferred-rate-ceiling',
    rows.map((row) => ({ category: 'standard', source: 'OBR, March 2025', ...row })),
  );
const ratesOf = (from: string, to: string, rows: ReturnType<typeof rowsOf>) =>
  ratesOver({ from: calendarDate(from), to: calendarDate(to) }, [], rows);

describe('The highest rate of a half-year', () => {
  it.each([
    ['1', '1.15'],
    ['2', '2.15'],
    ['4.5', '4.65'],
  ])('is 0.15 above gilts at %s%%: golden case DPA-4', (gilts, highest) => {
    expect(highestRateOf(rateText(gilts))).toBe(highest);
  });

  it('follows from the rate of gilts that a council enters, and says how', () => {
    const rows = rowsOf({ category: 'gilts-plus-0.15', from: '2025-07-01', value: '4.4' });
    expect(ratesOf('2025-07-01', '2025-12-31', rows).segments).toMatchObject([
      {
        ...{ from: '2025-07-01', to: '2025-12-31', percent: '4.55' },
        source: 'OBR, March 2025: gilts at 4.4%, and 0.15% (SI 2014/2671 regulation 9)',
      },
    ]);
  });

  it('ends with its half-year where no end was said, so that the next is asked for', () => {
    const rows = rowsOf({ from: '2025-07-01', value: '4.55' });
    const { segments, missing } = ratesOf('2025-07-01', '2026-01-31', rows);
    expect(segments).toMatchObject([{ to: '2025-12-31' }]);
    expect(missing?.message).toContain('from 1 January 2026 to 30 June 2026 is not known');
  });

  it('is not stretched beyond the days it was entered for', () => {
    const rows = rowsOf(
      { from: '2025-07-01', to: '2025-07-31', value: '4.55' },
      { from: '2025-08-01', to: '2025-08-31', value: '4.15' },
    );
    const { segments, missing } = ratesOf('2025-07-01', '2025-12-31', rows);
    expect(segments).toMatchObject([
      { to: '2025-07-31', percent: '4.55' },
      { to: '2025-08-31', percent: '4.15' },
    ]);
    expect(missing?.from).toBe('2025-09-01');
  });
});
