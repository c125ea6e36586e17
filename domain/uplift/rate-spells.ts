import { addDays, maxDate, type CalendarDate } from '../calendar.ts';
import type { RateText } from '../money.ts';
import { invariant } from '../outcome.ts';
import { termOn, type CarePackage, type Term } from '../packages/care-package.ts';

/**
 * Days over which a package has one price: its own rate, or those of one card. Units may change meanwhile: a change of
 * hours repeats the rate, and an uplift that stopped there would bring the old rate back.
 */
export type RateSpell = {
  /** The first day of it. */
  since: CalendarDate;
  /** The last day of it; null where it goes on. */
  through: CalendarDate | null;
  /** The package’s own rate; null where a card prices it, or nothing does. */
  rate: RateText | null;
  rateCardId: string | null;
};

/** The spells of a package on its days, in order. */
export function rateSpells(carePackage: CarePackage): RateSpell[] {
  const { startDate, endDate, terms } = carePackage;
  const first = termOn(carePackage, startDate);
  invariant(first !== undefined, 'a package has a term on its first day');
  const spells = [spellFrom(startDate, first)];
  for (const term of terms) {
    const last = spells.at(-1);
    if (term.from <= startDate || last === undefined || isSamePrice(last, term)) continue;
    spells[spells.length - 1] = { ...last, through: addDays(term.from, -1) };
    spells.push(spellFrom(term.from, term));
  }
  // What is entered for days after the end prices nothing.
  return spells.filter(({ since }) => endDate === null || since <= endDate);
}

function spellFrom(since: CalendarDate, { rate, rateCardId }: Term): RateSpell {
  return { since, through: null, rate, rateCardId: rate === null ? rateCardId : null };
}

function isSamePrice(spell: RateSpell, { rate, rateCardId }: Term): boolean {
  return spell.rate === rate && (rate !== null || spell.rateCardId === rateCardId);
}

/** A spell from the first day on which it could be changed; nothing where it is over by then, or the package is. */
export function spellFromDay(
  { endDate }: Pick<CarePackage, 'endDate'>,
  spell: RateSpell,
  day: CalendarDate,
): (RateSpell & { from: CalendarDate }) | undefined {
  const isOver = (endDate !== null && endDate < day) || (spell.through !== null && spell.through < day);
  return isOver ? undefined : { ...spell, from: maxDate(spell.since, day) };
}
