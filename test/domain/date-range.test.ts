import { expect, it } from 'vitest';
import { closedRangeSchema, dateRangeSchema } from '../../domain/date-range.ts';

it.each([
  ['ends on the day it starts', '2026-04-01', '2026-04-01', true],
  ['ends before it starts', '2026-04-02', '2026-04-01', false],
])('a period %s', (_, from, to, isOne) => {
  expect(closedRangeSchema.safeParse({ from, to }).success).toBe(isOne);
  expect(dateRangeSchema.safeParse({ from, to }).success).toBe(isOne);
});

it('a period may be open, where somebody will end it', () => {
  expect(dateRangeSchema.safeParse({ from: '2026-04-01', to: null }).success).toBe(true);
  expect(closedRangeSchema.safeParse({ from: '2026-04-01', to: null }).success).toBe(false);
});
