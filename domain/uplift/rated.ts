import type { CalendarDate } from '../calendar.ts';
import { Decimal, poundsToPence, type Pence, type RateText } from '../money.ts';
import type { CarePackage } from '../packages/care-package.ts';
import type { RateCardLine } from '../records/rate-card.ts';
import type { CardSpell } from './card-spells.ts';
import type { RateSpell } from './rate-spells.ts';

/** A rate that could be changed, of a package or of a card, with all that rules ask of it. */
export type Rated<R extends RateText | null = RateText> = Pick<
  RateCardLine,
  'band' | 'zone' | 'dayType' | 'visitMinutes' | 'providerId'
> & {
  of: 'package' | 'rate-card';
  /** Of the package or of the card. */
  id: string;
  /** What of the card the rate is for; empty for a package. */
  place: string;
  serviceType: string;
  contract: string | null;
  rate: R;
  /** What it costs a week; null for a card, which costs nothing by itself, and where there is no rate. */
  weeklyPence: Pence | null;
  /** The first day of the rate before. */
  since: CalendarDate;
  /** The first and the last day of the new one. */
  from: CalendarDate;
  through: CalendarDate | null;
};

/** A package’s own rate over one spell, with the units it has where the change would begin. */
export function ratedPackage<R extends RateText | null>(
  carePackage: CarePackage,
  spell: Pick<RateSpell, 'since' | 'through'> & { from: CalendarDate; rate: R },
  unitsPerWeek: string,
): Rated<R> {
  const { packageId, providerId, serviceType, contract, visitMinutes } = carePackage;
  const { rate, since, from, through } = spell;
  const weekly = rate === null ? null : new Decimal(rate).times(unitsPerWeek);
  return {
    ...{ of: 'package', id: packageId, place: '', providerId, serviceType, contract, visitMinutes },
    ...{ band: null, zone: null, dayType: null, rate, since, from, through },
    weeklyPence: weekly === null ? null : poundsToPence(weekly, 'half-up'),
  };
}

/** One rate of a card over one spell. */
export function ratedCard(spell: CardSpell & { from: CalendarDate }): Rated {
  const { line, place, since, from, through } = spell;
  const { rateCardId, providerId, serviceType, visitMinutes, dayType, band, zone, rate } = line;
  return {
    ...{ of: 'rate-card', id: rateCardId, place, providerId, serviceType, contract: null, visitMinutes },
    ...{ band, zone, dayType, rate, weeklyPence: null, since, from, through },
  };
}
