import type { UnreadStatement } from '../../../events/api/statement-mappings.ts';
import { useList } from '../api/use-list.ts';
import { instantColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { columnsAddress } from './columns-words.ts';

/** The files of an agreement that could not be read, each with why and how to mend it; nothing where there are none. */
export function UnreadStatements({ agreementId }: { agreementId: string }) {
  const mayMap = may(useMe(), 'mapStatements');
  const list = useList('/v1/direct-payments/{id}/unread-statements', { id: agreementId });
  if (list.state === 'loading') return null;
  return (
    <Loaded of={list} what="the files that could not be read">
      {({ items }) =>
        items.length === 0 ? null : (
          <section class="app-section" aria-labelledby="unread">
            <h2 class="govuk-heading-m" id="unread">
              Could not be read
            </h2>
            <DataTable
              caption="Files that could not be read, the newest first"
              captionClass="govuk-visually-hidden"
              columns={columnsOf(mayMap)}
              rows={items}
              keyOf={({ uploadId }) => uploadId}
              fileName={`unread-statements-${agreementId}`}
            />
          </section>
        )
      }
    </Loaded>
  );
}

function columnsOf(mayMap: boolean): Column<UnreadStatement>[] {
  return [
    {
      ...textColumn<UnreadStatement>('File', ({ fileName }) => fileName),
      cell: ({ uploadId, fileName }) => <a href={`/files/${encodeURIComponent(uploadId)}`}>{fileName}</a>,
    },
    {
      heading: 'Why',
      text: ({ problem }) => problem.message,
      cell: ({ uploadId, fileName, problem, waitsForMapping }) => (
        <>
          {problem.message}{' '}
          {waitsForMapping && mayMap && (
            <a href={columnsAddress(uploadId)}>
              Say what its columns are<span class="govuk-visually-hidden">: {fileName}</span>
            </a>
          )}
        </>
      ),
      wide: true,
    },
    instantColumn('Received', ({ receivedAt }) => receivedAt),
  ];
}
