import * as z from 'zod';
import {
  calendarDateSchema,
  daysBetween,
  formatDate,
  londonDate,
  minDate,
  type CalendarDate,
  type Instant,
} from '../../calendar.ts';
import { accruedTotalSchema, type AccruedAmount, type AccruedTotal } from '../../ledger/accruals.ts';
import { allocatePence, formatPounds, pence, penceSchema, sumPence, type Pence } from '../../money.ts';
import { refuse, type Reading } from '../../outcome.ts';
import { financialYearOf } from '../../periods.ts';
import type { PayLine } from './pay-line.ts';
import { payRunKindSchema, type PayRun } from './pay-run.ts';

export const accrualStateSchema = z.enum(['proposed', 'approved', 'cancelled']);

/** Care of a year that no run had booked by its end, from a preview; it keeps its totals, since the preview is forgotten in a day. */
export const accrualSchema = z.object({
  accrualId: z.string(),
  kind: payRunKindSchema,
  year: z.string(),
  yearEnd: calendarDateSchema,
  payRunId: z.string(),
  issuedSince: z
    .array(z.string())
    .describe(
      'Runs that paid care of the year after its end, booked in the new year: it is among the totals.',
    ),
  /** Of the preview: which lines these totals are. */
  linesHash: z.string(),
  state: accrualStateSchema,
  /** Who previewed and who proposed it: neither approves it. */
  madeBy: z.array(z.string()),
  totals: z.array(accruedTotalSchema),
  totalPence: penceSchema,
});
export type Accrual = z.infer<typeof accrualSchema>;

/** Bought or spent on a day: cost of the year of its first day, however long it is dated. */
const COST_OF_FIRST_DAY: readonly PayLine['component'][] = ['one-off', 'expense'];

type Line = Pick<PayLine, 'component' | 'coding' | 'from' | 'to' | 'amountPence'>;

/**
 * What the lines of a preview come to on days of the year that ended, coded as an issued run codes them; held lines are
 * among them, since the care was given. A line that goes on after 31 March, as a direct payment in advance does, is
 * parted by days: of £700 from 29 March to 4 April, three days or £300 belong to the year.
 */
export function unpaidCare(lines: readonly Line[], yearEnd: CalendarDate): AccruedAmount[] {
  return lines.flatMap(({ component, coding, from, to, amountPence }) => {
    if (from > yearEnd) return [];
    const within = daysBetween(from, minDate(to, yearEnd)) + 1;
    const beyond = COST_OF_FIRST_DAY.includes(component) ? 0 : daysBetween(from, to) + 1 - within;
    const [share = pence(0)] = allocatePence(amountPence, [within, beyond]);
    return [{ account: accountOf(component), coding, amountPence: share }];
  });
}

function accountOf(component: PayLine['component']): AccruedAmount['account'] {
  if (component === 'nhs-share') return 'nhs-income';
  return component === 'contribution' || component === 'top-up' ? 'client-income' : 'expenditure';
}

/** What an accrual is made of: a preview of the year’s last day, and the lines it shows. */
export type Accruable = { yearEnd: CalendarDate; linesHash: string; computedFrom: Instant };

/** The year that a preview can become the accrual of, or why it cannot. */
export function accruable(run: PayRun): Reading<Accruable> {
  const { state, linesHash, computedFrom, throughDate, scope, calendar, hypothetical } = run;
  if (state !== 'preview')
    return refuse('not-a-preview', `Run ${run.payRunId} is ${state}: an accrual is proposed from a preview.`);
  if (linesHash === null || computedFrom === null)
    return refuse('not-complete', 'The preview is still being computed. Propose it once it is complete.');
  const { to } = financialYearOf(throughDate);
  if (throughDate !== to)
    return refuse(
      'not-a-year-end',
      `The preview goes through ${formatDate(throughDate)}. An accrual needs one through ${formatDate(to)}, the year’s last day.`,
    );
  if (londonDate(computedFrom) <= to)
    return refuse(
      'year-not-over',
      `The preview was made before ${formatDate(to)} had passed, so that what it shows may still be paid in the year. Preview it again in April.`,
    );
  if (scope !== null || calendar !== null || hypothetical.length > 0)
    return refuse(
      'not-of-all',
      'The preview is of a part only, or of changes that are only thought. Preview everything of its kind, without a calendar.',
    );
  return { ok: true, value: { yearEnd: to, linesHash, computedFrom } };
}

/** The accrual a preview proposes; refused where nothing is left unpaid. */
export function proposeAccrual(
  run: PayRun,
  {
    yearEnd,
    linesHash,
    totals,
    issuedSince,
    by,
  }: Omit<Accruable, 'computedFrom'> & {
    totals: readonly AccruedTotal[];
    issuedSince: readonly string[];
    by: string;
  },
): Reading<Accrual> {
  if (totals.length === 0)
    return refuse(
      'nothing-unpaid',
      `Everything through ${formatDate(yearEnd)} was paid and booked by then: there is nothing to accrue.`,
    );
  const { payRunId, kind } = run;
  const year = financialYearOf(yearEnd).name;
  return {
    ok: true,
    value: {
      ...{ accrualId: `${kind}-${year}-${payRunId}`, kind, year, yearEnd, payRunId },
      issuedSince: [...issuedSince],
      ...{ linesHash, state: 'proposed', madeBy: [...new Set([run.startedBy, by])] },
      totals: [...totals],
      totalPence: sumPence(totals.map(({ amountPence }) => amountPence)),
    },
  };
}

export type AccrualAct = { act: 'approve'; limitPence: Pence | null } | { act: 'cancel' };

/** An accrual after an act, or why not: it is no longer proposed, the same person made it, it is over the user’s limit. */
export function decideAccrual(accrual: Accrual, act: AccrualAct, userId: string): Reading<Accrual> {
  if (accrual.state !== 'proposed')
    return refuse('wrong-state', `The accrual is ${accrual.state}; to ${act.act} it, it has to be proposed.`);
  if (act.act === 'cancel') return { ok: true, value: { ...accrual, state: 'cancelled' } };
  if (accrual.madeBy.includes(userId))
    return refuse(
      'maker-is-checker',
      'You previewed or proposed this accrual. Somebody else has to approve it.',
    );
  const amount = pence(Math.abs(accrual.totalPence));
  if (act.limitPence === null || amount > act.limitPence) {
    const may =
      act.limitPence === null
        ? 'You may not approve payments'
        : `You may approve up to ${formatPounds(act.limitPence)}`;
    return refuse('over-limit', `${may}, and this accrual is ${formatPounds(amount)}.`);
  }
  return { ok: true, value: { ...accrual, state: 'approved' } };
}
