import type { ShownStatement, StatementFinding } from '../../../events/api/statements.ts';
import { Nothing } from '../parts/loaded.tsx';
import { Tag } from '../parts/tag.tsx';
import { counted, formatChange, formatCount, formatDate, formatMoney } from '../words/format.ts';
import { severities } from '../words/labels.ts';
import { Jump, placeOfFinding, placeOfTransaction } from './jump.tsx';
import { Sentence } from './sentence.tsx';
import { meaningOfSeverity, severityOrder, titleOfFinding } from './statement-words.ts';

type Transactions = ShownStatement['transactions'];

/** What was found in a statement, the gravest first. */
export function StatementFindings({ statement }: { statement: ShownStatement }) {
  const { findings } = statement;
  const byNumber = new Map(statement.transactions.map((each) => [each.number, each]));
  const placed = findings.map((finding, index) => ({ finding, index }));
  return (
    <section class="app-section" aria-labelledby="findings">
      <h2 class="govuk-heading-m" id="findings">
        What was found
      </h2>
      {findings.length === 0 && <Nothing>Nothing was found that has to be asked about.</Nothing>}
      {severityOrder.map((severity) => {
        const own = placed.filter(({ finding }) => finding.severity === severity);
        return own.length === 0 ? null : (
          <div key={severity}>
            <h3 class="govuk-heading-s">
              <Tag of={severities[severity]} /> {meaningOfSeverity[severity]}:{' '}
              {counted(own.length, 'finding')}
            </h3>
            <ul class="app-found">
              {own.map(({ finding, index }) => (
                <FindingEntry key={index} finding={finding} index={index} byNumber={byNumber} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}

type EntryProps = {
  finding: StatementFinding;
  index: number;
  byNumber: ReadonlyMap<number, Transactions[number]>;
};

function FindingEntry({ finding, index, byNumber }: EntryProps) {
  const { severity, amountPence, message, transactions, evidence } = finding;
  return (
    <li class={`app-found__finding app-found__finding--${severity}`} id={placeOfFinding(index)} tabIndex={-1}>
      <p class="app-found__title">
        <strong>{titleOfFinding(finding)}</strong>
        {amountPence !== null && <span class="app-found__amount">{formatMoney(amountPence)}</span>}
      </p>
      <p class="govuk-body govuk-!-margin-bottom-2">
        <Sentence text={message} />
      </p>
      {transactions.length > 0 && <TransactionLinks numbers={transactions} byNumber={byNumber} />}
      {evidence.length > 0 && <WhyFound title={titleOfFinding(finding)} evidence={evidence} />}
    </li>
  );
}

/** What a finding rests on, for whoever asks. */
export function WhyFound({ title, evidence }: { title: string; evidence: readonly string[] }) {
  return (
    <details class="app-fold">
      <summary>
        Why it was found<span class="govuk-visually-hidden">: {title}</span>
      </summary>
      <ul class="govuk-list govuk-list--bullet">
        {evidence.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </details>
  );
}

/** So many links stand open; the others of a long finding are folded. */
const MOST_OPEN = 6;

/** The ways to the transactions that a finding is about. */
export function TransactionLinks({
  numbers,
  byNumber,
}: { numbers: readonly number[] } & Pick<EntryProps, 'byNumber'>) {
  const links = numbers.map((number) => (
    <li key={number}>
      <TransactionLink number={number} transaction={byNumber.get(number)} />
    </li>
  ));
  const folded = links.slice(MOST_OPEN);
  return (
    <>
      <ul class="app-found__links" aria-label="Its transactions">
        {links.slice(0, MOST_OPEN)}
      </ul>
      {folded.length > 0 && (
        <details class="app-fold">
          <summary>Show {counted(folded.length, 'other transaction')}</summary>
          <ul class="app-found__links">{folded}</ul>
        </details>
      )}
    </>
  );
}

function TransactionLink({
  number,
  transaction,
}: {
  number: number;
  transaction: Transactions[number] | undefined;
}) {
  if (transaction === undefined) return <>Transaction {formatCount(number)}, not loaded yet</>;
  return (
    <Jump to={placeOfTransaction(number)}>
      {formatDate(transaction.date)}, {formatChange(transaction.amountPence)}
    </Jump>
  );
}
