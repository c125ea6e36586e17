import { emptyArrangement, type Arrangement } from '../../domain/direct-payments/arrangement.ts';

/** An arrangement of which nothing is missing for somebody who employs nobody, but for what is said. */
export function anArrangement(more: Partial<Arrangement> = {}): Arrangement {
  return {
    ...emptyArrangement,
    setUp: { told: 'not-needed', accountOpened: 'not-needed', insurance: null, payroll: null },
    ...more,
  };
}
