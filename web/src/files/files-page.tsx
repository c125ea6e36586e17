import type { Upload } from '../../../events/api/uploads.ts';
import { useList } from '../api/use-list.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { ListEnd } from '../parts/list-end.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatCount, formatInstant } from '../words/format.ts';
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
        <Loaded of={list} what="the files">
          {(files) =>
            files.items.length === 0 ? (
              <Nothing>
                {kind === undefined && state === undefined
                  ? 'No file has come in yet. Send the extracts of your case system above: providers and service types first, then people and packages.'
                  : 'No file is of this kind and state. Choose another, or every kind.'}
              </Nothing>
            ) : (
              <>
                <DataTable
                  caption="Files, newest first"
                  captionClass="govuk-visually-hidden"
                  columns={columns}
                  rows={files.items}
                  keyOf={(file) => file.uploadId}
                  fileName="files.csv"
                />
                <ListEnd list={files} one="file" />
              </>
            )
          }
        </Loaded>
      </section>
    </Page>
  );
}

const count = (heading: string, of: (counts: Upload['counts']) => number): Column<Upload> => ({
  heading,
  numeric: true,
  text: (file) => formatCount(of(file.counts)),
  order: (file) => of(file.counts),
});

const columns: readonly Column<Upload>[] = [
  {
    heading: 'File',
    text: (file) => file.fileName,
    cell: (file) => <a href={`/files/${encodeURIComponent(file.uploadId)}`}>{file.fileName}</a>,
    order: (file) => file.fileName,
  },
  { heading: 'Kind', text: (file) => fileKinds[file.kind], order: (file) => fileKinds[file.kind] },
  {
    heading: 'State',
    text: (file) => fileStates[file.state].word,
    cell: (file) => <Tag of={fileStates[file.state]} />,
    order: (file) => file.state,
  },
  { heading: 'Received', text: (file) => formatInstant(file.receivedAt), order: (file) => file.receivedAt },
  {
    heading: 'By',
    text: (file) => (file.uploadedBy === 'inbox' ? 'Dropped into the inbox' : file.uploadedBy),
    order: (file) => file.uploadedBy,
  },
  count('Rows', (counts) => counts.rows),
  count('Accepted', (counts) => counts.accepted),
  count('Unchanged', (counts) => counts.unchanged),
  count('Refused', (counts) => counts.refused),
];
