import { describe, expect, it } from 'vitest';
import { eventRuleSchema } from '../../../../domain/pay/entitlement/event-rule.ts';

const bedRetention = {
  event: 'hospital',
  serviceType: 'nursing',
  contract: null,
  from: '2026-04-01',
  to: null,
  payDays: 42,
  payPercent: '100',
  chargeDays: null,
  chargePercent: '0',
};

describe('a rule for an event', () => {
  it('says days and percentages of pay and charge; no number of days is all of them', () => {
    expect(eventRuleSchema.parse(bedRetention)).toEqual(bedRetention);
  });

  it.each([
    ['more than the whole', { payPercent: '100.5' }],
    ['less than nothing', { chargePercent: '-1' }],
    ['half a day', { payDays: 1.5 }],
    ['days below nothing', { chargeDays: -1 }],
    ['no event', { event: '' }],
  ])('is refused with %s', (_, wrong) => {
    expect(eventRuleSchema.safeParse({ ...bedRetention, ...wrong }).success).toBe(false);
  });
});
