import { describe, expect, it } from 'vitest';
import { returnChecksSchema, usualReturnChecks } from '../../../domain/returns/return-terms.ts';

describe('the settings of the checks', () => {
  it('that were stored before a check was there take its usual value', () => {
    const stored = {
      ...{ carerMinutesADay: 960, travelMinutes: 5, claimWindowDays: 84 },
      ...{ editedPercent: 20, exactPercent: 80 },
    };
    expect(returnChecksSchema.parse(stored)).toEqual(usualReturnChecks);
  });

  it('may have visits billed in steps, or by the minute', () => {
    const steps = (billingIncrementMinutes: unknown) =>
      returnChecksSchema.safeParse({ ...usualReturnChecks, billingIncrementMinutes }).success;
    expect([steps(15), steps(null), steps(0), steps(61), steps('15')]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
