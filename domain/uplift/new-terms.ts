import type { CalendarDate } from '../calendar.ts';
import { sameValue } from '../facts/canonical-json.ts';
import { inOrderOf } from '../in-order-of.ts';
import type { RateText } from '../money.ts';
import { invariant, refuse, type Reading } from '../outcome.ts';
import type { CarePackage, Term } from '../packages/care-package.ts';
import { dateOfDay } from '../pay/span.ts';
import type { RateCard, RateCardLine } from '../records/rate-card.ts';
import { cardPlace, heldOn } from './card-spells.ts';

/** A new rate over some days, with which one of a card it is. */
export type NewRateDays = {
  place: string;
  from: CalendarDate;
  through: CalendarDate | null;
  newRate: RateText;
};

/**
 * The package with its new rates: a term begins on the first day of each, and terms that only changed the units
 * meanwhile have the new rate too. What holds before, and another rate that begins later, stay as they are.
 */
export function withNewRates(carePackage: CarePackage, changes: readonly NewRateDays[]): CarePackage {
  const terms = changes.reduce<readonly Term[]>((before, { from, through, newRate }) => {
    const begun = beginning(before, from, carePackage.startDate);
    return begun.map((term) => (isWithin(term.from, { from, through }) ? { ...term, rate: newRate } : term));
  }, carePackage.terms);
  return { ...carePackage, terms: [...terms] };
}

function isWithin(day: CalendarDate, days: Pick<NewRateDays, 'from' | 'through'>): boolean {
  return day >= days.from && (days.through === null || day <= days.through);
}

/** The same terms with one that begins on a day. Days before the first term have its price: they get it as their own. */
function beginning(terms: readonly Term[], from: CalendarDate, startDate: CalendarDate): readonly Term[] {
  const [first] = terms;
  invariant(first !== undefined, 'a package has a term');
  const isBeforeAll = startDate < from && from <= first.from;
  const known = isBeforeAll ? [{ ...first, from: startDate }, ...terms] : terms;
  if (known.some((term) => term.from === from)) return known;
  const held = known.findLast((term) => term.from < from) ?? first;
  return inOrderOf([...known, { ...held, from }], (term) => term.from);
}

/** The card with its new rates: a line ends the day before, and one with the new rate goes on as long as it did. */
export function withNewCardRates(card: RateCard, changes: readonly NewRateDays[]): RateCard {
  const lines = changes.reduce<readonly RateCardLine[]>(
    (before, change) => newLines(before, change),
    card.lines,
  );
  return { ...card, lines: [...lines] };
}

function newLines(lines: readonly RateCardLine[], { place, from, newRate }: NewRateDays): RateCardLine[] {
  const held = heldOn(
    lines.filter((line) => cardPlace(line) === place),
    from,
  );
  return lines.flatMap((line) => {
    const before = held.get(line);
    if (before === undefined) return [line];
    // Days on which another rate held for a while stay its own: two closed lines may not lie over each other.
    const ended = before.map(({ first, last }) => ({
      ...line,
      ...{ from: dateOfDay(first), to: dateOfDay(last) },
    }));
    return [...ended, { ...line, from, rate: newRate }];
  });
}

/**
 * A package, or a card, as it was before an uplift, where its terms are still those the uplift made. What else changed
 * since, such as a code or the end, stays changed.
 */
export function undoneTerms(versions: {
  before: CarePackage;
  after: CarePackage;
  current: CarePackage;
}): Reading<CarePackage> {
  const { before, after, current } = versions;
  if (sameValue(current.terms, after.terms) && current.startDate === after.startDate)
    return { ok: true, value: { ...current, terms: before.terms } };
  return refuse(
    'changed-since',
    `The terms of package ${current.packageId} were changed after the uplift. Set its rate by hand.`,
  );
}

/** As for a package: the lines of a card as they were, where they are still those the uplift made. */
export function undoneCard(versions: {
  before: RateCard;
  after: RateCard;
  current: RateCard;
}): Reading<RateCard> {
  const { before, after, current } = versions;
  if (sameValue(current.lines, after.lines)) return { ok: true, value: before };
  return refuse(
    'changed-since',
    `Rate card ${current.rateCardId} was changed after the uplift. Set its rates by hand.`,
  );
}
