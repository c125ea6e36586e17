import { dayOf, isoOf, weekdayOf, type SampleCalendar } from '../days.ts';
import { type Agreement, type PlanItem } from '../model.ts';
import { statementOf, type Movement, type Statement } from './statement.ts';

/** What an account's movements are for, beside their text: planting needs to find them again. */
type Purpose =
  | 'council-payment'
  | 'contribution'
  | 'wages'
  | 'payroll'
  | 'tax'
  | 'insurance'
  | 'cash'
  | 'care'
  | 'planted';
export type Known = Movement & { purpose: Purpose };
export type History = {
  agreement: Agreement;
  from: number;
  to: number;
  movements: Known[];
  openingPence: number;
};

/** A quarter of an account kept exactly as agreed: paid in on the due day, spent on what the plan names. */
export function historyOf(agreement: Agreement, calendar: SampleCalendar): History {
  const { monthTo } = calendar;
  const from = quarterStart(calendar);
  const last = Math.min(agreement.endOn ?? Infinity, agreement.person.diedOn ?? Infinity, monthTo);
  const movements = [
    ...councilPayments(agreement, from, last, monthTo),
    ...everySeventh(from, last, 1).map((day): Known =>
      paidIn(day, agreement.weeklyContributionPence, 'CONTRIBUTION FROM CLIENT', 'contribution'),
    ),
    ...agreement.planItems.flatMap((item, place) => spending(item, place, from, last)),
  ].filter(({ pence }) => pence !== 0);
  return { agreement, from, to: monthTo, movements, openingPence: openingFor(movements, agreement) };
}

/** A bank’s view of the whole quarter. */
export function wholeStatement({ agreement, from, to, movements, openingPence }: History): Statement {
  const { sortCode, accountNumber, payeeName: name } = agreement;
  return statementOf({ account: { sortCode, accountNumber, name }, from, to, movements, openingPence });
}

function quarterStart({ month }: SampleCalendar): number {
  const [year = 0, inYear = 1] = month.split('-').map(Number);
  const first = inYear - 2;
  const text = first < 1 ? `${year - 1}-${String(first + 12)}` : `${year}-${String(first).padStart(2, '0')}`;
  return dayOf(`${text}-01`);
}

/** Net of the contribution: the person pays that into the account themselves. Months are 52/12 weeks. */
function instalmentPence({ frequency, weeklyBudgetPence, weeklyContributionPence }: Agreement): number {
  const weekly = weeklyBudgetPence - weeklyContributionPence;
  if (frequency === 'monthly') return Math.floor((weekly * 52 + 6) / 12);
  return weekly * { weekly: 1, 'four-weekly': 4, quarterly: 13 }[frequency];
}

function councilPayments(agreement: Agreement, from: number, last: number, to: number): Known[] {
  const days = agreement.frequency === 'monthly' ? firstsOfMonths(from, to) : cycleDays(agreement, from);
  const text = `LARKSHIRE COUNCIL DP ${agreement.agreementId}`;
  return days
    .filter((day) => day <= last)
    .map((day) => paidIn(day, instalmentPence(agreement), text, 'council-payment'));
}

function cycleDays({ frequency, startOn }: Agreement, from: number): number[] {
  const step = { weekly: 7, 'four-weekly': 28, quarterly: 91, monthly: 28 }[frequency];
  const first = from + ((((startOn - from) % step) + step) % step);
  return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((turn) => first + turn * step);
}

function firstsOfMonths(from: number, to: number): number[] {
  const days: number[] = [];
  for (let day = from; day <= to; day += 1) if (isoOf(day).endsWith('-01')) days.push(day);
  return days;
}

function everySeventh(from: number, last: number, weekday: number): number[] {
  const days: number[] = [];
  for (let day = from; day <= last; day += 1) if (weekdayOf(day) === weekday) days.push(day);
  return days;
}

const PURPOSES: readonly (readonly [string, Purpose, Movement['type']])[] = [
  ['wages', 'wages', 'FPO'],
  ['payroll', 'payroll', 'DD'],
  ['tax', 'tax', 'FPO'],
  ['insurance', 'insurance', 'DD'],
  ['cash', 'cash', 'CPT'],
];

function spending(
  { what, payee, pence, frequency }: PlanItem,
  place: number,
  from: number,
  last: number,
): Known[] {
  const [, purpose, type] = PURPOSES.find(([word]) => what.includes(word)) ?? [
    '',
    'care' as const,
    'FPO' as const,
  ];
  const text = (
    purpose === 'cash' ? 'ATM LARKMINSTER HIGH ST' : purpose === 'wages' ? `${payee} WAGES` : payee
  ).toUpperCase();
  const days =
    frequency === 'weekly'
      ? everySeventh(from, last, 5)
      : frequency === 'monthly'
        ? firstsOfMonths(from, last).map((day) => day + 14 + place)
        : frequency === 'annually'
          ? [from + 40]
          : [];
  return days.filter((day) => day <= last).map((day) => ({ day, type, text, pence: -pence, purpose }));
}

function paidIn(day: number, pence: number, text: string, purpose: Purpose): Known {
  return { day, type: 'FPI', text, pence, purpose };
}

/** Enough that the account never falls below a week and a half of its budget; about what a prudent holder keeps. */
function openingFor(movements: readonly Known[], { weeklyBudgetPence }: Agreement): number {
  let [balance, lowest] = [0, 0];
  for (const { pence } of movements.toSorted((a, b) => a.day - b.day)) {
    balance += pence;
    lowest = Math.min(lowest, balance);
  }
  return Math.floor((weeklyBudgetPence * 3) / 2) - lowest;
}
