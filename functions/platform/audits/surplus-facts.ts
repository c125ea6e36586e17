import { londonDate, type Instant } from '../../../domain/calendar.ts';
import {
  emptyArrangement,
  lacksCapacityOn,
  mayBeAskedFor,
  representativeOn,
} from '../../../domain/direct-payments/arrangement.ts';
import type { SentStatement } from '../../../domain/direct-payments/audited.ts';
import { stillToGoBack } from '../../../domain/direct-payments/asked-back.ts';
import { awaitsSafeguarding, type AuditCase } from '../../../domain/direct-payments/audit-case-state.ts';
import { paidBefore } from '../../../domain/direct-payments/expected-payments.ts';
import { balanceHoldsTo, closingOf } from '../../../domain/direct-payments/statement-days.ts';
import type { RecoveryFacts } from '../../../domain/direct-payments/surplus-recovery.ts';
import {
  contingencyOf,
  paidInAdvance,
  surplusOf,
  type Surplus,
} from '../../../domain/direct-payments/surplus.ts';
import { inOrderOf } from '../../../domain/in-order-of.ts';
import { pence } from '../../../domain/money.ts';
import type { EarmarkedSum } from '../../../domain/direct-payments/spending-plan.ts';
import { valueOn } from '../../../domain/settings/setting-definition.ts';
import { settings } from '../../../domain/settings/settings.ts';
import { factStore } from '../../store/fact-store.ts';
import { listStore } from '../../store/list-store.ts';
import type { Table } from '../../store/table.ts';
import { whatSpares } from '../direct-payments/what-spares.ts';

type Known = Parameters<typeof paidBefore>[0] & {
  diedOn: RecoveryFacts['diedOn'];
  earmarked: readonly EarmarkedSum[];
  usualContingencyWeeks: number;
  months: Parameters<typeof paidInAdvance>[0]['months'];
};

/** What is in the account beyond what belongs there, at the last balance that can be relied on; null without one. */
export function surplusNow(
  statements: readonly SentStatement[],
  { money, period }: Pick<AuditCase, 'money' | 'period'>,
  { diedOn, earmarked, usualContingencyWeeks, months, ...known }: Known,
): (Surplus & { balanceOn: NonNullable<ReturnType<typeof balanceHoldsTo>> }) | null {
  const balances = statements.flatMap(({ statement, notes }) => {
    const balancePence = closingOf(statement);
    const balanceOn = balanceHoldsTo(statement);
    const isBroken = notes.some(({ severity }) => severity === 'error');
    return balancePence === null || balanceOn === null || isBroken ? [] : [{ balancePence, balanceOn }];
  });
  const last = inOrderOf(balances, ({ balanceOn }) => balanceOn).at(-1);
  if (last === undefined) return null;
  const { agreement } = known;
  const { due, lines } = paidBefore(known, last.balanceOn);
  // By the calendar a payment is for the agreement’s own week, month or quarter, unless part of it is suspended.
  const payments = [
    ...due.map(({ isPart, covers, ...each }) => (isPart ? { ...each, days: covers } : each)),
    ...lines,
  ];
  const terms = { agreement, diedOn, months };
  const goingBack = stillToGoBack(known.paid.askedBack, {
    ...{ ...terms, since: period.from, balanceOn: last.balanceOn },
  });
  const surplus = surplusOf({
    ...last,
    earmarked,
    paidInAdvancePence: paidInAdvance(terms, payments, last.balanceOn),
    uncleared: [...(money?.uncleared ?? []), ...goingBack],
    ownMoneyPence: money?.ownMoneyPence ?? pence(0),
    contingencyPence: contingencyOf(agreement, String(usualContingencyWeeks)),
  });
  return { ...surplus, balanceOn: last.balanceOn };
}

/** What has to be known before money is asked back by a case. */
export async function recoveryFactsOf(
  auditCase: AuditCase,
  { personId, now }: { personId: string; now: Instant },
  table: Table,
): Promise<RecoveryFacts> {
  const { agreementId, socialWorker, money } = auditCase;
  const today = londonDate(now);
  const facts = factStore(table);
  const { financialReturns } = settings;
  const [arrangements, people, stored] = await Promise.all([
    facts.currentFacts('arrangement', [agreementId]),
    facts.currentFacts('person', [personId]),
    facts.currentFacts('setting', [financialReturns.name]),
  ]);
  const entered = arrangements.get(agreementId)?.body;
  const arrangement = entered ?? emptyArrangement;
  const terms = valueOn(financialReturns, stored.get(financialReturns.name)?.body.entries ?? [], today);
  const spared = await whatSpares({ personId, agreementId }, today, { facts, lists: listStore(table) });
  return {
    needs:
      socialWorker?.needsCheckedOn == null
        ? null
        : { checkedOn: socialWorker.needsCheckedOn, areMet: socialWorker.areNeedsMet },
    isSafeguardingOpen: spared.isSafeguardingOpen || awaitsSafeguarding(auditCase),
    capacity: entered === undefined ? 'not-recorded' : lacksCapacityOn(arrangement, today) ? 'lacks' : 'has',
    representative: representativeOn(arrangement, today, mayBeAskedFor.money),
    affordability: money?.affordability ?? null,
    breathingSpace: spared.breathingSpace,
    diedOn: people.get(personId)?.body.dateOfDeath ?? null,
    areFinalCostsPaid: money?.areFinalCostsPaid ?? false,
    quietDaysAfterDeath: terms.quietDaysAfterDeath,
    today,
  };
}
