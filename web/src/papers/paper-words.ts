import type { ShownReturn } from '../../../events/api/financial-returns.ts';
import { counted, formatDate, formatDays } from '../words/format.ts';
import type { Word } from '../words/labels.ts';

/** What each state of a financial return is called. */
export const returnStates = {
  expected: { word: 'Expected', tone: 'grey' },
  due: { word: 'Due', tone: 'yellow' },
  'reminded-1': { word: 'Reminded once', tone: 'yellow' },
  'reminded-2': { word: 'Reminded twice', tone: 'yellow' },
  escalated: { word: 'Escalated', tone: 'red' },
  received: { word: 'Received', tone: 'blue' },
  accepted: { word: 'Accepted', tone: 'green' },
  paused: { word: 'Paused', tone: 'grey' },
} as const satisfies Record<ShownReturn['state'], Word>;

const steps = {
  'reminder-1': 'First reminder',
  'reminder-2': 'Second reminder',
  escalation: 'Escalation',
  referral: 'Referred to adult social care',
} as const satisfies Record<NonNullable<ShownReturn['lastStep']>['step'], string>;

export const paperKinds = {
  payslip: 'Payslip',
  timesheet: 'Timesheet',
  invoice: 'Invoice',
  receipt: 'Receipt',
} as const;

export function lastStepInWords({ lastStep }: ShownReturn): string {
  return lastStep === null ? 'None yet' : `${steps[lastStep.step]}, ${formatDate(lastStep.on)}`;
}

/** Which days are missing: all of them, or those that are. */
export function missingInWords({ missing, period }: ShownReturn): string {
  if (missing.length === 0) return 'Nothing';
  const [first] = missing;
  if (missing.length === 1 && first?.from === period.from && first.to === period.to) return 'All of it';
  return missing.map(({ from, to }) => formatDays(from, to)).join('; ');
}

/** How many papers are due, how many of them are late and how late the latest is, and how many wait. */
export function dueInSentence(returns: readonly ShownReturn[]): string {
  const late = returns.filter(({ daysLate, state }) => daysLate > 0 && state !== 'paused');
  const paused = returns.filter(({ state }) => state === 'paused').length;
  const most = Math.max(0, ...late.map(({ daysLate }) => daysLate));
  return [
    `The papers of ${counted(returns.length, 'agreement')} are due and have not all come.`,
    late.length === 0
      ? 'None is late.'
      : `${counted(late.length, 'of them is', 'of them are')} late, by up to ${counted(most, 'day')}.`,
    ...(paused === 0
      ? []
      : [`For ${counted(paused, 'agreement')} nobody is chased, since there was a death.`]),
  ].join(' ');
}
