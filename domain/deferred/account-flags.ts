import { addDays, daysBetween, formatDate, type CalendarDate } from '../calendar.ts';
import { formatPounds, negatePence, sumPence, type Pence } from '../money.ts';
import { monthsLater } from '../periods.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { DeferredAccount } from './account.ts';
import { newestValuation, type DeferredFacts } from './account-facts.ts';
import type { DeferredAccountRecord } from './account-record.ts';
import { termsOn } from './deferred-terms.ts';
import { refusalsOf } from './eligibility.ts';
import { redemptionOn } from './reckoned.ts';
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
    ...notEligible(known.record),
    ...(known.record.closedOn === null ? notDeferred(account) : []),
    ...(owed > 0
      ? [
          ...securityFlags(known, owed),
          ...valueFlags(known, account, { owed, today }),
          ...deathFlags(known, owed, today),
        ]
      : []),
    ...(known.record.closedOn === null ? valuationFlags(known, today) : []),
    ...endFlags(known, owed),
  ];
}

/** What was recorded says that care may not be deferred, and it is. */
function notEligible({ eligibility }: DeferredAccountRecord): Finding[] {
  if (eligibility === null) return [];
  return refusalsOf(eligibility).map(({ message }) =>
    finding('error', 'not-eligible', `By what was recorded no agreement may be made. ${message}`),
  );
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

/** What is owed without a charge; of other security that was agreed the land register says nothing. */
function securityFlags({ agreement: { chargeStatus }, record }: DeferredFacts, owed: Pence): Finding[] {
  if (chargeStatus === 'registered' || record.eligibility?.security === 'other') return [];
  const why =
    chargeStatus === 'requested'
      ? 'The charge on the property was requested and is not registered'
      : 'No charge on the property is registered';
  return [finding('warning', 'debt-unsecured', `${why}: ${formatPounds(owed)} are owed without security.`)];
}

/** A valuation since the debt reached its share is what was asked for; the review with the person is held all the same. */
function valueFlags(
  known: DeferredFacts,
  account: DeferredAccount,
  { owed, today }: { owed: Pence; today: CalendarDate },
): Finding[] {
  const { reviewAtPercent, revaluationAtPercent } = termsOn(known.terms, today);
  const { valuePence, valuedOn } = newestValuation(known);
  const isOver = (percent: number, sum: Pence): boolean => sum * 100 >= valuePence * percent;
  const wasValuedSince =
    valuedOn >= account.from && isOver(revaluationAtPercent, owedAfter(account, valuedOn));
  const flag = (rule: string, percent: number, what: string): Finding =>
    finding('warning', rule, `The debt is at least ${percent}% of the value of the property. ${what}`);
  return [
    ...(isOver(reviewAtPercent, owed)
      ? [flag('review-with-person', reviewAtPercent, 'Review the agreement with the person.')]
      : []),
    ...(isOver(revaluationAtPercent, owed) && !wasValuedSince
      ? [flag('revaluation-due', revaluationAtPercent, 'Have it valued again.')]
      : []),
  ];
}

function deathFlags({ diedOn, terms }: DeferredFacts, owed: Pence, today: CalendarDate): Finding[] {
  if (diedOn === null) return [];
  const dueOn = addDays(diedOn, termsOn(terms, today).dueAfterDeathDays);
  const isLate = dueOn < today;
  const message = `The person died on ${formatDate(diedOn)}: ${formatPounds(owed)} ${isLate ? 'were' : 'are'} due on ${formatDate(dueOn)}. Interest runs until all is repaid.`;
  return [
    finding(isLate ? 'error' : 'information', isLate ? 'overdue-after-death' : 'due-after-death', message),
  ];
}

/** Whether what the property is worth is known well enough, and what was asked for comes in. */
function valuationFlags(known: DeferredFacts, today: CalendarDate): Finding[] {
  const { valuationMonths, valuationReminderDays } = termsOn(known.terms, today);
  const awaited = known.record.valuations.filter(({ received }) => received === null);
  const reminders = awaited.flatMap(({ requestedOn, remindedOn }) => {
    const days = daysBetween(remindedOn.at(-1) ?? requestedOn, today);
    if (days < valuationReminderDays) return [];
    const message = `The valuation asked for on ${formatDate(requestedOn)} has not come: nobody was asked again for ${days} days.`;
    return [finding('warning', 'valuation-awaited', message)];
  });
  const { valuedOn } = newestValuation(known);
  if (awaited.length > 0 || monthsLater(valuedOn, valuationMonths) > today) return reminders;
  const message = `The property was valued on ${formatDate(valuedOn)}, at least ${valuationMonths} months ago. Have it valued again.`;
  return [...reminders, finding('warning', 'valuation-too-old', message)];
}

function endFlags(known: DeferredFacts, owed: Pence): Finding[] {
  const { closedOn, repayments } = known.record;
  if (closedOn !== null && owed > 0) {
    const message = `${formatPounds(owed)} are owed, though the account was closed on ${formatDate(closedOn)}: something was corrected since. Open it again, and ask for it or close it anew.`;
    return [finding('error', 'owed-after-closing', message)];
  }
  const [last] = repayments
    .map(({ on }) => on)
    .toSorted()
    .slice(-1);
  if (closedOn === null && last !== undefined && redemptionOn(known, last).owedPence === 0) {
    const message = `All was repaid on ${formatDate(last)}. Close the account on that day and have the charge taken off the property.`;
    return [finding('information', 'to-be-closed', message)];
  }
  if (owed >= 0) return [];
  const message = `${formatPounds(negatePence(owed))} more was repaid than was owed. Pay it back.`;
  return [finding('error', 'repaid-too-much', message)];
}
