import type { Upload } from '../../../events/api/uploads.ts';
import type { Item } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { inWords, lineStates } from '../words/labels.ts';

type Line = Item<'/v1/uploads/{id}/lines'>;

/** Every line of a file with what became of it. */
export function LinesTable({ upload }: { upload: Upload }) {
  const filters = useFilters();
  const states = Object.keys(lineStates) as (keyof typeof lineStates)[];
  const state = states.find((each) => each === filters.of('lines'));
  const list = useList('/v1/uploads/{id}/lines', { id: upload.uploadId, query: { state } });
  return (
    <section class="app-section" aria-labelledby="lines">
      <h2 class="govuk-heading-m" id="lines">
        Lines
      </h2>
      <div class="app-filters">
        <SelectField
          id="lines-state"
          label="State of the line"
          value={state ?? ''}
          choices={[
            { value: '', text: 'Every state' },
            ...states.map((each) => ({ value: each, text: lineStates[each].word })),
          ]}
          onValue={(value) => {
            filters.set({ lines: value });
          }}
        />
      </div>
      <Listed
        of={list}
        what="the lines"
        one="line"
        empty={
          state === undefined
            ? 'No line has been read yet. Lines appear here when the file has been checked.'
            : 'No line is in this state. Choose another, or every state.'
        }
      >
        {(lines) => (
          <DataTable
            caption="Lines of the file"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={lines}
            keyOf={({ line }) => String(line)}
            fileName={`lines-${upload.fileName.replace(/\.\w+$/, '')}`}
          />
        )}
      </Listed>
    </section>
  );
}

const columns: readonly Column<Line>[] = [
  countColumn('Line', ({ line }) => line),
  {
    ...textColumn('State', ({ state }) => lineStates[state].word),
    cell: ({ state }) => <Tag of={lineStates[state]} />,
  },
  textColumn('About', ({ subjectId }) => subjectId),
  countColumn('Version', ({ version }) => version),
  { heading: 'Rules', text: ({ rules }) => rules.map(inWords).join('; ') },
  {
    heading: 'What the line says',
    text: ({ values }) => said(values),
    cell: ({ values }) => <span class="app-line-values">{said(values)}</span>,
  },
];

function said(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `${field} ${value}`)
    .join(' · ');
}
