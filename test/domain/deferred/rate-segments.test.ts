import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { ratesOver } from '../../../domain/deferred/rate-segments.ts';
import { rateText } from '../../../domain/money.ts';
import { councilRowSchema } from '../../../domain/reference/reference-row.ts';

const day = calendarDate;
const over = (from: string, to: string) => ({ from: day(from), to: day(to) });
const agreed = (from: string, percent: string) => ({ from: day(from), percent: rateText(percent) });

describe('Rates of a deferred payment agreement', () => {
  it('are the highest of each half-year where none was agreed', () => {
    expect(ratesOver(over('2023-12-20', '2024-07-02'), [], []).segments).toMatchObject([
      { from: '2023-12-20', to: '2023-12-31', percent: '3.43', basis: 'ceiling' },
      { from: '2024-01-01', to: '2024-06-30', percent: '4.65', basis: 'ceiling' },
      { from: '2024-07-01', to: '2024-07-02', percent: '4.05', basis: 'ceiling' },
    ]);
  });

  it('are what was agreed, but for the half-years in which less is allowed', () => {
    const { segments } = ratesOver(over('2024-01-01', '2025-06-30'), [agreed('2020-01-01', '4.2')], []);
    expect(segments).toMatchObject([
      { percent: '4.2', basis: 'agreed', ceilingPercent: '4.65' },
      { percent: '4.05', basis: 'ceiling', ceilingPercent: '4.05' },
      { percent: '4.2', basis: 'agreed', ceilingPercent: '4.25' },
    ]);
  });

  it('change on the day another was agreed, and are the highest before the first', () => {
    const rates = [agreed('2024-05-01', '3'), agreed('2024-03-01', '4')];
    expect(ratesOver(over('2024-02-01', '2024-05-31'), rates, []).segments).toMatchObject([
      { from: '2024-02-01', to: '2024-02-29', percent: '4.65', basis: 'ceiling' },
      { from: '2024-03-01', to: '2024-04-30', percent: '4', basis: 'agreed' },
      { from: '2024-05-01', to: '2024-05-31', percent: '3', basis: 'agreed' },
    ]);
  });

  it('end before the first half-year whose highest rate is not known, and say which it is', () => {
    const { segments, missing } = ratesOver(
      over('2025-06-01', '2026-02-01'),
      [agreed('2025-01-01', '1')],
      [],
    );
    expect(segments).toMatchObject([{ from: '2025-06-01', to: '2025-06-30' }]);
    expect(missing?.from).toBe('2025-07-01');
    expect(missing?.message).toContain('from 1 July 2025 to 31 December 2025 is not known');
  });

  it('hold to the last day asked for where the highest has no end', () => {
    const row = councilRowSchema.parse({
      ...{ kind: 'deferred-rate-ceiling', category: 'standard', from: '2025-07-01', to: null },
      ...{ value: '4.65', source: 'OBR, March 2025', replacesPublished: false },
    });
    expect(ratesOver(over('2025-08-01', '2025-08-31'), [], [row]).segments).toMatchObject([
      { from: '2025-08-01', to: '2025-08-31', percent: '4.65' },
    ]);
  });

  it('go on with what the council entered', () => {
    const row = councilRowSchema.parse({
      ...{ kind: 'deferred-rate-ceiling', category: 'standard', from: '2025-07-01', to: '2026-12-31' },
      ...{ value: '4.65', source: 'OBR, March 2025', replacesPublished: false },
    });
    const { segments, missing } = ratesOver(over('2025-06-30', '2026-12-31'), [], [row]);
    expect(missing).toBeNull();
    expect(segments.map(({ from, percent }) => [from, percent])).toEqual([
      ['2025-06-30', '4.25'],
      ['2025-07-01', '4.65'],
      ['2026-01-01', '4.65'],
      ['2026-07-01', '4.65'],
    ]);
  });
});
