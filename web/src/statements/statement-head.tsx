import type { ShownStatement } from '../../../events/api/statements.ts';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { NameOf } from '../records/name-of.tsx';
import { formatDate, formatInstant, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { daysOf, formOf } from './statement-words.ts';

/** Whose statement it is, of which account and days, and what it opens and closes with. */
export function StatementHead({ statement }: { statement: ShownStatement }) {
  const { currency } = statement.account;
  return (
    <>
      {currency !== 'GBP' && (
        <div class="govuk-inset-text">
          This account is kept in {currency}: every amount here is in {currency}, although pounds are written.
          Ask for the statement of an account in pounds.
        </div>
      )}
      <Balances statement={statement} />
      <SummaryList rows={rowsOf(statement)} />
    </>
  );
}

function Balances({ statement: { from, to, openingPence, closingPence } }: { statement: ShownStatement }) {
  const figures = [
    { name: 'Opening balance', date: from, pence: openingPence },
    { name: 'Closing balance', date: to, pence: closingPence },
  ];
  return (
    <dl class="app-figures">
      {figures.map(({ name, date, pence }) => (
        <div class="app-figures__figure" key={name}>
          <dt>
            {name}
            {date !== null && `, ${formatDate(date)}`}
          </dt>
          <dd>{pence === null ? 'Not given' : formatMoney(pence)}</dd>
        </div>
      ))}
    </dl>
  );
}

function rowsOf(statement: ShownStatement): Row[] {
  const { agreementId, personId, account, uploadId, fileName, receivedAt, layout } = statement;
  return [
    {
      name: 'Agreement',
      value: <a href={`/direct-payments/${encodeURIComponent(agreementId)}`}>{agreementId}</a>,
    },
    {
      name: 'Person',
      value: (
        <a href={`/people/${encodeURIComponent(personId)}`}>
          <NameOf path="/v1/people/{id}" id={personId} />
        </a>
      ),
    },
    { name: 'Account', value: accountInWords(account) },
    { name: 'Days', value: daysOf(statement) },
    { name: 'Form', value: layout === null ? formOf(statement) : `${formOf(statement)}, ${inWords(layout)}` },
    {
      name: 'File',
      value: (
        <>
          <a href={`/files/${encodeURIComponent(uploadId)}`}>{fileName}</a>, received{' '}
          {formatInstant(receivedAt)}
        </>
      ),
    },
  ];
}

function accountInWords({ sortCode, accountNumber, name }: ShownStatement['account']): string {
  const digits = [sortCode, accountNumber].filter((part) => part !== null).join(' ');
  return [name, digits].filter((part) => part !== null && part !== '').join(', ') || 'The file does not say';
}
