import { invariant } from '../outcome.ts';
import type { CarePackage } from '../packages/care-package.ts';
import { cardRateOn, usualDayType, type DayType } from '../pay/entitlement/card-rate.ts';
import { readWeekdays, weekdayOfDay } from '../pay/session-price.ts';
import { dateOfDay, dayNumber, spanOf, type Span } from '../pay/span.ts';
import type { Person } from '../records/person.ts';
import type { RateCard } from '../records/rate-card.ts';
import type { ServiceType } from '../records/service-type.ts';

/** What a provider was asked to deliver to one person, prepared so that a million lines can be held against it. */
export type Commissioned = {
  carePackage: CarePackage;
  serviceType: ServiceType;
  days: Span;
  diedOn: number | null;
  suspensions: readonly Span[];
  /** How many carers come at once. */
  carers: number;
  /** Monday first: the days on which care is planned; every day where the package names none. */
  weekdays: readonly boolean[];
  /** Ten-thousandths of a unit a week, as they hold on a day. */
  weekUnitsOn: (day: number) => number;
  /** The agreed rate of a unit on a day, in pounds; null where there is none that everybody would agree on. */
  rateOn: (day: number) => string | null;
};

export type CommissionedFacts = {
  carePackage: CarePackage;
  serviceType: ServiceType;
  person: Pick<Person, 'dateOfBirth' | 'dateOfDeath'> | null;
  rateCards: ReadonlyMap<string, RateCard>;
  bankHolidays: ReadonlySet<number>;
};

const TEN_THOUSANDTHS = 10_000;
const WEEKDAYS = 7;

/** A package as the checks of returns look at it. */
export function commissioned(facts: CommissionedFacts): Commissioned {
  const { carePackage, serviceType, person } = facts;
  const terms = carePackage.terms.map((term) => ({
    ...term,
    day: dayNumber(term.from),
    units: Math.round(Number(term.unitsPerWeek) * TEN_THOUSANDTHS),
  }));
  const [firstTerm, ...laterTerms] = terms;
  invariant(firstTerm !== undefined, 'a package has a term');
  const termOn = (day: number) => {
    let term = firstTerm;
    for (const later of laterTerms) if (later.day <= day) term = later;
    return term;
  };
  const cardRates = new Map<number, string | null>();
  const rateOn = (day: number): string | null => {
    const { rate, rateCardId } = termOn(day);
    // A package’s own rate holds on every day, before that of its card.
    if (rate !== null) return rate;
    const known = cardRates.get(day);
    if (known !== undefined) return known;
    const found = rateOfCard(day, rateCardId, facts);
    cardRates.set(day, found);
    return found;
  };
  const onlyRate = laterTerms.length === 0 ? firstTerm.rate : null;
  return {
    carePackage,
    serviceType,
    days: spanOf({ from: carePackage.startDate, to: carePackage.endDate }),
    diedOn: person?.dateOfDeath == null ? null : dayNumber(person.dateOfDeath),
    suspensions: carePackage.suspensions.map(spanOf),
    carers: carePackage.carers ?? 1,
    weekdays: weekdaysOf(carePackage.weekdays),
    weekUnitsOn: (day) => termOn(day).units,
    // Most packages have one rate for good, and a million lines ask for it.
    rateOn: onlyRate === null ? rateOn : () => onlyRate,
  };
}

function rateOfCard(
  day: number,
  rateCardId: string | null,
  { carePackage, person, rateCards, bankHolidays }: CommissionedFacts,
): string | null {
  const card = rateCardId === null ? undefined : rateCards.get(rateCardId);
  if (card === undefined) return null;
  const dateOfBirth = person?.dateOfBirth ?? null;
  const on = (dayType: DayType) =>
    cardRateOn({ card, carePackage, dateOfBirth, day: dateOfDay(day), dayType });
  const holiday = bankHolidays.has(day) ? on('bank-holiday') : null;
  // A card without a rate for bank holidays pays them as the day they are.
  const found = holiday?.found === true ? holiday : on(usualDayType(weekdayOfDay(day)));
  return found.found ? found.rate : null;
}

function weekdaysOf(text: string | null): boolean[] {
  const places = text === null ? null : readWeekdays(text);
  return Array.from({ length: WEEKDAYS }, (_, weekday) => places?.includes(weekday) ?? true);
}

function isPlanned(pack: Commissioned, day: number): boolean {
  const { days, diedOn, weekdays, suspensions } = pack;
  return (
    day >= days.first &&
    day <= days.last &&
    (diedOn === null || day <= diedOn) &&
    weekdays[weekdayOfDay(day)] === true &&
    !suspensions.some(({ first, last }) => day >= first && day <= last)
  );
}

/** Nights and days: nobody can be given more than one of them a day. */
const ONE_A_DAY: readonly ServiceType['unit'][] = ['day', 'night'];

/**
 * Ten-thousandths of a unit that were commissioned of some days: the week’s units shared evenly over its planned days.
 * Of nights and days a week that the package begins or ends in has what fits: one night of a package of one day.
 */
export function commissionedUnits(pack: Commissioned, span: Span): number {
  const { weekdays, weekUnitsOn, serviceType } = pack;
  const planned = weekdays.filter(Boolean).length;
  const isOneADay = ONE_A_DAY.includes(serviceType.unit);
  let units = 0;
  for (let day = span.first; day <= span.last; day += 1) {
    if (!isPlanned(pack, day)) continue;
    units += isOneADay
      ? Math.min(TEN_THOUSANDTHS, weekUnitsOn(day) / plannedInWeek(pack, day))
      : weekUnitsOn(day) / planned;
  }
  return Math.round(units);
}

function plannedInWeek(pack: Commissioned, day: number): number {
  const monday = day - weekdayOfDay(day);
  let days = 0;
  for (let each = monday; each < monday + WEEKDAYS; each += 1) if (isPlanned(pack, each)) days += 1;
  return days;
}
