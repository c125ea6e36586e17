import { type SampleCalendar, weekdayOf } from '../days.ts';
import { type Package, type Provider, type VisitPlan } from '../model.ts';
import { unitPenceOn } from '../package-price.ts';
import { type Prng } from '../prng.ts';
import { cardHourPence, dayTypeOf, pricesByCard } from '../rate-cards.ts';
import { type Suspension } from '../suspensions.ts';
import { type VisitLine } from './visit-line.ts';

// Planned minutes a carer needs between two people. Starts drift by 6 and lengths by 3, so at least 10 remain in truth.
const PLANNED_GAP_MINUTES = 25;
const MOST_MINUTES_A_CARER_DAY = 9 * 60;

type Rostering = {
  provider: Provider;
  packages: readonly Package[];
  suspensions: ReadonlyMap<string, Suspension>;
  calendar: SampleCalendar;
  prng: Prng;
};

/** A month of one agency without any error: each visit as commissioned, each carer in one place at a time. */
export function rosterOf({ provider, packages, suspensions, calendar, prng }: Rostering): VisitLine[] {
  const lines: VisitLine[] = [];
  for (let day = calendar.monthFrom; day <= calendar.monthTo; day += 1) {
    const visits = packages
      .filter((pack) => isVisited(pack, day, suspensions.get(pack.packageId)))
      .flatMap((pack) => visitsOf(pack, day, provider, prng))
      .sort((a, b) => a.startMinute - b.startMinute);
    assignCarers(visits, provider);
    lines.push(...visits);
  }
  return lines;
}

function hourPenceOn(pack: Package, plan: VisitPlan, day: number): number {
  const byCard = pricesByCard(pack.provider) && pack.price.rateCardId !== undefined;
  return byCard ? cardHourPence(plan.visitMinutes, dayTypeOf(day)) : unitPenceOn(pack, day);
}

function isVisited(
  { visitPlan, startOn, endOn, person }: Package,
  day: number,
  suspension: Suspension | undefined,
): boolean {
  if (visitPlan?.weekdays.includes(weekdayOf(day)) !== true) return false;
  const last = Math.min(endOn ?? Infinity, person.diedOn ?? Infinity);
  const isSuspended = suspension !== undefined && day >= suspension.from && day <= suspension.to;
  return day >= startOn && day <= last && !isSuspended;
}

function visitsOf(pack: Package, day: number, provider: Provider, prng: Prng): VisitLine[] {
  const plan = pack.visitPlan;
  if (plan === undefined) return [];
  // Double-handed visits are one row that says two carers, or two rows: by agency, never both.
  const asTwoRows = plan.carers === 2 && provider.index % 2 === 1;
  return plan.startMinutes.flatMap((startMinute) => {
    const first = visitAt({ pack, plan, day, startMinute, prng, carers: asTwoRows ? 1 : plan.carers });
    return asTwoRows ? [first, { ...first, isSecondCarer: true, says: {} }] : [first];
  });
}

type Visit = { pack: Package; plan: VisitPlan; day: number; startMinute: number; prng: Prng; carers: number };

function visitAt({ pack, plan, day, startMinute, prng, carers }: Visit): VisitLine {
  const chance = prng.int(0, 999);
  return {
    pack,
    day,
    startMinute,
    claimedMinutes: plan.visitMinutes,
    actualStart: startMinute + prng.int(-6, 6),
    actualMinutes: plan.visitMinutes + prng.int(-3, 3),
    monitoring: chance < 20 ? 'edited' : chance < 60 ? 'manual' : 'auto',
    carers,
    isSecondCarer: false,
    carerId: '',
    ratePence: hourPenceOn(pack, plan, day),
    note:
      chance === 999
        ? 'Key safe, "front" door;\ndog friendly'
        : chance === 998
          ? '=see log – visit ok'
          : chance < 20
            ? 'Phone flat, times from log'
            : '',
    says: {},
  };
}

function assignCarers(visits: readonly VisitLine[], provider: Provider): void {
  const freeFrom: number[] = [];
  const worked: number[] = [];
  for (const visit of visits) {
    let carer = freeFrom.findIndex(
      (from, place) =>
        from <= visit.startMinute && (worked[place] ?? 0) + visit.claimedMinutes <= MOST_MINUTES_A_CARER_DAY,
    );
    if (carer === -1) carer = freeFrom.length;
    freeFrom[carer] = visit.startMinute + visit.claimedMinutes + PLANNED_GAP_MINUTES;
    worked[carer] = (worked[carer] ?? 0) + visit.claimedMinutes;
    visit.carerId = `${provider.providerId}-C${String(carer + 1).padStart(2, '0')}`;
  }
}
