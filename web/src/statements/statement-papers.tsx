import type { StatementPapers } from '../../../events/api/statement-papers.ts';
import type { ShownStatement } from '../../../events/api/statements.ts';
import { useRead } from '../api/use-read.ts';
import { textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { counted } from '../words/format.ts';
import { gapsOf, papersInSentence, wantedInWords, type PaperGap } from './paper-gaps.ts';
import { Jump, placeOfTransaction } from './jump.tsx';

type Props = { statement: ShownStatement };

/** Which payments no paper shows, first of all; then which papers show no payment, or another sum. */
export function PapersOfStatement({ statement }: Props) {
  return (
    <section class="app-section" aria-labelledby="papers">
      <h2 class="govuk-heading-m" id="papers">
        Papers
      </h2>
      {/* What a payment was for says which papers it needs: what an officer says of a payee is asked anew. */}
      <Matched key={statement.transactions.map(({ category }) => category).join()} statement={statement} />
    </section>
  );
}

function Matched({ statement }: Props) {
  const { uploadId } = statement;
  const account = useFilters().of('account');
  const reading = useRead('/v1/statements/{id}/papers', {
    ...{ id: uploadId, query: account === '' ? {} : { account } },
  });
  return (
    <Loaded of={reading} what="the papers">
      {(papers) => <Papers papers={papers} statement={statement} />}
    </Loaded>
  );
}

function Papers({ papers, statement }: Props & { papers: StatementPapers }) {
  const { agreementId, withoutPayment, differing, suggestions, matches } = papers;
  const gaps = gapsOf(papers);
  const loaded = new Set(statement.transactions.map(({ number }) => number));
  return (
    <>
      {papers.papers === 0 && <NoPapers agreementId={agreementId} areNeeded={gaps.length > 0} />}
      {(papers.papers > 0 || gaps.length > 0) && (
        <p class="govuk-body govuk-!-font-weight-bold">{papersInSentence(papers)}</p>
      )}
      {gaps.length > 0 && (
        <DataTable
          caption="Payments without a paper"
          captionClass="govuk-table__caption--s"
          columns={columnsOf(loaded)}
          rows={gaps}
          keyOf={({ transaction }) => String(transaction)}
          fileName={`papers-missing-${statement.uploadId}`}
        />
      )}
      <Told title="Papers without a payment">
        {withoutPayment.map(({ why, mayBeElsewhere }) =>
          mayBeElsewhere ? `${why} It may be paid on days of another statement.` : why,
        )}
      </Told>
      <Told title="Another sum was paid">{differing.map(({ why }) => why)}</Told>
      <Told title="These may belong together">{suggestions.map(({ why }) => why)}</Told>
      {matches.length > 0 && (
        <details class="app-fold">
          <summary>Show {counted(matches.length, 'paper')} with a payment</summary>
          <ul class="govuk-list govuk-list--bullet">
            {matches.map(({ paperId, transaction, why }) => (
              <li key={paperId}>
                <TransactionLink number={transaction} loaded={loaded} />: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function NoPapers({ agreementId, areNeeded }: { agreementId: string; areNeeded: boolean }) {
  return (
    <Nothing>
      No papers were entered for these days{areNeeded ? '. ' : ', and no payment needs one. '}
      What comes is entered with{' '}
      <a href={`/direct-payments/${encodeURIComponent(agreementId)}/returns`}>the papers of {agreementId}</a>.
    </Nothing>
  );
}

function Told({ title, children }: { title: string; children: readonly string[] }) {
  if (children.length === 0) return null;
  return (
    <>
      <h3 class="govuk-heading-s">
        {title}: {children.length}
      </h3>
      <ul class="govuk-list govuk-list--bullet">
        {children.map((why) => (
          <li key={why}>{why}</li>
        ))}
      </ul>
    </>
  );
}

function columnsOf(loaded: ReadonlySet<number>): readonly Column<PaperGap>[] {
  return [
    {
      heading: 'Payment',
      text: ({ transaction }) => `Transaction ${transaction}`,
      order: ({ transaction }) => transaction,
      cell: ({ transaction }) => <TransactionLink number={transaction} loaded={loaded} />,
    },
    textColumn<PaperGap>('Missing', wantedInWords),
    { heading: 'Why', text: ({ whys }) => whys.join(' '), wide: true },
  ];
}

function TransactionLink({ number, loaded }: { number: number; loaded: ReadonlySet<number> }) {
  const text = `Transaction ${number}`;
  return loaded.has(number) ? <Jump to={placeOfTransaction(number)}>{text}</Jump> : <>{text}</>;
}
