import { useState } from 'preact/hooks';
import type { Upload } from '../../../events/api/uploads.ts';
import type { Trouble } from '../api/client.ts';
import type { Item } from '../api/contract.ts';
import { readAll, useList } from '../api/use-list.ts';
import { DataTable, tableRows, type Column } from '../parts/data-table.tsx';
import { ListEnd } from '../parts/list-end.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { saveCsv } from '../parts/save-csv.ts';
import { Tag } from '../parts/tag.tsx';
import { fieldName } from '../words/fields.ts';
import { inWords, severities } from '../words/labels.ts';

type Finding = Item<'/v1/uploads/{id}/findings'>;

/** What is wrong in a file, line by line, and the same as a file to mend it from. */
export function FindingsTable({ upload }: { upload: Upload }) {
  const list = useList('/v1/uploads/{id}/findings', { id: upload.uploadId, query: { limit: '50' } });
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const download = async (): Promise<void> => {
    const all = await readAll('/v1/uploads/{id}/findings', { id: upload.uploadId });
    if ('status' in all) setTrouble(all);
    else saveCsv(`findings-${upload.fileName.replace(/\.\w+$/, '')}.csv`, tableRows(columns, all));
  };
  return (
    <section class="app-section" aria-labelledby="findings">
      <h2 class="govuk-heading-m" id="findings">
        Findings
      </h2>
      <Loaded of={list} what="the findings">
        {(findings) =>
          findings.items.length === 0 ? (
            <Nothing>Nothing was found wrong, so there is nothing to do here.</Nothing>
          ) : (
            <>
              <DataTable
                caption="What was found, line by line"
                captionClass="govuk-visually-hidden"
                columns={columns}
                rows={findings.items}
                keyOf={keyOf}
              />
              <ListEnd list={findings} one="finding" />
              <button
                type="button"
                class="app-link-button"
                onClick={() => {
                  void download();
                }}
              >
                Download all findings (CSV)
              </button>
              {trouble !== null && (
                <p class="govuk-error-message" role="alert">
                  {trouble.detail}
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function keyOf(finding: Finding): string {
  return [finding.line, finding.field, finding.rule, finding.value].join('|');
}

const columns: readonly Column<Finding>[] = [
  {
    heading: 'Line',
    numeric: true,
    text: (finding) => (finding.line === null ? 'Whole file' : String(finding.line)),
    order: (finding) => finding.line ?? 0,
  },
  {
    heading: 'Severity',
    text: ({ severity }) => severities[severity].word,
    cell: ({ severity }) => <Tag of={severities[severity]} />,
    order: ({ severity }) => severity,
  },
  {
    heading: 'Field',
    text: ({ field }) => (field === null ? '' : fieldName(field)),
    order: ({ field }) => field ?? '',
  },
  { heading: 'Rule', text: ({ rule }) => inWords(rule), order: ({ rule }) => rule },
  { heading: 'What is wrong, and what to do', text: ({ message }) => message },
  { heading: 'Value in the file', text: ({ value }) => value ?? '' },
];
