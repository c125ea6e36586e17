import type { ShownStatement } from '../../../events/api/statements.ts';
import { CasesOfStatement } from '../audits/cases-of-statement.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page, type Crumb } from '../parts/page.tsx';
import { Places } from '../parts/places.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { BalanceOverTime } from './balance-over-time.tsx';
import { ReadingNotes } from './reading-notes.tsx';
import { StatementFindings } from './statement-findings.tsx';
import { StatementHead } from './statement-head.tsx';
import { PapersOfStatement } from './statement-papers.tsx';
import { daysOf, statementAddress } from './statement-words.ts';
import { Transactions } from './transactions.tsx';
import { useStatement } from './use-statement.ts';

/** One account of a bank statement: what was found, how the balance went, and every transaction. */
export function StatementPage({ id }: { id: string }) {
  const filters = useFilters();
  const reading = useStatement(id, filters.of('account'));
  const statement = reading.state === 'here' ? reading.value.statement : null;
  return (
    <Page
      question="Was it spent as agreed?"
      about={statement === null ? undefined : `${statement.agreementId}, ${daysOf(statement)}`}
      crumbs={crumbsOf(statement)}
    >
      <Loaded of={reading} what="the statement">
        {(soFar) => (
          <>
            <AccountChoice statement={soFar.statement} chosen={filters.of('account')} />
            <StatementHead statement={soFar.statement} />
            <CasesOfStatement statement={soFar.statement} />
            <StatementFindings statement={soFar.statement} />
            <BalanceOverTime statement={soFar.statement} />
            <PapersOfStatement statement={soFar.statement} />
            {soFar.statement.transactions.length === 0 ? (
              <Nothing>
                The statement has no transactions. If money moved on these days, ask for the whole statement.
              </Nothing>
            ) : (
              <Transactions soFar={soFar} />
            )}
            <ReadingNotes statement={soFar.statement} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function crumbsOf(statement: ShownStatement | null): Crumb[] {
  const all = { text: 'Direct payments', href: '/direct-payments' };
  if (statement === null) return [all];
  const agreement = `/direct-payments/${encodeURIComponent(statement.agreementId)}`;
  return [
    all,
    { text: statement.agreementId, href: agreement },
    { text: 'Statements', href: `${agreement}/statements` },
  ];
}

function AccountChoice({ statement, chosen }: { statement: ShownStatement; chosen: string }) {
  if (statement.accounts === 1) return null;
  const numbers = Array.from({ length: statement.accounts }, (_, place) => place + 1);
  return (
    <Places
      label="Accounts of this file"
      here={statementAddress(statement.uploadId, chosen === '' ? 1 : Number(chosen))}
      places={numbers.map((number) => ({
        text: `Account ${number} of ${statement.accounts}`,
        href: statementAddress(statement.uploadId, number),
      }))}
    />
  );
}
