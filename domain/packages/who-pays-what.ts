import { addDays, type CalendarDate } from '../calendar.ts';
import { sameValue } from '../facts/canonical-json.ts';
import { contains } from '../date-range.ts';
import { inOrderOf } from '../in-order-of.ts';
import { Decimal, exactPenceToPence, pence, poundsToPence, type Pence } from '../money.ts';
import { invariant } from '../outcome.ts';
import type { Contribution } from '../records/contribution.ts';
import type { CouncilRow } from '../reference/reference-row.ts';
import { listReferenceRows, referencePenceOn } from '../reference/reference-value.ts';
import { termOn, type CarePackage, type Term } from './care-package.ts';

export type Payer = {
  payer: 'council' | 'person' | 'third-party' | 'nhs';
  collector: 'provider' | 'council' | null;
  kind: Contribution['kind'] | 'council-share' | 'nhs-share';
  contributionId: string | null;
  weeklyPence: Pence | null;
};

/** A longest run of days on which the same people pay the same amounts. */
export type Stretch = {
  from: CalendarDate;
  to: CalendarDate | null;
  suspended: string | null;
  weeklyCostPence: Pence | null;
  unitsPerWeek: string;
  rate: string | null;
  rateCardId: string | null;
  payers: Payer[];
};

export type WhoPaysWhat = { stretches: Stretch[]; missing: string[] };

/**
 * Who pays what for a package on each of its days: the parts of a stretch add up to its weekly cost, and what nobody
 * else pays is the council's. Contributions, FNC and top-ups exist on payable days only, so while a package is
 * suspended nobody pays. A price or a national rate that is not known is null and said, never 0.
 */
export function whoPaysWhat(
  carePackage: CarePackage,
  contributions: readonly Contribution[],
  councilRows: readonly CouncilRow[],
): WhoPaysWhat {
  const active = contributions.filter((each) => each.status !== 'cancelled');
  const missing = new Set<string>();
  const stretches: Stretch[] = [];
  const starts = startDays(carePackage, active, councilRows);
  for (const [place, from] of starts.entries()) {
    const next = starts[place + 1];
    const to = next === undefined ? carePackage.endDate : addDays(next, -1);
    const day = dayOf({ carePackage, active, councilRows, missing }, from);
    const last = stretches.at(-1);
    if (
      last !== undefined &&
      sameValue({ ...last, from: null, to: null }, { ...day, from: null, to: null })
    ) {
      last.to = to;
    } else stretches.push({ ...day, from, to });
  }
  return { stretches, missing: [...missing] };
}

/** The days of the package on which something may change: its first, and each day a fact starts or has just ended. */
function startDays(
  carePackage: CarePackage,
  contributions: readonly Contribution[],
  councilRows: readonly CouncilRow[],
): CalendarDate[] {
  const ranges = [
    ...carePackage.suspensions,
    ...contributions.map(({ startDate, endDate }) => ({ from: startDate, to: endDate })),
    ...listReferenceRows('funded-nursing-care'),
    ...councilRows,
  ];
  const days = [
    carePackage.startDate,
    ...carePackage.terms.map((term) => term.from),
    ...ranges.flatMap(({ from, to }) => (to === null ? [from] : [from, addDays(to, 1)])),
  ];
  const whole = { from: carePackage.startDate, to: carePackage.endDate };
  return [...new Set(days)].filter((day) => contains(whole, day)).sort();
}

type Facts = {
  carePackage: CarePackage;
  active: readonly Contribution[];
  councilRows: readonly CouncilRow[];
  missing: Set<string>;
};

function dayOf(facts: Facts, day: CalendarDate): Omit<Stretch, 'from' | 'to'> {
  const { carePackage, active } = facts;
  const term = termOn(carePackage, day);
  invariant(term !== undefined, 'a package has a term on each of its days');
  const { unitsPerWeek, rate, rateCardId } = term;
  const price = { unitsPerWeek, rate, rateCardId };
  const suspension = carePackage.suspensions.find((each) => contains(each, day));
  if (suspension !== undefined) {
    return { suspended: suspension.kind, weeklyCostPence: pence(0), ...price, payers: [] };
  }
  const current = active.filter(({ startDate, endDate }) => contains({ from: startDate, to: endDate }, day));
  const others = inOrderOf(current, ({ kind, contributionId }) => `${kind} ${contributionId}`).map(
    (contribution) => contributor(contribution, facts, day),
  );
  const fnc = total(others.filter(({ kind }) => kind === 'fnc'));
  const own = priceOf(term);
  // A rate that excludes FNC is paid beside it; a rate that includes it is paid in part by it (practice: FNC).
  const cost = carePackage.rateIncludesFnc === false ? plus(own, fnc) : own;
  const nhs = nhsShare(carePackage, minus(cost, fnc));
  const council: Payer = {
    payer: 'council',
    collector: null,
    kind: 'council-share',
    contributionId: null,
    weeklyPence: minus(cost, total([...others, ...nhs])),
  };
  return { suspended: null, weeklyCostPence: cost, ...price, payers: [council, ...others, ...nhs] };
}

/** Units times rate, rounded once, half up; null where a rate card, not one rate, prices the package. */
function priceOf({ unitsPerWeek, rate }: Term): Pence | null {
  if (rate === null) return null;
  return poundsToPence(new Decimal(unitsPerWeek).times(rate), 'half-up');
}

function contributor(contribution: Contribution, facts: Facts, day: CalendarDate): Payer {
  const { kind, collector, contributionId, weeklyAmountPence } = contribution;
  const payer = kind === 'fnc' ? 'nhs' : kind === 'top-up' ? 'third-party' : 'person';
  // An empty amount means the national rate; only fnc may have one (contract of the contributions extract).
  const weeklyPence = weeklyAmountPence ?? nationalFnc(facts, day);
  return { payer, collector, kind, contributionId, weeklyPence };
}

function nationalFnc({ councilRows, missing }: Facts, date: CalendarDate): Pence | null {
  const found = referencePenceOn({ kind: 'funded-nursing-care', category: 'standard', date }, councilRows);
  if (found.outcome === 'found') return found.valuePence;
  missing.add(found.message);
  return null;
}

/** The NHS's percentage of what FNC leaves; continuing healthcare is the NHS's wholly unless a percentage says otherwise. */
function nhsShare({ funding, nhsSharePercent }: CarePackage, shared: Pence | null): Payer[] {
  const percent = nhsSharePercent ?? (funding === 'chc' ? '100' : '0');
  if (Number(percent) === 0) return [];
  const weeklyPence =
    shared === null ? null : exactPenceToPence(new Decimal(shared).times(percent).dividedBy(100), 'half-up');
  return [{ payer: 'nhs', collector: 'council', kind: 'nhs-share', contributionId: null, weeklyPence }];
}

function total(payers: readonly Payer[]): Pence | null {
  return payers.reduce<Pence | null>((sum, { weeklyPence }) => plus(sum, weeklyPence), pence(0));
}

/** What is not known makes every sum with it not known. */
function plus(left: Pence | null, right: Pence | null): Pence | null {
  return left === null || right === null ? null : pence(left + right);
}

function minus(left: Pence | null, right: Pence | null): Pence | null {
  return left === null || right === null ? null : pence(left - right);
}
