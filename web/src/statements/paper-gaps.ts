import type { StatementPapers } from '../../../events/api/statement-papers.ts';
import { paperKinds } from '../papers/paper-words.ts';
import { counted } from '../words/format.ts';

/** A payment with every paper that it lacks. */
export type PaperGap = {
  transaction: number;
  wanted: readonly StatementPapers['withoutPaper'][number]['wanted'][];
  whys: readonly string[];
};

/** What is missing, each payment once: wages may lack both a payslip and a timesheet. */
export function gapsOf({ withoutPaper }: Pick<StatementPapers, 'withoutPaper'>): PaperGap[] {
  return [...Map.groupBy(withoutPaper, ({ transaction }) => transaction)].map(([transaction, gaps]) => ({
    transaction,
    wanted: gaps.map(({ wanted }) => wanted),
    whys: gaps.map(({ why }) => why),
  }));
}

/** Of each list one paper is enough, and one of every list is needed: “Payslip; timesheet”, “Invoice or receipt”. */
export function wantedInWords({ wanted }: PaperGap): string {
  const text = wanted
    .map((kinds) => kinds.map((kind) => paperKinds[kind].toLowerCase()).join(' or '))
    .join('; ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How many payments no paper shows, and how many papers stand alone or differ. */
export function papersInSentence(papers: StatementPapers): string {
  const { withoutPayment, differing } = papers;
  const gaps = gapsOf(papers).length;
  return [
    gaps === 0
      ? 'Every payment that needs papers has them.'
      : `${counted(gaps, 'payment lacks', 'payments lack')} a paper.`,
    withoutPayment.length === 0
      ? ''
      : `${counted(withoutPayment.length, 'paper has', 'papers have')} no payment here.`,
    differing.length === 0 ? '' : `${counted(differing.length, 'paper shows', 'papers show')} another sum.`,
  ]
    .filter(Boolean)
    .join(' ');
}
