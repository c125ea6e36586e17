import type { Upload } from '../../../events/api/uploads.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, instantColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { fileStates } from '../words/labels.ts';
import { PayPlaces } from './pay-places.tsx';

export function ParallelRunsPage() {
  const list = useList('/v1/uploads', { query: { kind: 'parallel-run' } });
  return (
    <Page question="Does the old system pay what we pay?">
      <PayPlaces here="/parallel-runs" />
      <p class="govuk-body">
        While the old system still pays, its payment file is laid beside our lines, and every difference is
        named with its cause.
      </p>
      <Listed
        of={list}
        what="the payment files of the old system"
        one="payment file"
        empty={
          <>
            No payment file of the old system has come in yet. <a href="/files">Bring one in</a> as the kind
            “Parallel run”; it needs the columns packageId, from, to and amount.
          </>
        }
      >
        {(files) => (
          <DataTable
            caption="Payment files of the old system, newest first"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={files}
            keyOf={({ uploadId }) => uploadId}
            fileName="parallel-runs"
          />
        )}
      </Listed>
    </Page>
  );
}

const columns: readonly Column<Upload>[] = [
  {
    ...textColumn('Payment file', ({ fileName }) => fileName),
    cell: ({ uploadId, fileName, state }) => (
      <a href={`${isRead(state) ? '/parallel-runs' : '/files'}/${encodeURIComponent(uploadId)}`}>
        {fileName}
      </a>
    ),
  },
  {
    ...textColumn('State', ({ state }) => fileStates[state].word),
    cell: ({ state }) => <Tag of={fileStates[state]} />,
  },
  countColumn('Lines', ({ counts }) => counts.rows),
  countColumn('Could not be read', ({ counts }) => counts.refused),
  instantColumn('Received', ({ receivedAt }) => receivedAt),
];

/** Whether a file was read far enough to be compared. */
function isRead(state: Upload['state']): boolean {
  return state === 'accepted' || state === 'part-accepted';
}
