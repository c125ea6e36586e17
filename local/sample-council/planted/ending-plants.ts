import { type History } from '../statements/account-history.ts';
import { type StatementMark } from '../statements/statement.ts';
import { type RuleName } from './rule-names.ts';
import { put } from './spending-plant.ts';

/** A person who died, or an agreement that ended: final wages are lawful, shopping is not. */
export function plantAfterEnd(history: History): StatementMark[] {
  const { agreement, movements } = history;
  const died = agreement.person.diedOn;
  const endedOn = died ?? agreement.endOn;
  if (endedOn === undefined || endedOn + 6 > history.to || endedOn < history.from) return [];
  const rule: RuleName = died === undefined ? 'spending-after-end' : 'spending-after-death';
  const wages = movements.findLast(({ purpose }) => purpose === 'wages' || purpose === 'care');
  const marks: StatementMark[] = [];
  if (wages !== undefined) {
    const final = put(movements, { ...wages, day: endedOn + 2, text: `${wages.text} FINAL` });
    marks.push({ rule, expected: 'silent', note: 'final wages, as an employer owes them', on: final });
  }
  const shop = put(movements, {
    day: endedOn + 4,
    type: 'DEB',
    text: 'LARKMINSTER HOMEWARES',
    pence: -8450,
    purpose: 'planted',
  });
  marks.push({
    rule,
    expected: 'flag',
    distance: 'above',
    note: 'shopping four days after',
    on: shop,
    also: ['payee-not-in-plan', 'household-bill'],
  });
  return marks;
}

/**
 * Closes a monthly account exactly at its contingency, or a penny beside it. Monthly money is paid for the month that ends with
 * the statement, so nothing of the balance is paid in advance.
 */
export function plantSurplus(history: History, by: -1 | 0 | 1): StatementMark[] {
  const { agreement } = history;
  const moved = history.movements.reduce((sum, { pence }) => sum + pence, 0);
  history.openingPence = agreement.contingencyWeeks * agreement.weeklyBudgetPence + by - moved;
  const note = `closes ${by === 0 ? 'exactly at' : by > 0 ? 'a penny over' : 'a penny under'} ${agreement.contingencyWeeks} weeks of the budget`;
  const distance = by === 0 ? 'at' : by > 0 ? 'above' : 'below';
  return [
    {
      rule: 'balance-beyond-contingency',
      expected: by > 0 ? 'flag' : 'silent',
      distance,
      note,
      subject: agreement.agreementId,
    },
  ];
}
