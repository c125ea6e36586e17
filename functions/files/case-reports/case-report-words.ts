import { formatDate, type CalendarDate } from '../../../domain/calendar.ts';
import type { ShownCase } from '../../../events/api/audit-cases.ts';

type Finding = ShownCase['findings'][number];
type Decision = NonNullable<Finding['decided']>['decision'];
type Outcome = NonNullable<ShownCase['conclusion']>['outcome'];

export const severityWords = {
  error: 'asks for a decision',
  warning: 'to be looked at',
  information: 'only adds weight to others',
} as const satisfies Record<Finding['severity'], string>;

export const decisionWords = {
  upheld: 'Upheld',
  explained: 'Explained',
  'no-action': 'Nothing to do',
} as const satisfies Record<Decision, string>;

export const outcomeWords = {
  satisfactory: 'satisfactory',
  'advice-given': 'advice given',
  'recovery-proposed': 'money is to come back',
  referred: 'referred',
} as const satisfies Record<Outcome, string>;

export const stateWords = {
  open: 'Open',
  reopened: 'Opened again',
  'in-review': 'In review',
  'awaiting-information': 'Waiting for papers',
  concluded: 'Concluded',
} as const satisfies Record<ShownCase['state'], string>;

export const referralWords = {
  fraud: 'counter-fraud',
  safeguarding: 'safeguarding',
} as const satisfies Record<ShownCase['referrals'][number]['to'], string>;

/** The name of a check, a term or a part of a score as words: `payee-not-in-plan` is “Payee not in plan”. */
export function inWords(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who said something, when and why. */
export function saidBy({ by, on, reason }: { by: string; on: CalendarDate; reason: string }): string {
  return `${by} on ${formatDate(on)}: “${reason}”`;
}

export function daysText({ from, to }: { from: CalendarDate | null; to: CalendarDate | null }): string {
  if (from !== null && to !== null) return `${formatDate(from)} to ${formatDate(to)}`;
  const known = from ?? to;
  return known === null ? 'no days are known' : formatDate(known);
}

export function counted(count: number, one: string): string {
  return count === 1 ? `one ${one}` : `${count} ${one}s`;
}
