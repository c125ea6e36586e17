import { formatDate } from '../calendar.ts';
import { formatPounds, negatePence } from '../money.ts';
import type { InterestTerms } from './interest.ts';
import type { AccountLine } from './statement.ts';

const added = {
  simple: 'on the debt without earlier interest',
  daily: 'added each day',
  monthly: 'added each month',
  quarterly: 'added each quarter',
} as const satisfies Record<InterestTerms['compounding'], string>;

/** A line of a statement in a sentence: what it is, for which days, at which rate. */
export function explainLine(line: AccountLine, compounding: InterestTerms['compounding']): string {
  const { kind, from, date, amountPence, ratePercent, days, notDeferredPence, description } = line;
  const period = from === date ? `On ${formatDate(date)}` : `From ${formatDate(from)} to ${formatDate(date)}`;
  switch (kind) {
    case 'drawdown': {
      const kept = `${formatPounds(notDeferredPence)} could not be deferred, as the equity limit was reached.`;
      if (amountPence === 0 && notDeferredPence > 0) return `${period} care for ${kept}`;
      const care = `${period} care for ${formatPounds(amountPence)} was deferred: ${description}.`;
      return notDeferredPence === 0 ? care : `${care} Another ${kept}`;
    }
    case 'charge':
      return `${period} ${formatPounds(amountPence)} was added as an administration charge: ${description}.`;
    case 'interest':
      return `${period} (${days} ${days === 1 ? 'day' : 'days'}) interest of ${formatPounds(amountPence)} at ${ratePercent}% a year, ${added[compounding]}.`;
    case 'repayment':
      return `${period} ${formatPounds(negatePence(amountPence))} was repaid by ${description}.`;
  }
}
