import type { ParallelRun } from '../../../events/api/parallel-runs.ts';

export type Difference = ParallelRun['differences'][number];

/** What each cause of a difference is called. */
export const differenceCauses = {
  'unknown-package': 'We do not know it',
  'before-go-live': 'Before go-live',
  'already-paid-to': 'The old system had paid it',
  'not-started': 'Not started with us',
  ended: 'Ended with us',
  'person-died': 'The person died',
  suspended: 'Suspended with us',
  'not-in-our-run': 'Not in our run',
  'price-unknown': 'We have no price',
  'nothing-delivered': 'No return accepted',
  'nothing-due': 'Nothing due with us',
  'not-paid-by-them': 'They do not pay it',
  'held-by-us': 'Held by us',
  'payee-differs': 'Another payee',
  'rate-differs': 'Another rate',
  'days-differ': 'Other days',
  'component-only-ours': 'In our lines only',
  'component-only-theirs': 'In their lines only',
  'adjustment-by-us': 'Corrected by us',
  'earlier-days-by-them': 'Earlier days in their file',
  'nhs-share': 'Share of the NHS',
  'paid-twice-by-them': 'Twice in their file',
  rounding: 'Rounding',
  unexplained: 'Not explained',
} as const satisfies Record<Difference['cause'], string>;

const components: Readonly<Record<string, string>> = {
  cost: 'Care',
  contribution: 'Contribution',
  fnc: 'Funded nursing care',
  'top-up': 'Top-up',
  expense: 'Expense',
  'one-off': 'One-off',
  invoice: 'Paper invoice',
};

/** What of a package differs, where the file says it component by component. */
export function componentInWords(component: string | null): string {
  return component === null ? '' : (components[component] ?? component);
}
