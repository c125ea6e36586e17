import { useState } from 'preact/hooks';
import type { SentStatement } from '../../../events/api/statements.ts';
import { useList } from '../api/use-list.ts';
import { UploadPanel } from '../files/upload-panel.tsx';
import { countColumn, instantColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { AgreementPlaces } from '../pay/agreement-places.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { UnreadStatements } from './unread-statements.tsx';
import { daysOf, formOf, statementAddress } from './statement-words.ts';

const HINT =
  'Bank statements of this agreement as the bank gives them: CSV, Excel, OFX, QIF, MT940, CAMT.053 or PDF.';

/** The bank statements that were sent for an agreement, the newest days first. */
export function AgreementStatementsPage({ id }: { id: string }) {
  const list = useList('/v1/direct-payments/{id}/statements', { id });
  const maySend = may(useMe(), 'upload');
  const [settled, setSettled] = useState(0);
  return (
    <Page
      question="Which bank statements were sent?"
      about={id}
      crumbs={[{ text: 'Direct payments', href: '/direct-payments' }]}
    >
      <AgreementPlaces id={id} here="statements" />
      {maySend && (
        <UploadPanel
          known={{ kind: 'bank-statements', owner: id, hint: HINT }}
          onSettled={() => {
            setSettled(settled + 1);
            list.again();
          }}
        />
      )}
      <UnreadStatements agreementId={id} key={settled} />
      <Listed
        of={list}
        what="the statements"
        one="file"
        empty={`No bank statement of this agreement has been read. ${maySend ? 'Send one above.' : 'An audit officer sends one here.'}`}
      >
        {(sent) => (
          <DataTable
            caption="Bank statements, the newest days first"
            columns={columns}
            rows={sent.flatMap(rowsOf)}
            keyOf={({ file, account }) => `${file.uploadId} ${account}`}
            fileName={`statements-${id}`}
          />
        )}
      </Listed>
      <p class="govuk-body">
        <a href="/statements/mappings">How the headings of other banks are read</a>
      </p>
    </Page>
  );
}

/** One account of a file: a file may be of several. */
type Row = { file: SentStatement; account: number; of: SentStatement['accounts'][number] };

function rowsOf(file: SentStatement): Row[] {
  return file.accounts.map((of, place) => ({ file, account: place + 1, of }));
}

const columns: readonly Column<Row>[] = [
  { heading: 'Days', text: ({ of }) => daysOf(of), order: ({ of }) => of.to ?? '', wide: true },
  {
    ...textColumn<Row>('File', ({ file }) => file.fileName),
    cell: ({ file, account }) => (
      <a href={statementAddress(file.uploadId, account)}>
        {file.fileName}
        {file.accounts.length > 1 && (
          <span class="govuk-visually-hidden">, account {account} of the file</span>
        )}
      </a>
    ),
    wide: true,
  },
  textColumn('Form', ({ file }) => formOf(file)),
  textColumn('Account ends in', ({ of }) => of.endsIn),
  penceColumn('Opening', ({ of }) => of.openingPence),
  penceColumn('Closing', ({ of }) => of.closingPence),
  countColumn('Transactions', ({ of }) => of.transactions),
  instantColumn('Received', ({ file }) => file.receivedAt),
];
