import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComponentKind } from '../../../../domain/pay/component.ts';
import { agree, ourLine, reconcile, theirLine } from '../../../support/parallel-case.ts';

const dates = ['2022-11-21', '2022-12-05', '2022-12-12', '2022-12-19', '2022-12-31', '2023-01-15'] as const;
const range = fc
  .tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }))
  .map(([a, b]) => ({ from: dates[Math.min(a, b)] ?? dates[0], to: dates[Math.max(a, b)] ?? dates[0] }));
const ours = fc
  .record({
    range,
    component: fc.constantFrom<ComponentKind>('cost', 'contribution', 'fnc-payment', 'top-up'),
    rate: fc.constantFrom('700', '100', '33.33'),
    kind: fc.constantFrom('entitlement' as const, 'adjustment' as const),
    held: fc.boolean(),
  })
  .map(({ range: days, ...told }) => ourLine({ ...days, ...told }));
const theirs = fc
  .record({
    range,
    component: fc.constantFrom('', 'cost', 'contribution', 'fnc', 'top-up'),
    amount: fc.constantFrom('2800', '700', '-400', '0', '1400.01', '133.32'),
    providerId: fc.constantFrom('', 'P001', 'P002'),
  })
  .map(({ range: days, ...told }) => theirLine({ ...days, ...told }));

describe('whatever both sides say of a package', () => {
  it('matched and differences together are both sides to the penny, no line of theirs is lost, and the parts are the difference', () => {
    fc.assert(
      fc.property(fc.array(ours, { maxLength: 5 }), fc.array(theirs, { maxLength: 5 }), (our, their) => {
        const { matchedLines, matchedPence, leftOutPence, differences } = reconcile(our, their);
        const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0);
        const paid = our.filter(({ heldBy }) => heldBy === null);
        expect(agree(our, their)).toBe(differences.length === 0);
        expect(sum(differences.map(({ theirPence }) => theirPence)) + matchedPence).toBe(
          sum(their.map(({ amountPence }) => amountPence)),
        );
        expect(sum(differences.map(({ ourPence }) => ourPence)) + matchedPence + leftOutPence).toBe(
          sum(paid.map(({ amountPence }) => amountPence)),
        );
        const lines = differences.flatMap(({ theirLines }) => theirLines);
        expect(new Set(lines).size).toBe(lines.length);
        expect(lines.length + matchedLines).toBe(their.length);
        for (const { parts, differencePence, theirPence, ourPence } of differences) {
          expect(differencePence).toBe(theirPence - ourPence);
          expect(sum(parts.map(({ pence }) => pence))).toBe(differencePence);
          expect(parts.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
