import type { ShownStatement } from '../../../events/api/statements.ts';
import { countColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Tag } from '../parts/tag.tsx';
import { severities } from '../words/labels.ts';

type Note = ShownStatement['notes'][number];

/** What has to be said of how the file was read; of all its accounts, whichever is shown. */
export function ReadingNotes({ statement: { notes, uploadId } }: { statement: ShownStatement }) {
  if (notes.length === 0) return null;
  return (
    <section class="app-section" aria-labelledby="reading">
      <h2 class="govuk-heading-m" id="reading">
        How the file was read
      </h2>
      <DataTable
        caption="What has to be said of the reading"
        captionClass="govuk-visually-hidden"
        columns={columns}
        rows={notes}
        keyOf={({ rule, line, message }) => [rule, line, message].join('|')}
        fileName={`reading-${uploadId}`}
      />
    </section>
  );
}

const columns: readonly Column<Note>[] = [
  {
    ...textColumn<Note>('Severity', ({ severity }) => severities[severity].word),
    cell: ({ severity }) => <Tag of={severities[severity]} />,
  },
  countColumn('Line', ({ line }) => line, 'Whole file'),
  { heading: 'What it says', text: ({ message }) => message, wide: true },
];
