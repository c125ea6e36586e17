import { compareDates, formatDate, type CalendarDate } from '../calendar.ts';
import { sameValue } from '../facts/canonical-json.ts';
import { invariant } from '../outcome.ts';
import { finding, type Finding } from '../records/finding.ts';
import type { CarePackage, Term } from './care-package.ts';

/** What an uplift puts under its hand: the price of a package on its days, and not how many units it is of. */
export const UPLIFTED_PRICE = 'rate';

/**
 * The package an extract leads to where an uplift set the price: units as the extract says, on each day the price that holds. The
 * case system may not know the new rate yet, or know it already; either way a change of hours is taken in, and another price is
 * told. Terms that somebody set by hand are left to `mergeExtract`.
 */
export function asUplifted(
  current: { body: CarePackage; handFields: readonly string[] } | null,
  proposed: CarePackage,
): { body: CarePackage; findings: Finding[] } {
  const hands = current?.handFields ?? [];
  if (current === null || !hands.includes(UPLIFTED_PRICE) || hands.includes('terms'))
    return { body: proposed, findings: [] };
  const { terms, differs } = withKeptPrices(current.body, proposed);
  const body = { ...proposed, terms };
  if (differs === null) return { body, findings: [] };
  const message = `An uplift set the rate, and the file says another from ${formatDate(differs)}: the rate of the uplift stays. Change it by hand if the file is right.`;
  return { body, findings: [finding('warning', 'uplifted-rate-kept', message, { field: 'rate' })] };
}

function withKeptPrices(
  current: Pick<CarePackage, 'terms'>,
  proposed: CarePackage,
): { terms: Term[]; differs: CalendarDate | null } {
  const starts = [...current.terms, ...proposed.terms].map(({ from }) => from);
  const days = [...new Set(starts)].toSorted(compareDates).filter((day) => day >= proposed.startDate);
  const differing: CalendarDate[] = [];
  const terms = days.map((from): Term => {
    const [priced, { unitsPerWeek, rate, rateCardId }] = [at(current.terms, from), at(proposed.terms, from)];
    if (priced.rate !== rate || priced.rateCardId !== rateCardId) differing.push(from);
    return { from, unitsPerWeek, rate: priced.rate, rateCardId: priced.rateCardId };
  });
  const [differs = null] = differing;
  const isAsBefore = sameValue(withoutRepeats(terms), withoutRepeats(current.terms));
  return { terms: isAsBefore ? [...current.terms] : withoutRepeats(terms), differs };
}

/** The term of a day; before the first term, the first. */
function at(terms: readonly Term[], day: CalendarDate): Term {
  const term = terms.findLast(({ from }) => from <= day) ?? terms[0];
  invariant(term !== undefined, 'a package has a term');
  return term;
}

/** Without terms that only say again what holds already. */
function withoutRepeats(terms: readonly Term[]): Term[] {
  return terms.filter((term, place) => {
    const before = terms[place - 1];
    return before === undefined || !sameValue({ ...before, from: term.from }, term);
  });
}
