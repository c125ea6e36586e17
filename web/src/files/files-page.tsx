import type { Upload } from '../../../events/api/uploads.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, instantColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { fileKinds, fileStates } from '../words/labels.ts';
import { kindChoices } from './picked-file.tsx';
import { UploadPanel } from './upload-panel.tsx';

const stateChoices = Object.entries(fileStates).map(([value, { word }]) => ({ value, text: word }));

export function FilesPage() {
  const me = useMe();
  const filters = useFilters();
  const kind = (Object.keys(fileKinds) as (keyof typeof fileKinds)[]).find(
    (each) => each === filters.of('kind'),
  );
  const state = (Object.keys(fileStates) as (keyof typeof fileStates)[]).find(
    (each) => each === filters.of('state'),
  );
  const list = useList('/v1/uploads', { query: { kind, state } });
  return (
    <Page question="What came in, and what became of it?">
      {may(me, 'upload') && <UploadPanel onSettled={list.again} />}
      <section class="app-section" aria-labelledby="received-files">
        <h2 class="govuk-heading-m" id="received-files">
          Files received
        </h2>
        <p class="govuk-body">
          A provider’s return under headings of its own is read by{' '}
          <a href="/returns/mappings">what was saved about them</a>.
        </p>
        <div class="app-filters">
          <SelectField
            id="kind"
            label="Kind"
            value={kind ?? ''}
            choices={[{ value: '', text: 'Every kind' }, ...kindChoices]}
            onValue={(value) => {
              filters.set({ kind: value });
            }}
          />
          <SelectField
            id="state"
            label="State"
            value={state ?? ''}
            choices={[{ value: '', text: 'Every state' }, ...stateChoices]}
            onValue={(value) => {
              filters.set({ state: value });
            }}
          />
        </div>
        <Listed
          of={list}
          what="the files"
          one="file"
          empty={
            kind === undefined && state === undefined
              ? 'No file has come in yet. Send the extracts of your case system above: providers and service types first, then people and packages.'
              : 'No file is of this kind and state. Choose another, or every kind.'
          }
        >
          {(files) => (
            <DataTable
              caption="Files, newest first"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={files}
              keyOf={(file) => file.uploadId}
              fileName="files"
            />
          )}
        </Listed>
      </section>
    </Page>
  );
}

const columns: readonly Column<Upload>[] = [
  {
    ...textColumn('File', ({ fileName }) => fileName),
    cell: (file) => <a href={`/files/${encodeURIComponent(file.uploadId)}`}>{file.fileName}</a>,
  },
  textColumn('Kind', ({ kind }) => fileKinds[kind]),
  {
    ...textColumn('State', ({ state }) => fileStates[state].word),
    cell: ({ state }) => <Tag of={fileStates[state]} />,
  },
  instantColumn('Received', ({ receivedAt }) => receivedAt),
  textColumn(
    'By',
    ({ uploadedBy }) => uploadedBy,
    (user) => (user === 'inbox' ? 'Dropped into the inbox' : user),
  ),
  countColumn('Rows', ({ counts }) => counts.rows),
  countColumn('Accepted', ({ counts }) => counts.accepted),
  countColumn('Unchanged', ({ counts }) => counts.unchanged),
  countColumn('Refused', ({ counts }) => counts.refused),
];
