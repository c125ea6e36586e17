import { formatDate, type CalendarDate } from '../../calendar.ts';
import { addPence, formatPounds, pence, type Pence } from '../../money.ts';
import { stillToGoBack } from '../asked-back.ts';
import type { AuditCheck, ClassifiedFacts } from '../audited.ts';
import { paidBefore } from '../expected-payments.ts';
import { agreedDays, auditFinding, totalOf } from '../found.ts';
import { matchCouncilPayments } from '../match-council-payments.ts';
import { balanceHoldsTo, closingOf, daysOfStatement, lastDayOf, overAgreedDays } from '../statement-days.ts';
import { contingencyOf, paidInAdvance, surplusOf, type AdvanceTerms } from '../surplus.ts';

/** More in the account at the end than belongs there, by the formula of surplus, as far as a statement can tell. */
export const balanceBeyondContingency: AuditCheck = (facts) => {
  const { agreement, plan, sent, terms } = facts;
  const balancePence = closingOf(sent.statement);
  const balanceOn = balanceHoldsTo(sent.statement);
  const lastDay = lastDayOf(facts);
  // What is left after an end is settled as a whole: no contingency is kept then.
  const isOver = lastDay !== null && balanceOn !== null && lastDay <= balanceOn;
  if (balancePence === null || balanceOn === null || isOver) return [];
  const { surplusPence, parts } = surplusOf({
    ...{ balancePence, balanceOn, earmarked: plan.earmarked },
    paidInAdvancePence: advanceOf(facts, balanceOn),
    // Bills that are owed are not in a statement; they are told of when the surplus is settled.
    uncleared: stillToGoBack(facts.paid.askedBack, {
      ...{ ...termsOf(facts), balanceOn, since: daysOfStatement(sent.statement)?.from ?? balanceOn },
    }),
    ownMoneyPence: ownMoneyOf(facts),
    contingencyPence: contingencyOf(agreement, String(terms.usualContingencyWeeks)),
  });
  if (surplusPence === 0 || surplusPence < terms.surplusFromPence) return [];
  return [
    auditFinding('balance-beyond-contingency', {
      severity: 'warning',
      amountPence: surplusPence,
      sentence: `On ${formatDate(balanceOn)} the account held ${formatPounds(balancePence)}, ${formatPounds(surplusPence)} more than belongs there. Ask what is still to be paid, and the social worker whether needs are met, before anything is asked back.`,
      evidence: parts.filter((part) => part.pence !== 0).map(({ why }) => why),
    }),
  ];
};

function termsOf({ agreement, person }: ClassifiedFacts): AdvanceTerms {
  return { agreement, diedOn: person.diedOn, months: 'days-of-the-month' };
}

/** Of what was paid, and did come as far as the statement shows, what is for later days. */
function advanceOf(facts: ClassifiedFacts, balanceOn: CalendarDate): Pence {
  const missing = new Set(
    matchCouncilPayments(facts).flatMap(({ due, paid }) => (paid === null ? [due.dueOn] : [])),
  );
  const { due, lines } = paidBefore(facts, balanceOn);
  const paid = [
    ...due.map(({ dueOn, amountPence, covers }) => ({ dueOn, amountPence, days: covers })),
    ...lines,
  ];
  return paidInAdvance(
    termsOf(facts),
    paid.filter(({ dueOn }) => !missing.has(dueOn)),
    balanceOn,
  );
}

/** Benefits, other money and what was paid beyond the contribution, as far as they came in by this statement. */
function ownMoneyOf(facts: ClassifiedFacts): Pence {
  const days = agreedDays(facts);
  const { agreement } = facts;
  const weekly = agreement.weeklyContributionPence ?? pence(0);
  const expected = days === null ? 0 : overAgreedDays(facts, weekly, days);
  const contributed = facts.movements.filter(({ told }) => told.category === 'contribution');
  const beyond = pence(Math.max(0, totalOf(contributed) - expected));
  const own = facts.movements.filter(
    ({ told }) => told.category === 'benefit' || told.category === 'other-income',
  );
  return addPence(totalOf(own), beyond);
}
