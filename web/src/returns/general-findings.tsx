import type { ReturnDetail } from '../../../events/api/return-shapes.ts';
import { textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Tag } from '../parts/tag.tsx';
import { severities, titleOfCheck } from '../words/labels.ts';

type Finding = ReturnDetail['general'][number];

/** What is said of the file as a whole. */
export function GeneralFindings({ detail }: { detail: ReturnDetail }) {
  if (detail.general.length === 0) return null;
  return (
    <section class="app-section" aria-labelledby="whole-file">
      <h2 class="govuk-heading-m" id="whole-file">
        About the whole file
      </h2>
      <DataTable
        caption="What was found about the whole file"
        captionClass="govuk-visually-hidden"
        columns={columns}
        rows={detail.general}
        keyOf={({ rule, subject, message }) => [rule, subject, message].join('|')}
        fileName={`whole-file-${detail.uploadId}`}
      />
    </section>
  );
}

const columns: readonly Column<Finding>[] = [
  {
    ...textColumn('Severity', ({ severity }) => severities[severity].word),
    cell: ({ severity }) => <Tag of={severities[severity]} />,
  },
  textColumn('Check', ({ rule }) => titleOfCheck(rule)),
  { heading: 'What it says', text: ({ message }) => message, wide: true },
];
