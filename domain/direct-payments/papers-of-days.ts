import { addDays } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import type { Paper } from './match-papers-paper.ts';
import type { PaperTerms } from './match-papers-terms.ts';

/** The papers whose payment may lie on some days: an invoice of 28 March, paid within 60 days, may be one of April’s. */
export function papersOfDays(papers: readonly Paper[], days: ClosedRange, terms: PaperTerms): Paper[] {
  return papers.filter((paper) => {
    const paidOn = paymentDays(paper, terms);
    return paidOn.from <= days.to && paidOn.to >= days.from;
  });
}

/** Whether a paper without a payment on some days may have one in a statement of others. */
export function mayBePaidOnOtherDays(
  paper: Pick<Paper, 'kind' | 'date'>,
  days: ClosedRange,
  terms: PaperTerms,
): boolean {
  const paidOn = paymentDays(paper, terms);
  return paidOn.from < days.from || paidOn.to > days.to;
}

function paymentDays({ kind, date }: Pick<Paper, 'kind' | 'date'>, { windows }: PaperTerms): ClosedRange {
  const { fromDays, toDays } = windows[kind];
  return { from: addDays(date, fromDays), to: addDays(date, toDays) };
}
