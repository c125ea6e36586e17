import { expect, it } from 'vitest';
import { instant } from '../../domain/calendar.ts';
import type { WorkItem } from '../../events/api/settings.ts';
import { remindRateChanges } from '../../functions/remind-rate-changes/remind-rate-changes.ts';

it('asks once for each rate that is missing, says from when, and asks again for the same on the next day', async () => {
  const opened: Omit<WorkItem, 'state' | 'assignee'>[] = [];
  const deps = {
    facts: { currentFacts: () => Promise.resolve(new Map()) },
    work: { open: (work: Omit<WorkItem, 'state' | 'assignee'>) => Promise.resolve(opened.push(work) > 0) },
    clock: () => instant('2025-06-01T06:00:00.000Z'),
  };
  const { gaps } = await remindRateChanges(deps);
  expect(gaps).toBe(opened.length);
  expect(new Set(opened.map((work) => work.workId)).size).toBe(opened.length);
  expect(opened).toContainEqual({
    workId: 'reference:deferred-rate-ceiling:2025-07-01',
    area: 'settings',
    title:
      'Highest interest rate of a deferred payment agreement: no value is known from 1 July 2025. Enter what your council uses.',
    link: '/reference',
    risk: 'medium',
    openedAt: '2025-06-01T06:00:00.000Z',
    dueOn: '2025-07-01',
  });
});
