import { addDays, minDate, type CalendarDate } from '../calendar.ts';
import { contains, type ClosedRange } from '../date-range.ts';
import { cumulativeProRata, pence, sumPence } from '../money.ts';
import { dateOfDay, spanOf, subtractSpans } from '../pay/span.ts';
import type { BankStatement } from '../statements/statement.ts';
import type { AuditFacts, CouncilPayment, PaidByCareledger } from './audited.ts';
import { dueOf, instalmentsOf, type Instalment } from './council-payments.ts';
import { daysOfStatement } from './statement-days.ts';
import type { PaidIn } from './surplus.ts';

type Known = Pick<AuditFacts, 'agreement' | 'changes' | 'paid'>;

/** Late payments come in the statement after: what was due so long before one is looked for in it. */
const DAYS_BEFORE = 28;

/**
 * What is looked for on the days of a statement and in the four weeks before it: what careledger paid from the first day it
 * paid the agreement for, and what was due by the agreement for the days before, when somebody else paid it.
 */
export function paymentsForStatement(known: Known, statement: BankStatement): CouncilPayment[] {
  const days = daysOfStatement(statement);
  if (days === null) return [];
  const range = { from: addDays(days.from, -DAYS_BEFORE), to: days.to };
  const before = beforeCareledger(known.paid, range);
  const sent = known.paid.payments
    .filter(({ payOn }) => contains(range, payOn))
    .map(({ paymentId, payOn, amountPence }) => ({ dueOn: payOn, amountPence, paymentId }));
  return [...(before === null ? [] : dueByAgreement(known, before)), ...sent];
}

/** What was due by the agreement’s calendar on the days that are not suspended, and its one-offs. */
function dueByAgreement({ agreement, changes }: Known, range: ClosedRange): CouncilPayment[] {
  const instalments = instalmentsOf(agreement, range).flatMap((each): CouncilPayment[] => {
    const parts = partsOf(each, { agreement, changes });
    if (isWhole(parts, each)) return [dueOf(agreement, each)];
    const amountPence = sumPence(parts.map((part) => part.amountPence));
    return parts.length === 0 ? [] : [{ dueOn: each.dueOn, amountPence }];
  });
  const oneOffs = changes.oneOffs
    .filter(({ on }) => contains(range, on))
    .map(({ on, what, amountPence }) => ({ dueOn: on, amountPence, oneOff: what }));
  return [...instalments, ...oneOffs];
}

/** What was paid in advance as far as it may reach beyond a balance: by the lines of careledger, and by the calendar before. */
export function paidBefore(
  known: Known,
  balanceOn: CalendarDate,
): { due: (Instalment & { isPart: boolean })[]; lines: PaidIn[] } {
  const range = { from: addDays(balanceOn, -LONGEST_COVER_DAYS), to: balanceOn };
  const before = beforeCareledger(known.paid, range);
  const due = before === null ? [] : instalmentsOf(known.agreement, before);
  return {
    due: due.flatMap((each) => {
      const parts = partsOf(each, known);
      return parts.map((part) => ({ ...part, isPart: !isWhole(parts, each) }));
    }),
    lines: known.paid.lines
      .filter(({ payOn }) => payOn <= balanceOn)
      .map(({ payOn, from, to, amountPence }) => ({ dueOn: payOn, amountPence, days: { from, to } })),
  };
}

const LONGEST_COVER_DAYS = 366;

/** Whether days of a payment by the calendar are suspended, so that less than all of it is due. */
export function isPartSuspended(
  known: Pick<Known, 'agreement' | 'changes'>,
  instalment: Instalment,
): boolean {
  return !isWhole(partsOf(instalment, known), instalment);
}

/** An instalment by its stretches of days that are not suspended, each paid by the day; whole where none is. */
function partsOf(
  instalment: Instalment,
  { agreement, changes }: Pick<Known, 'agreement' | 'changes'>,
): Instalment[] {
  const whole = spanOf(instalment.covers);
  const left = subtractSpans(whole, changes.suspensions.map(spanOf));
  const [first] = left;
  if (first?.first === whole.first && first.last === whole.last) return [instalment];
  const weeklyPence = pence(agreement.weeklyBudgetPence - (agreement.weeklyContributionPence ?? 0));
  return left.map((span) => ({
    dueOn: instalment.dueOn,
    amountPence: cumulativeProRata({ weeklyPence, firstDay: 1, lastDay: span.last - span.first + 1 }),
    covers: { from: dateOfDay(span.first), to: dateOfDay(span.last) },
  }));
}

function isWhole(parts: readonly Instalment[], instalment: Instalment): boolean {
  return parts[0] === instalment;
}

/**
 * The days of a range before the first that careledger paid for; all of them where it had paid nothing by their end, null
 * where none is.
 */
function beforeCareledger(paid: PaidByCareledger, range: ClosedRange): ClosedRange | null {
  const byThen = ({ payOn }: { payOn: CalendarDate }): boolean => payOn <= range.to;
  const first = firstPaidFor({
    payments: paid.payments.filter(byThen),
    lines: paid.lines.filter(byThen),
  });
  if (first === null) return range;
  return first <= range.from ? null : { from: range.from, to: addDays(first, -1) };
}

function firstPaidFor({
  payments,
  lines,
}: Pick<PaidByCareledger, 'payments' | 'lines'>): CalendarDate | null {
  const [first, ...others] = payments.map(({ payOn }) => payOn);
  if (first === undefined) return null;
  return minDate(first, ...others, ...lines.map(({ from }) => from));
}
