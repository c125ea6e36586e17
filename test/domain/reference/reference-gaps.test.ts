import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { rateText } from '../../../domain/money.ts';
import { referenceGaps } from '../../../domain/reference/reference-gaps.ts';
import type { CouncilRow } from '../../../domain/reference/reference-row.ts';

const day = calendarDate;
const ceilings = (today: string, rows: CouncilRow[] = [], daysAhead = 60) =>
  referenceGaps({ today: day(today), daysAhead }, rows).filter((gap) => gap.kind === 'deferred-rate-ceiling');
const entered = (from: string, to: string | null): CouncilRow => ({
  kind: 'deferred-rate-ceiling',
  category: 'standard',
  from: day(from),
  to: to === null ? null : day(to),
  value: rateText('4.3'),
  source: 'our own circular',
  replacesPublished: false,
});

describe('values nobody knows yet', () => {
  it('are asked for from the day after the last known one, once that is near', () => {
    expect(ceilings('2025-06-01')).toEqual([
      { kind: 'deferred-rate-ceiling', from: '2025-07-01', categories: ['standard'] },
    ]);
    expect(ceilings('2025-03-01')).toEqual([]);
  });

  it('are asked for from the same day, on whichever day one looks, when they are missing already', () => {
    const gap = { kind: 'deferred-rate-ceiling', from: '2026-07-01', categories: ['standard'] };
    expect(ceilings('2026-11-22')).toEqual([gap]);
    expect(ceilings('2026-11-23')).toEqual([gap]);
  });

  it('are not asked for once the council entered them, and are again when that row ends', () => {
    expect(ceilings('2026-11-22', [entered('2025-07-01', null)])).toEqual([]);
    expect(ceilings('2026-11-22', [entered('2025-07-01', '2026-12-31')])).toEqual([
      { kind: 'deferred-rate-ceiling', from: '2027-01-01', categories: ['standard'] },
    ]);
  });
});
