import { maxDate, type CalendarDate } from '../calendar.ts';
import { inOrderOf } from '../in-order-of.ts';
import { cutAt, dateOfDay, dayNumber, OPEN, spanOf, type Span } from '../pay/span.ts';
import type { RateCard, RateCardLine } from '../records/rate-card.ts';

/** A rate of a card over the days on which it holds. */
export type CardSpell = {
  place: string;
  line: RateCardLine;
  /** The first day of the same rate, lines that repeat it included. */
  since: CalendarDate;
  /** The last day of it; null where it goes on. */
  through: CalendarDate | null;
  /** Its days, in order: where a rate for a while lies between them there are several. */
  spans: readonly Span[];
  /** Whether another rate for the same thing begins on its first day, so that nobody can say which is paid. */
  isAmbiguous: boolean;
};

/** What a line of a card gives a rate for, whenever: `any` day and no kind of day are the same. */
export function cardPlace(line: Omit<RateCardLine, 'rateCardId' | 'rate' | 'from' | 'to'>): string {
  const { providerId, serviceType, visitMinutes, dayType, band, zone } = line;
  return [providerId, serviceType, visitMinutes, dayType === 'any' ? null : dayType, band, zone]
    .map((part) => (part === null ? '' : encodeURIComponent(String(part))))
    .join('|');
}

/** Days on which one line holds, or several that begin together. */
type Piece = Span & { lines: readonly [RateCardLine, ...RateCardLine[]] };

/** The spells of all rates of a card, of each in order. */
export function cardSpells(card: RateCard): CardSpell[] {
  const byPlace = inOrderOf([...Map.groupBy(card.lines, cardPlace)], ([place]) => place);
  return byPlace.flatMap(([place, lines]) => {
    const pieces = piecesOf(lines);
    const byStart = Map.groupBy(pieces, (piece) => piece.lines[0].from);
    return [...byStart.values()].flatMap((own) => spellOf(place, own, pieces));
  });
}

function spellOf(place: string, own: readonly Piece[], pieces: readonly Piece[]): CardSpell[] {
  const last = Math.max(...own.map((piece) => piece.last));
  return own.slice(0, 1).flatMap((begun) => {
    const [line, ...others] = begun.lines;
    return [
      {
        ...{ place, line, since: dateOfDay(sinceOf(begun, pieces)) },
        through: last === OPEN ? null : dateOfDay(last),
        spans: own,
        isAmbiguous: others.some(({ rate }) => rate !== line.rate),
      },
    ];
  });
}

/** A spell from the first day on which it could be changed; nothing where it is over by then. */
export function cardSpellFromDay(
  spell: CardSpell,
  day: CalendarDate,
): (CardSpell & { from: CalendarDate }) | undefined {
  const next = spell.spans.find(({ last }) => last >= dayNumber(day));
  return next === undefined ? undefined : { ...spell, from: maxDate(dateOfDay(next.first), day) };
}

function sinceOf(piece: Piece, pieces: readonly Piece[]): number {
  const before = pieces.find(({ last }) => last === piece.first - 1);
  return before?.lines[0].rate === piece.lines[0].rate ? sinceOf(before, pieces) : piece.first;
}

/**
 * Lines for one thing, day by day: the one that began last holds, as price lists do. A line with an open end gives way to
 * a later one, and holds again once that ended.
 */
function piecesOf(lines: readonly RateCardLine[]): Piece[] {
  const spans = lines.map((line) => ({ line, span: spanOf(line) }));
  const first = Math.min(...spans.map(({ span }) => span.first));
  const starts = spans.flatMap(({ span }) => [span.first, span.last + 1]);
  return cutAt({ first, last: OPEN }, starts).flatMap((days) => {
    const holding = spans.filter(({ span }) => span.first <= days.first && days.first <= span.last);
    const latest = Math.max(...holding.map(({ span }) => span.first));
    const [line, ...others] = holding.filter(({ span }) => span.first === latest).map((each) => each.line);
    return line === undefined ? [] : [{ ...days, lines: [line, ...others] }];
  });
}

/** The lines for one thing that hold on a day, each with the days before it on which it held too. */
export function heldOn(
  lines: readonly RateCardLine[],
  day: CalendarDate,
): ReadonlyMap<RateCardLine, readonly Span[]> {
  const number = dayNumber(day);
  const pieces = piecesOf(lines);
  const holding = pieces.find(({ first, last }) => first <= number && number <= last)?.lines ?? [];
  return new Map(
    holding.map((line) => [
      line,
      pieces
        .filter((piece) => piece.lines.includes(line) && piece.first < number)
        .map(({ first, last }) => ({ first, last: Math.min(last, number - 1) })),
    ]),
  );
}
