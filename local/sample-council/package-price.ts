import { type Order } from './commission.ts';
import { type SampleCalendar } from './days.ts';
import { type Package, type Price, type Provider } from './model.ts';
import { nthOf, type Prng } from './prng.ts';
import { bandPence, cardHourPence, homeCareCardId, milePence, pricesByCard } from './rate-cards.ts';
import { ratePence2026 } from './rates.ts';

type Pricing = {
  order: Order;
  provider: Provider;
  prng: Prng;
  visitMinutes: number | undefined;
  nth: number;
  calendar: SampleCalendar;
};

/** This year's price: a rate card's where there is one, else a rate of the package's own a little off the usual. */
export function priceOf({ order, provider, prng, visitMinutes, nth, calendar }: Pricing): Price {
  const { serviceType, startOn } = order;
  const spread = prng.int(-8, 8);
  if (startOn >= calendar.previousFyStart) {
    // The weekday line stands for the card; visits look up the line of their own day.
    if (visitMinutes !== undefined && pricesByCard(provider)) {
      return {
        ratePence: cardHourPence(visitMinutes, 'weekday'),
        rateCardId: homeCareCardId(provider.providerId),
      };
    }
    if (serviceType === 'shared-lives') {
      const band = nthOf(['A', 'B', 'C'] as const, nth);
      return { ratePence: bandPence[band], rateCardId: `RC-shared-lives-${band}` };
    }
    if (serviceType === 'transport') {
      const zone = nthOf(['town', 'rural'] as const, nth);
      return { ratePence: milePence[zone], rateCardId: `RC-transport-${zone}` };
    }
  }
  return { ratePence: Math.round((ratePence2026[serviceType] * (100 + spread)) / 100) };
}

/** What one unit costs on a day: the last term that has begun, else the first. */
export function unitPenceOn(pack: Package, day: number): number {
  return pack.terms.findLast(({ effectiveFrom }) => effectiveFrom <= day)?.ratePence ?? pack.price.ratePence;
}
