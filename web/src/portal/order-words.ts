import type { OwnPackage } from '../../../events/api/record-shapes.ts';
import { formatDate, formatMoney } from '../words/format.ts';
import type { Word } from '../words/labels.ts';

/** What a provider said of an order. */
export const answerStates = {
  waiting: { word: 'Waits for you', tone: 'yellow' },
  agreed: { word: 'You agreed', tone: 'green' },
  rejected: { word: 'You said it is wrong', tone: 'red' },
  changed: { word: 'Changed since', tone: 'yellow' },
} as const satisfies Record<string, Word>;

export function answerOf({ agreement }: OwnPackage): keyof typeof answerStates {
  return agreement.state !== 'waiting' && agreement.changedSince ? 'changed' : agreement.state;
}

/** Whether somebody still has to look at it: what has ended needs no answer. */
export function isToAnswer(order: OwnPackage): boolean {
  const answer = answerOf(order);
  return order.state !== 'ended' && (answer === 'waiting' || answer === 'changed');
}

/** `£853.17 a week`, or where its price is. */
export function priceInWords({ weeklyPence, rateCardId, unitsPerWeek }: OwnPackage): string {
  if (weeklyPence !== null) return `${formatMoney(weeklyPence)} a week`;
  return `${unitsPerWeek} a week at the rates of ${rateCardId ?? 'your contract'}`;
}

export function datesInWords({ startDate, endDate }: OwnPackage): string {
  return endDate === null
    ? `from ${formatDate(startDate)}`
    : `from ${formatDate(startDate)} to ${formatDate(endDate)}`;
}
