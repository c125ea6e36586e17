import { londonDate, type Instant } from '../../domain/calendar.ts';
import { matchPapers, type MatchedPapers } from '../../domain/direct-payments/match-papers.ts';
import type { PaidOut, Paper } from '../../domain/direct-payments/match-papers-paper.ts';
import type { PaperTerms } from '../../domain/direct-payments/match-papers-terms.ts';
import { mayBePaidOnOtherDays, papersOfDays } from '../../domain/direct-payments/papers-of-days.ts';
import { daysOfStatement } from '../../domain/direct-payments/statement-days.ts';
import type { ClosedRange } from '../../domain/date-range.ts';
import { valueOn } from '../../domain/settings/setting-definition.ts';
import { settings } from '../../domain/settings/settings.ts';
import type { StatementPapers } from '../../events/api/statement-papers.ts';
import type { statementRoutes } from '../../events/api/statements.ts';
import type { Asked } from '../platform/route-area.ts';
import type { AuditedFile } from '../platform/statements/audit-upload.ts';
import { factStore } from '../store/fact-store.ts';
import type { AuditsDeps } from './deps.ts';
import { knownStatement, noStatement } from './show-statement.ts';

/** Which of the agreement’s papers show which payments of one account of a statement, by what is known now. */
export async function showPapers(
  { viewer, id, query }: Asked<typeof statementRoutes.readStatementPapers>,
  deps: AuditsDeps,
): Promise<StatementPapers> {
  const { upload, agreement, audited } = await knownStatement({ viewer, id }, deps);
  const statement = audited.file.statements[query.account - 1];
  if (statement === undefined) throw noStatement(id);
  const { agreementId } = agreement;
  const { papers: all, terms } = await papersAndTerms(agreementId, upload.receivedAt, deps);
  const days = daysOfStatement(statement);
  const papers = days === null ? [] : papersOfDays(all, days, terms);
  const matched = matchPapers(papers, paidOutOf(audited, query.account), terms);
  return { agreementId, papers: papers.length, ...shown(matched, { papers, days, terms }) };
}

async function papersAndTerms(
  agreementId: string,
  receivedAt: Instant,
  { table }: Pick<AuditsDeps, 'table'>,
): Promise<{ papers: Paper[]; terms: PaperTerms }> {
  const facts = factStore(table);
  const { auditPapers } = settings;
  const [returns, stored] = await Promise.all([
    facts.currentFacts('financial-returns', [agreementId]),
    facts.currentFacts('setting', [auditPapers.name]),
  ]);
  const entries = stored.get(auditPapers.name)?.body.entries ?? [];
  return {
    papers: (returns.get(agreementId)?.body.received ?? []).flatMap((came) => came.papers),
    terms: valueOn(auditPapers, entries, londonDate(receivedAt)),
  };
}

/** The payments of an account with what the audit says each was for. */
function paidOutOf({ file, audits }: AuditedFile, account: number): PaidOut[] {
  const classified = audits[account - 1]?.classified ?? [];
  return (file.statements[account - 1]?.transactions ?? []).map(
    ({ date, text, amountPence }, transaction) => ({
      ...{ transaction, date, text, amountPence },
      category: classified[transaction]?.category ?? 'other',
    }),
  );
}

type About = { papers: readonly Paper[]; days: ClosedRange | null; terms: PaperTerms };

/** Transactions are told by number: from 1, as the statement shows them. */
function shown(
  matched: MatchedPapers,
  { papers, days, terms }: About,
): Omit<StatementPapers, 'agreementId' | 'papers'> {
  const byId = new Map(papers.map((paper) => [paper.paperId, paper]));
  const numbered = <T extends { transaction: number }>(each: T): T => ({
    ...each,
    transaction: each.transaction + 1,
  });
  return {
    matches: matched.matches.map(numbered),
    differing: matched.differing.map(numbered),
    suggestions: matched.suggestions.map((each) => ({
      ...{ papers: [...each.papers], why: each.why },
      transactions: each.transactions.map((place) => place + 1),
    })),
    withoutPaper: matched.withoutPaper.map((gap) => ({ ...numbered(gap), wanted: [...gap.wanted] })),
    withoutPayment: matched.withoutPayment.map(({ paperId, why }) => {
      const paper = byId.get(paperId);
      const mayBeElsewhere = paper !== undefined && days !== null && mayBePaidOnOtherDays(paper, days, terms);
      return { paperId, mayBeElsewhere, why };
    }),
  };
}
