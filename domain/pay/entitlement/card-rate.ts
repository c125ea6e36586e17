import { addDays, dateOf, yearMonthDay, type CalendarDate } from '../../calendar.ts';
import { contains } from '../../date-range.ts';
import type { CarePackage } from '../../packages/care-package.ts';
import type { RateCard, RateCardLine } from '../../records/rate-card.ts';
import { dayNumber } from '../span.ts';

export type DayType = 'weekday' | 'saturday' | 'sunday' | 'bank-holiday';

/** The kind of day a weekday is, Monday being 0, where it is no bank holiday. */
export function usualDayType(weekday: number): DayType {
  return weekday === 5 ? 'saturday' : weekday === 6 ? 'sunday' : 'weekday';
}

/** The rate of a card on a day, or why there is none that everybody would agree on. */
export type CardRate = { found: true; rate: string } | { found: false; rule: string; message: string };

type Asked = {
  card: RateCard;
  carePackage: CarePackage;
  dateOfBirth: CalendarDate | null;
  day: CalendarDate;
  /** The kind of day a session is on; a weekly price has none. */
  dayType: DayType | null;
};

/** Days on which a card may give another rate: its lines begin and end, and bands by age move on a birthday. */
export function cardChanges(card: RateCard, dateOfBirth: CalendarDate | null): number[] {
  const days: number[] = [];
  for (const line of card.lines) {
    days.push(dayNumber(line.from));
    if (line.to !== null) days.push(dayNumber(line.to) + 1);
    const ages = agesOf(line.band);
    if (ages !== null && dateOfBirth !== null) {
      days.push(dayNumber(birthday(dateOfBirth, ages.from)), dayNumber(birthday(dateOfBirth, ages.to + 1)));
    }
  }
  return days;
}

/**
 * The one rate a card gives: for the service type, the provider’s own before anybody’s, the visit length, the kind of
 * day before any day, the band of the person’s age before any age; of lines for the same the one that began last.
 */
export function cardRateOn(asked: Asked): CardRate {
  const holding = asked.card.lines.filter((line) => fits(line, asked));
  const best = preferred(holding, asked);
  const rates = new Set(best.map(({ rate }) => rate));
  const [rate] = rates;
  if (rate === undefined) {
    return {
      found: false,
      rule: 'no-rate-on-card',
      message: `Rate card ${asked.card.rateCardId} has no rate${asked.dayType === null ? '' : ` for a ${asked.dayType}`} that fits this package.`,
    };
  }
  if (rates.size > 1) {
    return {
      found: false,
      rule: 'several-rates-on-card',
      message: `Rate card ${asked.card.rateCardId} has ${rates.size} rates that fit this package (bands or zones). Use a card of one band and zone.`,
    };
  }
  return { found: true, rate };
}

function fits(line: RateCardLine, { carePackage, dateOfBirth, day, dayType }: Asked): boolean {
  const ages = agesOf(line.band);
  return (
    contains(line, day) &&
    line.serviceType === carePackage.serviceType &&
    (line.providerId === null || line.providerId === carePackage.providerId) &&
    (line.visitMinutes === null || line.visitMinutes === carePackage.visitMinutes) &&
    (line.dayType === null || line.dayType === 'any' || line.dayType === dayType) &&
    (ages === null || (dateOfBirth !== null && isAged(dateOfBirth, day, ages)))
  );
}

/** Narrows to the more particular lines, then to those that nothing later took the place of. */
function preferred(lines: readonly RateCardLine[], { carePackage }: Asked): RateCardLine[] {
  const narrowed = [
    (line: RateCardLine) => line.providerId === carePackage.providerId,
    (line: RateCardLine) => line.visitMinutes !== null,
    (line: RateCardLine) => line.dayType !== null && line.dayType !== 'any',
    (line: RateCardLine) => agesOf(line.band) !== null,
  ].reduce<readonly RateCardLine[]>((left, isParticular) => {
    const particular = left.filter(isParticular);
    return particular.length > 0 ? particular : left;
  }, lines);
  return narrowed.filter((line) => !narrowed.some((other) => replaces(other, line)));
}

/** A rate with an open end gives way to a later one for the same band and zone, as price lists do. */
function replaces(later: RateCardLine, { band, zone, from }: RateCardLine): boolean {
  return later.band === band && later.zone === zone && later.from > from;
}

/** Foster allowances name ages: `5-10` or `age 5-10`, both included. */
function agesOf(band: string | null): { from: number; to: number } | null {
  const read = /^(?:ages?\s+)?(\d{1,2})\s*(?:-|to)\s*(\d{1,2})$/i.exec(band ?? '');
  return read === null ? null : { from: Number(read[1]), to: Number(read[2]) };
}

function isAged(born: CalendarDate, day: CalendarDate, { from, to }: { from: number; to: number }): boolean {
  return day >= birthday(born, from) && day < birthday(born, to + 1);
}

/** Who was born on 29 February has their birthday on 1 March of other years (as English law counts ages). */
function birthday(born: CalendarDate, age: number): CalendarDate {
  const { year, month, day } = yearMonthDay(born);
  return addDays(dateOf({ year: year + age, month, day: 1 }), day - 1);
}
