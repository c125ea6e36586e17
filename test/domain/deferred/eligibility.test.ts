import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { nothingRecordedYet, type EligibilityRecord } from '../../../domain/deferred/account-record.ts';
import { eligibilityOf, recordEligibility } from '../../../domain/deferred/eligibility.ts';
import { pence } from '../../../domain/money.ts';
import { deferredFacts } from '../../support/a-deferred-agreement.ts';

const facts = (changes: Partial<EligibilityRecord> = {}): EligibilityRecord => ({
  ...{ decidedOn: calendarDate('2026-05-01'), needsMetIn: 'care-home', otherCapitalPence: pence(23_250_00) },
  ...{ isHomeDisregarded: false, security: 'first-charge', defersTopUp: false },
  toldOfInterestOn: calendarDate('2026-04-20'),
  ...changes,
});
const decided = (changes: Partial<EligibilityRecord>) => {
  const { outcome, findings } = eligibilityOf(facts(changes), []);
  for (const { message } of findings) expect(message).toMatch(/^[A-Z].*\.$/);
  return [outcome, ...findings.map(({ rule }) => rule)];
};

describe('An agreement', () => {
  it('has to be offered in a care home, up to the capital limit, with a first charge on a home that counts', () => {
    expect(decided({})).toEqual(['duty']);
  });

  it.each([
    ['capital-above-limit', { otherCapitalPence: pence(23_250_01) }],
    ['supported-living', { needsMetIn: 'supported-living' }],
    ['home-disregarded', { isHomeDisregarded: true }],
    ['other-security', { security: 'other' }],
    ['top-up-deferred', { defersTopUp: true }],
  ] as const)('may be offered, and it is said why it need not be: %s', (rule, changes) => {
    expect(decided(changes)).toEqual(['power', rule]);
  });

  it.each([
    ['needs-met-at-home', { needsMetIn: 'own-home' }],
    ['no-security', { security: 'none' }],
    ['not-told-of-interest', { toldOfInterestOn: null }],
    ['not-told-of-interest', { toldOfInterestOn: calendarDate('2026-05-02') }],
    [
      'capital-limit-unknown',
      { decidedOn: calendarDate('1999-05-01'), toldOfInterestOn: calendarDate('1999-05-01') },
    ],
  ] as const)('may not be offered: %s', (rule, changes) => {
    expect(decided(changes)).toEqual(['refused', rule]);
  });

  it('keeps on record what it was decided on, and says what speaks against it', () => {
    const known = deferredFacts();
    const against = facts({ security: 'none' });
    const changed = recordEligibility(against, { known, today: calendarDate('2026-05-02'), newId: 'E1' });
    expect(changed.record).toEqual({ ...nothingRecordedYet('DA0001'), eligibility: against });
    expect(changed.findings).toMatchObject([{ rule: 'no-security', severity: 'warning' }]);
  });
});
