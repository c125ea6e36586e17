import type { RecordView } from '../api/contract.ts';
import { dateColumn, endColumn, poundsColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { textOf } from '../words/fields.ts';
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

const columns: readonly Column<RecordView>[] = [
  {
    ...textColumn('Agreement', (row) => textOf(row, 'agreementId')),
    cell: (row) => (
      <a href={`/direct-payments/${encodeURIComponent(textOf(row, 'agreementId'))}`}>
        {textOf(row, 'agreementId')}
      </a>
    ),
  },
  {
    ...textColumn('Person', (row) => textOf(row, 'personId')),
    cell: (row) => (
      <a href={`/people/${encodeURIComponent(textOf(row, 'personId'))}`}>{textOf(row, 'personId')}</a>
    ),
  },
  textColumn('Paid to', (row) => textOf(row, 'payeeName')),
  textColumn('Paid', (row) => textOf(row, 'frequency'), inWords),
  poundsColumn('Budget a week', (row) => textOf(row, 'weeklyBudget')),
  poundsColumn('Contribution a week', (row) => textOf(row, 'weeklyContribution')),
  textColumn('Account', (row) => textOf(row, 'accountType'), inWords),
  dateColumn('From', (row) => textOf(row, 'startDate')),
  endColumn('To', (row) => textOf(row, 'endDate')),
];
