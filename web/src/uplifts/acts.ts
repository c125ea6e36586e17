import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import type { Me } from '../../../events/api/settings.ts';
import { may } from '../session/permissions.ts';
import { counted, formatDate, formatMoney } from '../words/format.ts';
import { shownYear } from './cost-words.ts';
import { leftInWords, type Budget } from './uplift-words.ts';

export type Act = 'retry' | 'submit' | 'approve' | 'return' | 'apply' | 'undo';
type State = UpliftDetail['state'];

/** From which states each act is offered; the API decides. */
const POSSIBLE: Readonly<Record<Exclude<Act, 'retry'>, readonly State[]>> = {
  submit: ['previewed'],
  approve: ['sampled'],
  return: ['submitted', 'sampled', 'approved'],
  apply: ['approved'],
  undo: ['applied', 'verified'],
};
const ACTS = ['retry', 'submit', 'approve', 'apply', 'return', 'undo'] as const satisfies Act[];

/** Acts of which nobody may do both what they check and the check. */
const CHECKS: readonly Act[] = ['approve', 'undo'];

/** What someone is offered to do about an uplift. */
export function actsFor(uplift: UpliftDetail, me: Me): Act[] {
  if (isBusy(uplift)) return [];
  return ACTS.filter((act) => {
    if (act === 'retry') return uplift.problem !== null && may(me, 'retryUplifts');
    if (!POSSIBLE[act].includes(uplift.state)) return false;
    if (act === 'submit') return may(me, 'askForUplifts') && isSubmittable(uplift);
    if (CHECKS.includes(act) && isMaker(uplift, me)) return false;
    return may(me, 'checkUplifts');
  });
}

/** Whether it is being worked on; work that stands still is in nobody’s way. */
function isBusy({ working, problem }: UpliftDetail): boolean {
  return working !== null && problem === null;
}

/** Whether somebody asked for an uplift, changed or submitted it: they check and undo none of it. */
export function isMaker({ madeBy }: UpliftDetail, me: Me): boolean {
  return madeBy.includes(me.userId);
}

/** Rules that have to be mended first, or that change nothing, go before nobody. */
function isSubmittable({ totals }: UpliftDetail): boolean {
  return totals !== null && totals.refused === 0 && totals.changed > 0;
}

/** Whether the reader may ask for something else now. */
export function isChangeable(uplift: UpliftDetail, me: Me): boolean {
  const isOpen = ['draft', 'previewed', 'returned'].includes(uplift.state) && !isBusy(uplift);
  return isOpen && may(me, 'askForUplifts');
}

/** Whether the reader says of the lines of the sample whether they are right. */
export function isSampling(uplift: UpliftDetail, me: Me): boolean {
  const isOpen = ['submitted', 'sampled'].includes(uplift.state) && !isBusy(uplift);
  return isOpen && may(me, 'checkUplifts') && !isMaker(uplift, me);
}

type ActWords = {
  choice: string;
  /** What will be different afterwards, in numbers. */
  changes: (uplift: UpliftDetail) => string;
  button: (uplift: UpliftDetail) => string;
};

export const actWords: Readonly<Record<Act, ActWords>> = {
  retry: {
    choice: 'Try again',
    changes: () =>
      'The work goes on where it stood. Nothing of it is done twice, and nothing is decided anew.',
    button: () => 'Try again',
  },
  submit: {
    choice: 'Submit it to be checked',
    changes: (uplift) =>
      `${rates(uplift)} from ${formatDate(uplift.effectiveDate)}, ${costs(uplift)}, go before an approver, who opens ${counted(uplift.sample.length + uplift.sampleClosed, 'line')} of them first. You vouch for it, so you may neither check nor approve it.`,
    button: (uplift) => `Submit ${rates(uplift)}`,
  },
  approve: {
    choice: 'Approve it',
    changes: (uplift) =>
      `${rates(uplift)} may be applied from ${formatDate(uplift.effectiveDate)}, ${costs(uplift)}. ${stay(uplift)} No rate changes before it is applied.`,
    button: (uplift) => `Approve ${rates(uplift)}`,
  },
  return: {
    choice: 'Return it',
    changes: (uplift) =>
      `It goes back to ${uplift.madeBy.join(', ')} with your reason, and what was said of the sample is taken back. No rate changes.`,
    button: () => 'Return this uplift',
  },
  apply: {
    choice: 'Apply it',
    changes: (uplift) =>
      `${rates(uplift)} are written as new terms from ${formatDate(uplift.effectiveDate)} and then held against what was approved. ${arrears(uplift)} Packages that were changed since are left alone and named.`,
    button: (uplift) => `Apply ${rates(uplift)}`,
  },
  undo: {
    choice: 'Undo it',
    changes: (uplift) =>
      `${rates(uplift)} are taken back, and what they replaced holds again from ${formatDate(uplift.effectiveDate)}. That is ${formatMoney(uplift.totals?.fullYearPence ?? 0)} in a full year. What was paid at them comes back by the next pay runs.`,
    button: (uplift) => `Undo ${rates(uplift)}`,
  },
};

function rates({ totals }: UpliftDetail): string {
  return counted(totals?.changed ?? 0, 'new rate');
}

function costs(uplift: UpliftDetail): string {
  const { totals, budgets } = uplift;
  const sum = (pence: number, of: Budget['of'], when: string): string => {
    const budget = budgets.find((each) => each.of === of);
    const left = budget === undefined ? '' : ` (${leftInWords(budget)})`;
    return `${formatMoney(pence)} ${when}${left}`;
  };
  return `${sum(totals?.thisYearPence ?? 0, 'this-year', `in the financial year ${shownYear(uplift)}`)} and ${sum(totals?.fullYearPence ?? 0, 'full-year', 'in a full year')}`;
}

function stay({ totals }: UpliftDetail): string {
  const count = totals?.excluded ?? 0;
  return count === 1 ? '1 rate stays as it is.' : `${counted(count, 'rate')} stay as they are.`;
}

function arrears({ totals }: UpliftDetail): string {
  const pence = totals?.arrearsPence ?? 0;
  return pence === 0
    ? 'There are no arrears.'
    : `${formatMoney(pence)} of arrears come with the next pay run.`;
}
