import type { ShownArrangement } from '../../../events/api/arrangements.ts';
import { formatDate, formatMoney } from '../words/format.ts';

export type Arrangement = ShownArrangement['arrangement'];
type PlanItem = Arrangement['planItems'][number];
type Representative = Arrangement['representatives'][number];
export type SetUpStep = keyof Arrangement['setUp'];

export const roleWords = {
  deputy: 'Deputy',
  attorney: 'Attorney',
  appointee: 'Appointee',
  'nominated-person': 'Nominated person',
} as const satisfies Record<Representative['role'], string>;

export const frequencyWords = {
  weekly: 'a week',
  'four-weekly': 'every four weeks',
  monthly: 'a month',
  quarterly: 'a quarter',
  annually: 'a year',
  once: 'once',
} as const satisfies Record<NonNullable<PlanItem['frequency']>, string>;

export const paperWords = {
  statement: 'Bank statement',
  payslip: 'Payslips',
  timesheet: 'Timesheets',
  invoice: 'Invoices',
  receipt: 'Receipts',
  declaration: 'Declaration',
} as const satisfies Record<Arrangement['papersAsked'][number], string>;

export const stepWords = {
  told: 'Told what the money is for, and what papers to keep',
  accountOpened: 'Account opened',
  insurance: 'Employers’ liability insurance',
  payroll: 'Payroll',
} as const satisfies Record<SetUpStep, string>;

export const reviewWords = {
  first: 'The first review',
  regular: 'The regular review',
  'capacity-changed': 'A review because capacity changed',
} as const satisfies Record<ShownArrangement['reviewsDue'][number]['why'], string>;

/** `Jo Fenby, £225.00 a week`; what the plan leaves open is said. */
export function planItemInWords({ payee, amountPence, frequency }: PlanItem): string {
  const often = frequency === null ? '' : ` ${frequencyWords[frequency]}`;
  const sum =
    amountPence === null ? (frequency === null ? '' : often.trim()) : formatMoney(amountPence) + often;
  return [payee ?? 'from anybody', sum].filter((part) => part !== '').join(', ');
}

/** `since 1 May 2026`, or with its last day. */
export function rangeInWords({ from, to }: { from: string; to: string | null }): string {
  return to === null ? `since ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(to)}`;
}

export function stepInWords(done: Arrangement['setUp'][SetUpStep]): string {
  if (done === null) return 'Still to do';
  return done === 'not-needed' ? 'Not needed' : formatDate(done);
}

/** What stops letters today, in sentences an officer can act on. */
export function quietInWords({ bereavement, breathingSpace }: Arrangement, today: string): string[] {
  const covers = ({ from, to }: { from: string; to: string | null }) =>
    from <= today && (to === null || today <= to);
  const mourns = bereavement !== null && covers({ from: bereavement.since, to: bereavement.to });
  return [
    ...(mourns
      ? [
          `There was a death: nobody is chased ${endInWords(bereavement.to)}. The family deals with ${bereavement.contact} only.`,
        ]
      : []),
    ...(breathingSpace !== null && covers(breathingSpace)
      ? [`The person is in a Breathing Space: nobody is contacted ${endInWords(breathingSpace.to)}.`]
      : []),
  ];
}

function endInWords(to: string | null): string {
  return to === null ? 'until somebody enters the last day' : `through ${formatDate(to)}`;
}
