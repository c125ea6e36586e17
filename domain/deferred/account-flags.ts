import { addDays, daysBetween, formatDate, type CalendarDate } from '../calendar.ts';
import { formatPounds, negatePence, sumPence, type Pence } from '../money.ts';
import { monthsLater } from '../periods.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { DeferredAccount } from './account.ts';
import { newestValuation, type DeferredFacts } from './account-facts.ts';
import { owedAfter } from './statement.ts';

/**
 * What people have to look at in an account on a day: what could not be reckoned, what the equity limit kept from being
 * deferred, how safe the debt is, and what is to be done after a death or when all is repaid.
 */
export function accountFlags(
  known: DeferredFacts,
  account: DeferredAccount,
  { missing, today }: { missing: string | null; today: CalendarDate },
): Finding[] {
  const owed = owedAfter(account, account.through);
  return [
    ...(missing === null ? [] : [finding('error', 'account-not-reckoned', missing)]),
    ...notDeferred(account),
    ...(owed > 0
      ? [...securityFlags(known, owed), ...valueFlags(known, owed), ...deathFlags(known, owed, today)]
      : []),
    ...(known.record.closedOn === null ? valuationFlags(known, today) : []),
    ...endFlags(known, account, owed),
  ];
}

function notDeferred({ events }: DeferredAccount): Finding[] {
  const over = events.flatMap((event) =>
    event.kind === 'drawdown' && event.notDeferredPence > 0 ? [event] : [],
  );
  const [first] = over;
  if (first === undefined) return [];
  const amount = formatPounds(sumPence(over.map(({ notDeferredPence }) => notDeferredPence)));
  const message = `Since ${formatDate(first.from)} ${amount} of care were not deferred, as the equity limit was reached. Agree how they are paid.`;
  return [finding('error', 'equity-limit-reached', message)];
}

function securityFlags({ agreement: { chargeStatus } }: DeferredFacts, owed: Pence): Finding[] {
  if (chargeStatus === 'registered') return [];
  const why =
    chargeStatus === 'requested'
      ? 'The charge on the property was requested and is not registered'
      : 'No charge on the property is registered';
  return [finding('warning', 'debt-unsecured', `${why}: ${formatPounds(owed)} are owed without security.`)];
}

function valueFlags(known: DeferredFacts, owed: Pence): Finding[] {
  const { reviewAtPercent, revaluationAtPercent } = known.terms;
  const { valuePence } = newestValuation(known);
  const isOver = (percent: number): boolean => owed * 100 >= valuePence * percent;
  if (isOver(reviewAtPercent)) {
    const message = `The debt is at least ${reviewAtPercent}% of the value of the property. Review the agreement with the person.`;
    return [finding('warning', 'review-with-person', message)];
  }
  if (!isOver(revaluationAtPercent)) return [];
  const message = `The debt is at least ${revaluationAtPercent}% of the value of the property. Have it valued again.`;
  return [finding('warning', 'revaluation-due', message)];
}

function deathFlags({ diedOn, terms }: DeferredFacts, owed: Pence, today: CalendarDate): Finding[] {
  if (diedOn === null) return [];
  const dueOn = addDays(diedOn, terms.dueAfterDeathDays);
  const isLate = dueOn < today;
  const message = `The person died on ${formatDate(diedOn)}: ${formatPounds(owed)} ${isLate ? 'were' : 'are'} due on ${formatDate(dueOn)}. Interest runs until all is repaid.`;
  return [
    finding(isLate ? 'error' : 'information', isLate ? 'overdue-after-death' : 'due-after-death', message),
  ];
}

/** Whether what the property is worth is known well enough, and what was asked for comes in. */
function valuationFlags(known: DeferredFacts, today: CalendarDate): Finding[] {
  const { valuationMonths, valuationReminderDays } = known.terms;
  const awaited = known.record.valuations.filter(({ received }) => received === null);
  const reminders = awaited.flatMap(({ requestedOn, remindedOn }) => {
    const days = daysBetween(remindedOn.at(-1) ?? requestedOn, today);
    if (days < valuationReminderDays) return [];
    const message = `The valuation asked for on ${formatDate(requestedOn)} has not come: nobody was asked again for ${days} days.`;
    return [finding('warning', 'valuation-awaited', message)];
  });
  const { valuedOn } = newestValuation(known);
  if (awaited.length > 0 || monthsLater(valuedOn, valuationMonths) > today) return reminders;
  const message = `The property was valued on ${formatDate(valuedOn)}, more than ${valuationMonths} months ago. Have it valued again.`;
  return [...reminders, finding('warning', 'valuation-too-old', message)];
}

function endFlags({ record }: DeferredFacts, { events }: DeferredAccount, owed: Pence): Finding[] {
  const wasRepaid = events.some(({ kind }) => kind === 'repayment');
  if (owed < 0) {
    const message = `${formatPounds(negatePence(owed))} more was repaid than was owed. Pay it back.`;
    return [finding('error', 'repaid-too-much', message)];
  }
  if (owed > 0 || !wasRepaid || record.closedOn !== null) return [];
  const message = 'All is repaid. Close the account and have the charge taken off the property.';
  return [finding('information', 'to-be-closed', message)];
}
