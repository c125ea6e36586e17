import { formatDate, type CalendarDate } from '../calendar.ts';
import type { RateCard } from '../records/rate-card.ts';
import { noCost } from './cost-of-change.ts';
import {
  saidByRows,
  saidByRules,
  underRow,
  underRule,
  type MatchContext,
  type NamedRate,
} from './match-rules.ts';
import { withNewCardRates, type NewRateDays } from './new-terms.ts';
import { ratedCard, type Rated } from './rated.ts';
import { cardPlace, cardSpellFromDay, cardSpells, type CardSpell } from './card-spells.ts';
import { namesLine, type NamedRates } from './rates-file.ts';
import { rulingOf, type Ruling } from './ruling.ts';
import { changeOf, type UpliftLine } from './uplift-line.ts';
import type { Changer, Decided } from './verdict.ts';

/** A card as an uplift leaves it, and the first day on which anything of it changes. */
export type CardAfter = { card: RateCard; from: CalendarDate; by: UpliftLine['by'] };

/** What an uplift does about each rate of a card. What that costs is told at the packages it prices. */
export function previewCard(
  card: RateCard,
  { named, ...context }: MatchContext & { named: NamedRates },
): UpliftLine[] {
  const rows = rowsByPlace(card, named.cards.get(card.rateCardId) ?? []);
  return cardSpells(card).flatMap((spell) => {
    const ruling = rulingOn(card, spell, rows.get(spell.place) ?? [], context);
    return ruling === null ? [] : [cardLine(ruling)];
  });
}

type Row = NamedRate & { isAmbiguous: boolean };

/** Rows of the file by the rate they name; of each whether it could be for several. */
function rowsByPlace(card: RateCard, rows: NonNullable<ReturnType<NamedRates['cards']['get']>>) {
  const byPlace = new Map<string, Row[]>();
  for (const { row, number, newRate, from } of rows) {
    const places = new Set(card.lines.filter((line) => namesLine(row, line)).map(cardPlace));
    for (const place of places) {
      const isAmbiguous = places.size > 1;
      byPlace.set(place, [...(byPlace.get(place) ?? []), { number, newRate, from, isAmbiguous }]);
    }
  }
  return byPlace;
}

function rulingOn(
  { rateCardId }: RateCard,
  spell: CardSpell,
  rows: readonly Row[],
  context: MatchContext,
): Ruling | null {
  const rateFrom = (day: CalendarDate): Rated | undefined => {
    const days = cardSpellFromDay(spell, day);
    return days === undefined ? undefined : ratedCard(days);
  };
  const ruling = rulingOf([
    ...saidByRules(rateFrom, context, (rated, by, rule) => underRule(rated, by, rule, context)),
    ...saidByRows(rateFrom, rows, ofOneRate),
  ]);
  if (!spell.isAmbiguous || ruling === null || ruling.decided.outcome === 'excluded') return ruling;
  const why = `Card ${rateCardId} has two rates for the same thing from ${formatDate(spell.line.from)}. Correct the card first.`;
  const { by } = changeOf(ruling);
  return { ...ruling, decided: { outcome: 'refused', by, rule: 'two-rates-on-card', why } };
}

/** What a row of the file makes of a rate of a card; one that could be for several of them is refused. */
function ofOneRate(rated: Rated, by: Changer, row: Row): Decided {
  if (!row.isAmbiguous) return underRow(rated, by, row);
  const why = `Line ${row.number} of the file is for several rates of card ${rated.id}. Name the visit length, kind of day, band or zone as well; “any” is the rate of days without one of their own.`;
  return { outcome: 'refused', by: [by], rule: 'named-rate-ambiguous', why };
}

function cardLine({ rated, ...ruling }: Ruling): UpliftLine {
  const { id, place, providerId, serviceType, visitMinutes, dayType, band, zone, from, through, rate } =
    rated;
  return {
    lineId: `rate-card:${id}:${place}:${from}`,
    ...{ of: 'rate-card', packageId: null, personId: null, rateCardId: id, place, providerId, serviceType },
    ...{ contract: null, visitMinutes, dayType, band, zone, from, through },
    ...{ unitsPerWeek: null, oldRate: rate, weeklyBeforePence: null, cost: noCost, isUnpriced: false },
    ...changeOf(ruling),
  };
}

/** The cards an uplift changes, as it leaves them. */
export function cardsAfter(cards: readonly RateCard[], lines: readonly UpliftLine[]): Map<string, CardAfter> {
  const byCard = Map.groupBy(
    lines.filter(({ of, outcome }) => of === 'rate-card' && outcome === 'changed'),
    ({ rateCardId }) => rateCardId,
  );
  const after = new Map<string, CardAfter>();
  for (const card of cards) {
    const own = byCard.get(card.rateCardId) ?? [];
    const [first] = own.map(({ from }) => from).toSorted();
    if (first === undefined) continue;
    const by = own.flatMap((line) => line.by);
    after.set(card.rateCardId, { card: withNewCardRates(card, newRatesOf(own)), from: first, by });
  }
  return after;
}

/** The new rates that lines of a preview tell of. */
export function newRatesOf(lines: readonly UpliftLine[]): NewRateDays[] {
  return lines.flatMap(({ outcome, newRate, place, from, through }) =>
    outcome === 'changed' && newRate !== null ? [{ place, from, through, newRate }] : [],
  );
}
