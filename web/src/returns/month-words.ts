import type { MonthRow } from '../../../events/api/returns.ts';
import { counted, formatCount, formatDate, formatMoney } from '../words/format.ts';
import type { Word } from '../words/labels.ts';
import { monthBefore, monthInWords } from './month-text.ts';

/** Where a provider is with a month. */
export const standings = {
  missing: { word: 'Missing', tone: 'red' },
  awaited: { word: 'Not here yet', tone: 'grey' },
  decide: { word: 'To decide', tone: 'yellow' },
  elsewhere: { word: 'Came with another month', tone: 'blue' },
  done: { word: 'Received', tone: 'green' },
} as const satisfies Record<string, Word>;
export type Standing = keyof typeof standings;

/** Who has sent nothing is missing once the month is over; before that it is only awaited. */
export function standingOf({ isMissing, questioned, received }: MonthRow, isOver: boolean): Standing {
  if (isMissing) return isOver ? 'missing' : 'awaited';
  if (questioned > 0) return 'decide';
  return received === 0 ? 'elsewhere' : 'done';
}

export function changeOf({ acceptedPence, lastMonthPence }: MonthRow): number {
  return acceptedPence - lastMonthPence;
}

/** The change in whole percent; null where there was nothing before. */
export function changePercent(change: number, before: number): string | null {
  return before === 0 ? null : String(Math.round((change * 100) / before));
}

export function percentInWords(percent: string): string {
  return `${percent.startsWith('-') ? '' : '+'}${percent.replace('-', '−')}%`;
}

/** When a provider was reminded; empty where it was not. */
export function remindedInWords({ remindedAt }: MonthRow): string {
  return remindedAt.length === 0 ? '' : `Reminded on ${remindedAt.map(formatDate).join(', ')}`;
}

const sum = (rows: readonly MonthRow[], of: (row: MonthRow) => number): number =>
  rows.reduce((all, row) => all + of(row), 0);

/** The month as a whole: who sent, what waits, and what is accepted beside the month before. */
export function monthInSentences(month: string, rows: readonly MonthRow[], isOver: boolean): string[] {
  const expected = rows.filter(({ isExpected }) => isExpected);
  const missing = expected.filter(({ isMissing }) => isMissing).length;
  const here = expected.length - missing;
  const lines = sum(rows, ({ questioned }) => questioned);
  const waiting = rows.filter(({ questioned }) => questioned > 0).length;
  const accepted = sum(rows, ({ acceptedPence }) => acceptedPence);
  const before = sum(rows, ({ lastMonthPence }) => lastMonthPence);
  const held = sum(rows, ({ heldPence }) => heldPence);
  return [
    `${formatCount(here)} of ${counted(expected.length, 'expected provider')} ${here === 1 ? 'has' : 'have'} sent a return for ${monthInWords(month)}${missing === 0 ? '.' : `; ${formatCount(missing)} ${missing === 1 ? 'is' : 'are'} ${isOver ? 'missing' : 'still to come'}.`}`,
    lines === 0
      ? 'No line waits for a decision.'
      : `${counted(lines, 'line')} of ${counted(waiting, 'provider')} ${lines === 1 ? 'waits' : 'wait'} for a decision; ${formatMoney(held)} is held until then.`,
    `${formatMoney(accepted)} is accepted, ${besides(accepted, before)} of the same providers in ${monthInWords(monthBefore(month))}.`,
  ];
}

function besides(accepted: number, before: number): string {
  const change = accepted - before;
  const percent = changePercent(change, before);
  const share = percent === null ? '' : ` (${percentInWords(percent)})`;
  if (change === 0) return `the same as the ${formatMoney(before)}`;
  return `${formatMoney(Math.abs(change))} ${change > 0 ? 'more' : 'less'}${share} than the ${formatMoney(before)}`;
}

/** What came of reminding a provider. */
export function outcomeInWords(outcome: string): string {
  return outcomes[outcome] ?? outcome;
}

const outcomes: Readonly<Record<string, string>> = {
  sent: 'Reminded by e-mail',
  'sent-before': 'Reminded today already: no second e-mail went out',
  'under-way': 'Somebody else is reminding it at this moment',
  'no-address': 'No e-mail address is on record: reach it another way. This is in the work queue',
  'address-refused': 'Its e-mail address was not taken: reach it another way. This is in the work queue',
  'not-missing': 'Its return has come meanwhile',
  'not-sent': 'Not reminded: no e-mail can be sent now. Try again later',
};
