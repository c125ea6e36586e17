import { addDays, type CalendarDate } from '../../calendar.ts';
import { contains } from '../../date-range.ts';
import { inOrderOf } from '../../in-order-of.ts';
import { Decimal } from '../../money.ts';
import type { CarePackage } from '../../packages/care-package.ts';
import { cutAt, dayNumber, intersectSpan, OPEN, spanOf, type Span } from '../span.ts';
import type { EventRule } from './event-rule.ts';
import type { PackageFacts } from './package-facts.ts';

/** Days on which a package is paid, and how much of its price and of the contributions towards it. */
export type PayableDays = Span & { payPercent: string; chargePercent: string };

type Leaves = {
  payDays: number | null;
  payPercent: string;
  chargeDays: number | null;
  chargePercent: string;
};
type Happening = Span & { rule: Leaves };

/** Without a rule of the contract nothing is paid or charged while an event lasts. */
const NO_RULE = { payDays: 0, payPercent: '100', chargeDays: 0, chargePercent: '100' };

/**
 * The days of a package that are worth anything: its dates less what suspensions and a death leave of them by the
 * rules of its contract.
 */
export function payableDays({ carePackage, person, rules }: PackageFacts): PayableDays[] {
  const whole = spanOf({ from: carePackage.body.startDate, to: carePackage.body.endDate });
  const happenings = happeningsOf(carePackage.body, person?.body.dateOfDeath ?? null, rules.eventRules);
  const pieces = cutAt(whole, happenings.flatMap(boundaries));
  return pieces
    .map((piece) => ({
      ...piece,
      payPercent: least(happenings, piece, 'payDays', 'payPercent'),
      chargePercent: least(happenings, piece, 'chargeDays', 'chargePercent'),
    }))
    .filter(({ payPercent }) => Number(payPercent) !== 0);
}

function happeningsOf(
  carePackage: CarePackage,
  dateOfDeath: CalendarDate | null,
  rules: readonly EventRule[],
): Happening[] {
  const { suspensions } = carePackage;
  const happenings = suspensions.map(({ kind, ...days }) => ({
    ...spanOf(days),
    rule: ruleFor(carePackage, { event: kind, from: days.from }, rules),
  }));
  if (dateOfDeath !== null) {
    // The day of death itself is a day of care.
    const from = addDays(dateOfDeath, 1);
    happenings.push({
      first: dayNumber(from),
      last: OPEN,
      rule: ruleFor(carePackage, { event: 'death', from }, rules),
    });
  }
  return happenings;
}

function ruleFor(
  { serviceType, contract }: CarePackage,
  { event, from }: { event: string; from: CalendarDate },
  rules: readonly EventRule[],
): Leaves {
  const fitting = rules.filter(
    (rule) =>
      rule.event === event &&
      contains(rule, from) &&
      (rule.serviceType === null || rule.serviceType === serviceType) &&
      (rule.contract === null || rule.contract === contract),
  );
  const most = Math.max(...fitting.map(precision));
  const best = fitting.filter((rule) => precision(rule) === most);
  return inOrderOf(best, ({ from: began }) => began).at(-1) ?? NO_RULE;
}

/** A rule of the contract goes before one of the service type, and that before one for all; of equals the latest. */
function precision({ contract, serviceType }: EventRule): number {
  return (contract === null ? 0 : 2) + (serviceType === null ? 0 : 1);
}

function boundaries({ first, last, rule }: Happening): number[] {
  const ends = [rule.payDays, rule.chargeDays].flatMap((days) => (days === null ? [] : [first + days]));
  return [first, last + 1, ...ends.filter((day) => day <= last)];
}

/** Where events overlap, the one that leaves least decides. */
function least(
  happenings: readonly Happening[],
  piece: Span,
  days: 'payDays' | 'chargeDays',
  percent: 'payPercent' | 'chargePercent',
): string {
  let smallest = new Decimal(100);
  for (const { first, last, rule } of happenings) {
    if (intersectSpan(piece, { first, last }) === undefined) continue;
    const counted = rule[days];
    const share =
      counted === null || piece.first < first + counted ? new Decimal(rule[percent]) : new Decimal(0);
    if (share.lessThan(smallest)) smallest = share;
  }
  return smallest.toFixed();
}
