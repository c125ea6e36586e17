import { describe, expect, it } from 'vitest';
import { agreedPlan, stillOfExtract } from '../../../domain/direct-payments/agreed-plan.ts';
import type { PlanItem } from '../../../domain/direct-payments/spending-plan.ts';
import { pence } from '../../../domain/money.ts';

const wages = (payee: string | null, pounds: number): PlanItem => ({
  ...{ what: 'personal assistant wages', payee, amountPence: pence(pounds * 100), frequency: 'weekly' },
});
const extract = {
  items: [wages('Jo Fenby', 225), { ...wages(null, 40), what: 'swimming' }],
  earmarked: [{ what: 'redundancy', amountPence: pence(900_00) }],
};

describe('the plan that holds', () => {
  it('is the extract’s where nobody entered anything', () => {
    expect(agreedPlan(extract, { planItems: [], earmarked: [] })).toEqual(extract);
  });

  it('takes what was entered for the same thing from the same payee, however it is written', () => {
    const entered = { ...wages('JO FENBY', 240), what: 'Personal assistant wages' };
    const { items } = agreedPlan(extract, { planItems: [entered], earmarked: [] });
    expect(items).toEqual([entered, extract.items[1]]);
    const { items: swum } = agreedPlan(extract, {
      planItems: [{ ...wages(null, 50), what: 'Swimming' }],
      earmarked: [],
    });
    expect(swum.map(({ amountPence }) => amountPence)).toEqual([50_00, 225_00]);
  });

  it('adds another payee of the same thing', () => {
    const { items } = agreedPlan(extract, { planItems: [wages('Sam Hollin', 90)], earmarked: [] });
    expect(items.map(({ payee }) => payee)).toEqual(['Sam Hollin', 'Jo Fenby', null]);
  });

  it('keeps back each earmarked sum once, as it was entered', () => {
    const earmarked = [
      { what: 'Redundancy', amountPence: pence(1200_00) },
      { what: 'insurance', amountPence: pence(80_00) },
    ];
    expect(agreedPlan(extract, { planItems: [], earmarked }).earmarked).toEqual(earmarked);
    expect(stillOfExtract(extract, { planItems: [], earmarked }).earmarked).toEqual([]);
  });
});
