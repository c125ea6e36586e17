import { formatDate, type CalendarDate } from '../calendar.ts';
import type { RateCard } from '../records/rate-card.ts';
import { noCost } from './cost-of-change.ts';
import { verdictOn, type MatchContext, type NamedRate } from './match-rules.ts';
import { withNewCardRates, type NewRateDays } from './new-terms.ts';
import { ratedCard, type Rated } from './rated.ts';
import { cardPlace, cardSpellsFrom, type CardSpell } from './card-spells.ts';
import { namesLine, type NamedRates } from './rates-file.ts';
import { changeOf, type UpliftLine } from './uplift-line.ts';
import type { Decided, Verdict } from './verdict.ts';

/** A card as an uplift leaves it, and the first day on which anything of it changes. */
export type CardAfter = { card: RateCard; from: CalendarDate; by: UpliftLine['by'] };

/** What an uplift does about each rate of a card. What that costs is told at the packages it prices. */
export function previewCard(
  card: RateCard,
  { named, ...context }: MatchContext & { named: NamedRates },
): UpliftLine[] {
  const rows = rowsByPlace(card, named.cards.get(card.rateCardId) ?? []);
  const dayOf = (line: RateCard['lines'][number]): CalendarDate =>
    rows.get(cardPlace(line))?.[0]?.from ?? context.effectiveDate;
  return cardSpellsFrom(card, dayOf).flatMap((spell) => {
    const rated = ratedCard(spell);
    const verdict = verdictFor(rated, spell, rows.get(spell.place) ?? [], context);
    return verdict.outcome === 'untouched' ? [] : [cardLine(rated, verdict)];
  });
}

type Row = NamedRate & { isAmbiguous: boolean };

/** Rows of the file by the rate they name. One that would be for several names none of them. */
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

function verdictFor(
  rated: Rated,
  { isAmbiguous, line }: CardSpell,
  rows: readonly Row[],
  context: MatchContext,
): Verdict {
  const verdict = verdictOfRows(rated, rows, context);
  if (!isAmbiguous || verdict.outcome === 'untouched' || verdict.outcome === 'excluded') return verdict;
  const by = verdict.outcome === 'changed' ? [verdict.by] : verdict.by;
  const why = `Card ${rated.id} has two rates for the same thing from ${formatDate(line.from)}. Correct the card first.`;
  return { outcome: 'refused', by, rule: 'two-rates-on-card', why };
}

function verdictOfRows(rated: Rated, rows: readonly Row[], context: MatchContext): Verdict {
  const by = rows.map(({ number }) => ({ kind: 'line' as const, number }));
  const [row = null, second] = rows;
  if (row?.isAmbiguous === true) {
    const why = `Line ${row.number} of the file is for several rates of card ${rated.id}. Name the visit length, kind of day, band or zone as well.`;
    return { outcome: 'refused', by, rule: 'named-rate-ambiguous', why };
  }
  if (second === undefined) return verdictOn(rated, context, row);
  const why = `Lines ${by.map(({ number }) => number).join(' and ')} of the file name the same rate.`;
  return { outcome: 'refused', by, rule: 'rules-overlap', why };
}

function cardLine(rated: Rated, verdict: Decided): UpliftLine {
  const { id, place, providerId, serviceType, visitMinutes, dayType, band, zone, from, through, rate } =
    rated;
  return {
    lineId: `rate-card:${id}:${place}:${from}`,
    ...{ of: 'rate-card', packageId: null, personId: null, rateCardId: id, place, providerId, serviceType },
    ...{ contract: null, visitMinutes, dayType, band, zone, from, through },
    ...{ unitsPerWeek: null, oldRate: rate, weeklyBeforePence: null, cost: noCost, isUnpriced: false },
    ...changeOf(verdict),
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
