import { describe, expect, it } from 'vitest';
import { readSpendingPlan } from '../../../domain/direct-payments/read-spending-plan.ts';

describe('the plan of an agreement', () => {
  it('says what may be bought, from whom, for how much and how often, and what is kept back', () => {
    const { plan, findings } = readSpendingPlan(
      'item:personal assistant wages|Jo Fenby|220.00|weekly; Item: day activity | | 15 | Four Weekly ;earmarked:redundancy|£900',
    );
    expect(findings).toEqual([]);
    expect(plan).toEqual({
      items: [
        { what: 'personal assistant wages', payee: 'Jo Fenby', amountPence: 22000, frequency: 'weekly' },
        { what: 'day activity', payee: null, amountPence: 1500, frequency: 'four-weekly' },
      ],
      earmarked: [{ what: 'redundancy', amountPence: 90000 }],
    });
  });

  it('may leave out who is paid, how much and how often', () => {
    expect(readSpendingPlan('item:outings').plan.items).toEqual([
      { what: 'outings', payee: null, amountPence: null, frequency: null },
    ]);
  });

  it.each([null, '', ' ; '])('says nothing where none is on record: %j', (text) => {
    expect(readSpendingPlan(text)).toEqual({ plan: { items: [], earmarked: [] }, findings: [] });
  });

  it.each([
    ['wages|Jo|220|weekly', 'begins neither with'],
    ['item:|Jo|220|weekly', 'does not say what it is for'],
    ['item:wages|Jo|220|weekly|more', 'more than what, payee, pounds and frequency'],
    ['item:wages|Jo|lots|weekly', '“lots”'],
    ['item:wages|Jo|-5|weekly', '“-5” is below nothing'],
    ['item:wages|Jo|220|daily', '“daily” is not a frequency'],
    ['earmarked:redundancy', 'amount'],
    ['earmarked:redundancy|900|weekly', 'more than what and pounds'],
    ['earmarked:redundancy|-900', 'below nothing'],
  ])('names a part it cannot read and keeps the others: %s', (part, why) => {
    const { plan, findings } = readSpendingPlan(`item:outings; ${part}; earmarked:insurance|96`);
    expect(plan.items.map(({ what }) => what)).toEqual(['outings']);
    expect(plan.earmarked.map(({ what }) => what)).toEqual(['insurance']);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ rule: 'plan-item-unreadable', field: 'planItems', value: part });
    expect(findings[0]?.message).toContain(why);
  });
});
