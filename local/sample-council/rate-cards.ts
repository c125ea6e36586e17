import { type SampleCalendar, isoOf, weekdayOf } from './days.ts';
import { type Provider, type RateCard, type ServiceTypeCode } from './model.ts';
import { pounds } from './pounds.ts';
import { lastYears, ratePence2026 } from './rates.ts';

export const rateCardColumns =
  'rateCardId,providerId,serviceType,visitMinutes,dayType,band,zone,rate,from,to'.split(',');

/** Visit lengths on the cards; short visits cost more an hour, as travel weighs more on them. */
const cardVisitMinutes = [30, 45, 60] as const;
const LENGTH_PREMIUM: Readonly<Record<(typeof cardVisitMinutes)[number], number>> = { 30: 92, 45: 46, 60: 0 };
const DAY_PREMIUM = { weekday: 0, saturday: 118, sunday: 164, 'bank-holiday': 1577 } as const;
const DAY_TYPES = ['weekday', 'saturday', 'sunday', 'bank-holiday'] as const;
/** Shared Lives bands by need, pence a week. */
export const bandPence = { A: 41_475, B: ratePence2026['shared-lives'], C: 61_115 } as const;
export const milePence = { town: ratePence2026.transport, rural: 61 } as const;
// England and Wales, the financial years the sample month may lie in.
const BANK_HOLIDAYS = new Set(
  '2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28 2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30'.split(
    ' ',
  ),
);

/**
 * Every second home-care agency prices by card (length × day type), the others by a rate on each package. A card has one id and
 * many lines; a line's rate is for one unit of the service type: an hour of a visit of that length.
 */
export function buildRateCards(providers: readonly Provider[], calendar: SampleCalendar): RateCard[] {
  const cards: RateCard[] = [];
  for (const provider of providers) {
    if (pricesByCard(provider)) cards.push(...homeCareCards(provider, calendar));
  }
  for (const [band, ratePence] of Object.entries(bandPence)) {
    cards.push(
      ...bothYears(
        { rateCardId: `RC-shared-lives-${band}`, serviceType: 'shared-lives', band, ratePence },
        calendar,
      ),
    );
  }
  for (const [zone, ratePence] of Object.entries(milePence)) {
    cards.push(
      ...bothYears(
        { rateCardId: `RC-transport-${zone}`, serviceType: 'transport', zone, ratePence },
        calendar,
      ),
    );
  }
  return cards;
}

export function pricesByCard({ role, index }: Provider): boolean {
  return role === 'home-care' && index % 2 === 0;
}

export function homeCareCardId(providerId: string): string {
  return `RC-${providerId}-home-care`;
}

export function* rateCardRows(cards: readonly RateCard[]): Generator<string[]> {
  for (const card of cards) {
    yield [
      card.rateCardId,
      card.providerId,
      card.serviceType,
      card.visitMinutes === undefined ? '' : String(card.visitMinutes),
      card.dayType,
      card.band,
      card.zone,
      pounds(card.ratePence),
      isoOf(card.from),
      card.to === undefined ? '' : isoOf(card.to),
    ];
  }
}

export function dayTypeOf(day: number): (typeof DAY_TYPES)[number] {
  if (BANK_HOLIDAYS.has(isoOf(day))) return 'bank-holiday';
  const weekday = weekdayOf(day);
  return weekday === 6 ? 'saturday' : weekday === 7 ? 'sunday' : 'weekday';
}

/** What a card agency's hour costs this financial year, for a visit of that length on that type of day. */
export function cardHourPence(visitMinutes: number, dayType: ReturnType<typeof dayTypeOf>): number {
  const length = cardVisitMinutes.find((minutes) => minutes === visitMinutes);
  if (length === undefined) throw new RangeError(`no rate card for visits of ${visitMinutes} minutes`);
  return ratePence2026['home-care'] + LENGTH_PREMIUM[length] + DAY_PREMIUM[dayType];
}

function homeCareCards({ providerId }: Provider, calendar: SampleCalendar): RateCard[] {
  return cardVisitMinutes.flatMap((visitMinutes) =>
    DAY_TYPES.flatMap((dayType) => {
      const ratePence = ratePence2026['home-care'] + LENGTH_PREMIUM[visitMinutes] + DAY_PREMIUM[dayType];
      return bothYears(
        {
          rateCardId: homeCareCardId(providerId),
          providerId,
          serviceType: 'home-care',
          visitMinutes,
          dayType,
          ratePence,
        },
        calendar,
      );
    }),
  );
}

type CardDraft = Partial<RateCard> & { rateCardId: string; serviceType: ServiceTypeCode; ratePence: number };

function bothYears(draft: CardDraft, { fyStart, previousFyStart }: SampleCalendar): RateCard[] {
  const line = {
    providerId: '',
    visitMinutes: undefined,
    dayType: 'any' as const,
    band: '',
    zone: '',
    ...draft,
  };
  return [
    { ...line, ratePence: lastYears(line.ratePence), from: previousFyStart, to: fyStart - 1 },
    { ...line, from: fyStart, to: undefined },
  ];
}
