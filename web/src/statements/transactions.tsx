import { useState } from 'preact/hooks';
import type { ShownStatement } from '../../../events/api/statements.ts';
import { countColumn, dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatDate } from '../words/format.ts';
import { inWords, severities } from '../words/labels.ts';
import { askedByNumber, type Asked } from './asked.ts';
import { ConfirmPayee } from './confirm-payee.tsx';
import { Jump, placeOfFinding, placeOfTransaction } from './jump.tsx';
import { titleOfFinding } from './statement-words.ts';
import type { StatementSoFar } from './use-statement.ts';

type Row = { transaction: ShownStatement['transactions'][number]; asked: readonly Asked[] };

/** Where on the page a finding stands. */
type PlaceOf = (asked: Asked) => string;
type TransactionsProps = { soFar: StatementSoFar; placeOf?: PlaceOf };

function placeOnStatement({ index }: Asked): string {
  return placeOfFinding(index);
}

/** Every transaction of a statement, or only those that something was found about. */
export function Transactions({ soFar, placeOf = placeOnStatement }: TransactionsProps) {
  const { statement } = soFar;
  const filters = useFilters();
  const mayConfirm = may(useMe(), 'confirmPayees');
  const [chosen, setChosen] = useState<number | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const about = statement.transactions.find(({ number }) => number === chosen);
  const askedOnly = filters.of('show') === 'asked';
  const every = rowsOf(statement);
  const rows = askedOnly ? every.filter(({ asked }) => asked.length > 0) : every;
  return (
    <section class="app-section app-transactions" aria-labelledby="transactions">
      <h2 class="govuk-heading-m" id="transactions">
        Transactions
      </h2>
      {about !== undefined && (
        <ConfirmPayee
          statement={statement}
          account={Number(filters.of('account') || '1')}
          transaction={about}
          key={about.number}
          onEnd={(done) => {
            setChosen(null);
            setSaid(done);
            if (done !== null) soFar.again();
            document.getElementById(placeOfTransaction(about.number))?.focus();
          }}
        />
      )}
      {said !== null && (
        <p class="govuk-inset-text" role="status">
          {said}
        </p>
      )}
      <div class="app-filters">
        <SelectField
          id="show"
          label="Show"
          value={askedOnly ? 'asked' : ''}
          choices={[
            { value: '', text: 'Every transaction' },
            { value: 'asked', text: 'Only those asked about' },
          ]}
          onValue={(value) => {
            filters.set({ show: value });
          }}
        />
      </div>
      {rows.length === 0 ? (
        <Nothing>
          No transaction is asked about. Choose “Every transaction” above to see what was paid.
        </Nothing>
      ) : (
        <DataTable
          caption={askedOnly ? 'Transactions asked about' : 'Transactions, the oldest first'}
          captionClass="govuk-visually-hidden"
          columns={columnsOf(statement, mayConfirm ? setChosen : null, placeOf)}
          rows={rows}
          keyOf={({ transaction }) => String(transaction.number)}
          fileName={`transactions-${statement.agreementId}-${statement.to ?? statement.uploadId}`}
        />
      )}
      <End soFar={soFar} shown={rows.length} />
    </section>
  );
}

function End({ soFar, shown }: { soFar: StatementSoFar; shown: number }) {
  const { statement, busy, moreTrouble, more } = soFar;
  const loaded = statement.transactions.length;
  return (
    <div class="app-list-end">
      <p class="govuk-body-s" role="status">
        {shown === loaded
          ? counted(loaded, 'transaction')
          : `${counted(shown, 'transaction')} of ${counted(loaded, 'transaction')}`}
        {statement.nextCursor !== null && '. The statement has more'}
      </p>
      {moreTrouble !== null && (
        <p class="govuk-error-message" role="alert">
          {moreTrouble.detail}
        </p>
      )}
      {statement.nextCursor !== null && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-disabled={busy}
          onClick={more}
        >
          {busy ? 'Loading…' : 'Show more'}
        </button>
      )}
    </div>
  );
}

function rowsOf({ transactions, findings }: ShownStatement): Row[] {
  const asked = askedByNumber(findings);
  return transactions.map((transaction) => ({ transaction, asked: asked.get(transaction.number) ?? [] }));
}

function columnsOf(
  { transactions }: ShownStatement,
  choose: ((number: number) => void) | null,
  placeOf: PlaceOf,
): readonly Column<Row>[] {
  const hasPages = transactions.some(({ source }) => source.page !== null);
  const category = categoryColumn(choose);
  return [
    ...first,
    category,
    ...columns,
    ...(hasPages ? [pageColumn] : []),
    lineColumn,
    askedColumn(placeOf),
  ];
}

/** What a transaction was for; whoever audits may say otherwise, but for what the plan names. */
function categoryColumn(choose: ((number: number) => void) | null): Column<Row> {
  const column = textColumn<Row>('Category', ({ transaction }) => transaction.category, inWords);
  if (choose === null) return column;
  return {
    ...column,
    cell: ({ transaction: { category, by, number, text } }) =>
      by === 'plan' ? (
        inWords(category)
      ) : (
        <>
          {inWords(category)}{' '}
          <button
            type="button"
            class="app-link-button app-transactions__say"
            onClick={() => {
              choose(number);
            }}
          >
            Change
            <span class="govuk-visually-hidden">
              {' '}
              what “{text}” is paid for, transaction {number}
            </span>
          </button>
        </>
      ),
  };
}

const first: readonly Column<Row>[] = [
  {
    ...dateColumn<Row>('Date', ({ transaction }) => transaction.date),
    cell: ({ transaction }) => <TransactionDate transaction={transaction} />,
    order: ({ transaction }) => transaction.number,
  },
  { ...textColumn<Row>('Text', ({ transaction }) => transaction.text), wide: true },
];

const columns: readonly Column<Row>[] = [
  {
    ...textColumn<Row>('Why this category', ({ transaction }) => transaction.why),
    cell: ({ transaction }) => <span class="app-transactions__why">{transaction.why || '–'}</span>,
  },
  penceColumn('Paid out', ({ transaction: { amountPence } }) =>
    amountPence < 0 ? Math.abs(amountPence) : null,
  ),
  penceColumn('Paid in', ({ transaction: { amountPence } }) => (amountPence < 0 ? null : amountPence)),
  penceColumn('Balance', ({ transaction }) => transaction.balancePence),
];

const pageColumn: Column<Row> = countColumn('Page', ({ transaction }) => transaction.source.page);
const lineColumn: Column<Row> = countColumn('Line', ({ transaction }) => transaction.source.line);

function askedColumn(placeOf: PlaceOf): Column<Row> {
  return {
    heading: 'Findings',
    text: ({ asked }) =>
      asked
        .map(({ finding }) => `${severities[finding.severity].word}: ${titleOfFinding(finding)}`)
        .join('; '),
    cell: ({ asked }) => (asked.length === 0 ? '–' : <FindingTags asked={asked} placeOf={placeOf} />),
    order: ({ asked }) => asked.length,
  };
}

/** What a finding’s link jumps to. */
function TransactionDate({ transaction }: Pick<Row, 'transaction'>) {
  return (
    <span id={placeOfTransaction(transaction.number)} class="app-transactions__place" tabIndex={-1}>
      {formatDate(transaction.date)}
    </span>
  );
}

function FindingTags({ asked, placeOf }: Pick<Row, 'asked'> & { placeOf: PlaceOf }) {
  return (
    <ul class="app-transactions__findings">
      {asked.map(({ finding, index }) => (
        <li key={index}>
          <Jump to={placeOf({ finding, index })}>
            <span class="govuk-visually-hidden">{severities[finding.severity].word}: </span>
            <Tag of={{ word: titleOfFinding(finding), tone: severities[finding.severity].tone }} />
          </Jump>
        </li>
      ))}
    </ul>
  );
}
