import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import type { Found, SpendingCategory } from '../../../domain/direct-payments/classified.ts';
import { planBesideSpending } from '../../../domain/direct-payments/plan-beside-spending.ts';
import { pence } from '../../../domain/money.ts';

const days = { from: calendarDate('2026-04-06'), to: calendarDate('2026-05-03') };
const paid = (category: SpendingCategory, pounds: number, planItem: number | null = null): Found => ({
  place: 0,
  transaction: {
    ...{ date: days.from, text: category, amountPence: pence(pounds * -100), balancePence: null },
    ...{ kind: null, reference: null, place: { line: 1 } },
  },
  told: { category, by: planItem === null ? 'rule' : 'plan', why: '', payeeKey: category, planItem },
});
const wages = {
  ...{ what: 'Wages', payee: 'Jo Park', amountPence: pence(225_00), frequency: 'weekly' as const },
};
const open = { what: 'Swimming', payee: null, amountPence: null, frequency: null };
const plan = { items: [wages, open], earmarked: [] };

describe('a plan beside what was spent', () => {
  it('says of each item what it expects over the days, and what was spent on it', () => {
    const rows = planBesideSpending(plan, [paid('wages', 225, 0), paid('wages', 200, 0)], days);
    expect(rows).toEqual([
      {
        ...{ what: 'Wages', payee: 'Jo Park', isPlanned: true, plannedPence: 900_00 },
        ...{ spentPence: 425_00, payments: 2 },
      },
      {
        ...{ what: 'Swimming', payee: null, isPlanned: true, plannedPence: null },
        ...{ spentPence: 0, payments: 0 },
      },
    ]);
  });

  it('says by kind what was spent beside it, the most first, and counts nothing that was paid in', () => {
    const rows = planBesideSpending(
      { items: [], earmarked: [] },
      [paid('cash', 20), paid('household-bill', 60), paid('cash', 10), paid('council-payment', -1000)],
      days,
    );
    expect(rows.map(({ what, isPlanned, spentPence }) => [what, isPlanned, spentPence])).toEqual([
      ['Household bill', false, 60_00],
      ['Cash', false, 30_00],
    ]);
  });
});
