import { write } from '../api/client.ts';
import { useRead } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { itemsOf, textOf } from '../words/fields.ts';
import { packageCrumbs } from './package-crumbs.ts';
import type { SetColumn } from './set-editor-row.tsx';
import { SetEditor } from './set-editor.tsx';

/** What a suspension is typed in. */
export const suspensionColumns: readonly SetColumn[] = [
  { field: 'from', label: 'From', kind: 'date', mandatory: true },
  { field: 'to', label: 'To', kind: 'date' },
  { field: 'kind', label: 'Why', kind: 'text', mandatory: true },
];

/** The days on which a package rests, all of them at once. */
export function EditSuspensions({ id }: { id: string }) {
  const carePackage = useRead('/v1/packages/{id}', { id });
  return (
    <Page question="On which days does this package rest?" about={id} crumbs={packageCrumbs(id)}>
      <p class="govuk-body">
        A suspension lies within the days of the package, and no two overlap. Say why in a word or two, such
        as hospital or respite elsewhere.
      </p>
      <Loaded of={carePackage} what="the package">
        {(record) => (
          <SetEditor
            one="suspension"
            columns={suspensionColumns}
            initial={itemsOf(record, 'suspensions').map((each) => ({
              from: textOf(each, 'from'),
              to: textOf(each, 'to'),
              kind: textOf(each, 'kind'),
            }))}
            back={`/packages/${encodeURIComponent(id)}`}
            save={(rows, reason, key) =>
              write('PUT', '/v1/packages/{id}/suspensions', {
                id,
                body: {
                  items: rows.map((row) => ({
                    from: row['from'] ?? '',
                    to: emptyAsNull(row['to']),
                    kind: row['kind']?.trim() ?? '',
                  })),
                  reason,
                },
                key,
              })
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

function emptyAsNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
