import type { RecordView } from '../api/contract.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { textOf } from '../words/fields.ts';
import { formatDate, formatPounds } from '../words/format.ts';
import { inWords } from '../words/labels.ts';

/** Direct payment agreements in rows. */
export function AgreementTable({ rows, fileName }: { rows: readonly RecordView[]; fileName: string }) {
  return (
    <DataTable
      caption="Direct payment agreements"
      captionClass="govuk-visually-hidden"
      columns={columns}
      rows={rows}
      keyOf={(row) => textOf(row, 'agreementId')}
      fileName={fileName}
    />
  );
}

const amount = (heading: string, field: string): Column<RecordView> => ({
  heading,
  numeric: true,
  text: (row) => (textOf(row, field) === '' ? '' : formatPounds(textOf(row, field))),
  order: (row) => Number(textOf(row, field)),
});

const columns: readonly Column<RecordView>[] = [
  {
    heading: 'Agreement',
    text: (row) => textOf(row, 'agreementId'),
    cell: (row) => (
      <a href={`/direct-payments/${encodeURIComponent(textOf(row, 'agreementId'))}`}>
        {textOf(row, 'agreementId')}
      </a>
    ),
    order: (row) => textOf(row, 'agreementId'),
  },
  {
    heading: 'Person',
    text: (row) => textOf(row, 'personId'),
    cell: (row) => (
      <a href={`/people/${encodeURIComponent(textOf(row, 'personId'))}`}>{textOf(row, 'personId')}</a>
    ),
    order: (row) => textOf(row, 'personId'),
  },
  { heading: 'Paid to', text: (row) => textOf(row, 'payeeName'), order: (row) => textOf(row, 'payeeName') },
  {
    heading: 'Paid',
    text: (row) => inWords(textOf(row, 'frequency')),
    order: (row) => textOf(row, 'frequency'),
  },
  amount('Budget a week', 'weeklyBudget'),
  amount('Contribution a week', 'weeklyContribution'),
  {
    heading: 'Account',
    text: (row) => inWords(textOf(row, 'accountType')),
    order: (row) => textOf(row, 'accountType'),
  },
  {
    heading: 'From',
    text: (row) => formatDate(textOf(row, 'startDate')),
    order: (row) => textOf(row, 'startDate'),
  },
  {
    heading: 'To',
    text: (row) => (textOf(row, 'endDate') === '' ? 'No end' : formatDate(textOf(row, 'endDate'))),
    order: (row) => textOf(row, 'endDate') || '9999',
  },
];
