import type { Upload } from '../../../events/api/uploads.ts';
import type { Item } from '../api/contract.ts';
import { readAll, useList } from '../api/use-list.ts';
import { countColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Exports } from '../parts/exports.tsx';
import { Listed } from '../parts/listed.tsx';
import { Tag } from '../parts/tag.tsx';
import { fieldName } from '../words/fields.ts';
import { inWords, severities } from '../words/labels.ts';

type Finding = Item<'/v1/uploads/{id}/findings'>;

/** What is wrong in a file, line by line, and the same as a file to mend it from. */
export function FindingsTable({ upload }: { upload: Upload }) {
  const list = useList('/v1/uploads/{id}/findings', { id: upload.uploadId, query: { limit: '50' } });
  return (
    <section class="app-section" aria-labelledby="findings">
      <h2 class="govuk-heading-m" id="findings">
        Findings
      </h2>
      <Listed
        of={list}
        what="the findings"
        one="finding"
        empty="Nothing was found wrong, so there is nothing to do here."
      >
        {(findings) => (
          <>
            <DataTable
              caption="What was found, line by line"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={findings}
              keyOf={keyOf}
            />
            <Exports
              what="all findings"
              caption={upload.fileName}
              fileName={`findings-${upload.fileName.replace(/\.\w+$/, '')}`}
              columns={columns}
              rowsOf={() => readAll('/v1/uploads/{id}/findings', { id: upload.uploadId })}
            />
          </>
        )}
      </Listed>
    </section>
  );
}

function keyOf(finding: Finding): string {
  return [finding.line, finding.field, finding.rule, finding.value].join('|');
}

const columns: readonly Column<Finding>[] = [
  countColumn('Line', ({ line }) => line, 'Whole file'),
  {
    ...textColumn('Severity', ({ severity }) => severities[severity].word),
    cell: ({ severity }) => <Tag of={severities[severity]} />,
  },
  textColumn('Field', ({ field }) => field, fieldName),
  textColumn('Rule', ({ rule }) => rule, inWords),
  { heading: 'What is wrong, and what to do', text: ({ message }) => message },
  { heading: 'Value in the file', text: ({ value }) => value ?? '' },
];
