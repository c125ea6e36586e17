import { daysBetween, formatDate, type CalendarDate } from '../../calendar.ts';
import { formatPounds, pence, type Pence } from '../../money.ts';
import type { AuditCheck, AuditFinding, History } from '../audited.ts';
import type { Found } from '../classified.ts';
import { auditFinding, joined, payeeOf, totalOf, type FoundTogether } from '../found.ts';
import type { PlanFrequency, PlanItem } from '../spending-plan.ts';
import { lastDayOf } from '../statement-days.ts';

/** How many days a payment of the plan is for. */
const daysOf: Readonly<Record<PlanFrequency, number>> = {
  ...{ weekly: 7, 'four-weekly': 28, monthly: 30, quarterly: 91, annually: 365, once: 3660 },
};

/**
 * Payments above what the plan expects. Who is paid by the week may well be paid for four weeks at once, and HMRC for a
 * quarter: a payment may be for as long as it is since the one before it. What is settled after an end (notice, holiday
 * pay) has no rate.
 */
export const abovePlannedRate: AuditCheck = (facts) => {
  const { history } = facts;
  if (history === null) return [];
  const end = lastDayOf(facts);
  const paid = facts.movements.filter(
    ({ transaction: { amountPence, date }, told, place }) =>
      amountPence < 0 &&
      told.planItem !== null &&
      (end === null || date <= end) &&
      !facts.givenBack.has(place),
  );
  return facts.plan.items.flatMap((item, place) => {
    const own = paid.filter(({ told }) => told.planItem === place);
    return aboveItem(own, item, { history, percent: facts.terms.plannedRatePercent });
  });
};

type Against = { history: History; percent: number };

function aboveItem(found: readonly Found[], item: PlanItem, { history, percent }: Against): AuditFinding[] {
  const { amountPence, frequency } = item;
  if (amountPence === null || frequency === null) return [];
  const days = daysOf[frequency];
  const groups = groupsOf(found, days);
  let before = lastPaidBefore(groups, history);
  return groups.flatMap((group) => {
    const gap = before === null ? firstGap(groups, history) : daysBetween(before, group.from);
    before = group.from;
    const expected = amountPence * Math.max(1, Math.round(gap / days));
    const over = totalOf(group.found) - expected;
    if (over * 100 <= expected * percent) return [];
    return [above(group.found, { ...item, amountPence, frequency }, { over: pence(over), percent })];
  });
}

/** Payments for the same time, and the day of the first. */
type Group = { from: CalendarDate; found: FoundTogether };

/** Payments so close together that they are for the same time: within half of it. */
function groupsOf(found: readonly Found[], days: number): Group[] {
  const groups: Group[] = [];
  for (const each of found) {
    const last = groups.at(-1);
    const { date } = each.transaction;
    if (last !== undefined && daysBetween(last.from, date) < days / 2) last.found.push(each);
    else groups.push({ from: date, found: [each] });
  }
  return groups;
}

/** When the item was paid last before this statement. */
function lastPaidBefore([first]: readonly Group[], { movements }: History): CalendarDate | null {
  if (first === undefined) return null;
  const { planItem } = first.found[0].told;
  const last = movements.findLast(
    ({ told, transaction }) =>
      told.planItem === planItem && transaction.amountPence < 0 && transaction.date < first.from,
  );
  return last?.transaction.date ?? null;
}

/** Of the first payment that is known, as many days as lie between it and the next, or as the statement has. */
function firstGap(groups: readonly Group[], { days }: History): number {
  const [first, second] = groups.map(({ from }) => from);
  if (first !== undefined && second !== undefined) return daysBetween(first, second);
  return daysBetween(days.from, days.to) + 1;
}

type Priced = PlanItem & { amountPence: Pence; frequency: PlanFrequency };

function above(
  found: FoundTogether,
  item: Priced,
  { over, percent }: { over: Pence; percent: number },
): AuditFinding {
  const dates = joined(found.map(({ transaction }) => formatDate(transaction.date)));
  return auditFinding('above-planned-rate', {
    severity: 'warning',
    found,
    amountPence: over,
    sentence: `${formatPounds(totalOf(found))} was paid on ${dates} to ${payeeOf(found)}; the plan expects ${formatPounds(item.amountPence)} ${item.frequency} for ${item.what}. Ask for the payslip or invoice, and what the rest was for.`,
    evidence: [`More than ${percent}% above the plan asks for a look.`],
  });
}
