import type { CalendarDate } from '../calendar.ts';
import type { RateText } from '../money.ts';
import type { Rated } from './rated.ts';
import { changerName, type Changer, type Decided, type Left } from './verdict.ts';

/** A rate from a day on; nothing where it is over by then. */
export type RateFrom<R extends RateText | null = RateText> = (day: CalendarDate) => Rated<R> | undefined;

/** What a rule or a row of a file decides about a rate, as the rate is from the day on which that would act. */
export type Said = { rated: Rated<RateText | null>; decided: Decided };

/** What becomes of a rate, and what else is for it and leaves it as it is. */
export type Ruling = Said & { left: Left[] };

/**
 * What all that is said of a rate comes to: what acts does so from its own day, whatever else is for the rate. Where
 * nothing acts the first gives its reason; where nothing is for the rate there is none. Two may not both act; one of
 * them that is refused by itself is mended first, so that its reason is given.
 */
export function rulingOf(said: readonly Said[]): Ruling | null {
  const acting = said.filter(({ decided }) => decided.outcome !== 'excluded');
  const [first = said[0], second] = acting;
  if (first === undefined) return null;
  const left = said.flatMap((each) =>
    each.decided.outcome === 'excluded' && each !== first
      ? [{ by: each.decided.by, why: each.decided.why }]
      : [],
  );
  if (second === undefined) return { ...first, left };
  const by = acting.flatMap(({ decided }) => decided.by);
  const [refused = refusedByTwo(by)] = acting.flatMap(({ decided }) =>
    decided.outcome === 'refused' ? [decided] : [],
  );
  return { rated: first.rated, decided: { ...refused, by }, left };
}

function refusedByTwo(by: Changer[]): Extract<Decided, { outcome: 'refused' }> {
  const names = by.map(changerName);
  const why = `${names.slice(0, -1).join(', ')} and ${names.slice(-1).join('')} would both change this rate. Only one may.`;
  return { outcome: 'refused', by, rule: 'rules-overlap', why };
}
