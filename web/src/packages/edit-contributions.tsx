import { write } from '../api/client.ts';
import type { RecordView } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { textOf } from '../words/fields.ts';
import { kindInWords } from './contribution-columns.tsx';
import { packageCrumbs } from './package-crumbs.ts';
import type { SetColumn, SetRow } from './set-editor-row.tsx';
import { SetEditor } from './set-editor.tsx';

const columns: readonly SetColumn[] = [
  { field: 'contributionId', label: 'Contribution', kind: 'text', mandatory: true },
  {
    field: 'kind',
    label: 'Kind',
    kind: ['provisional', 'weeks-1-12', 'weeks-13-plus', 'non-residential', 'top-up', 'fnc'],
    word: kindInWords,
    mandatory: true,
  },
  { field: 'startDate', label: 'From', kind: 'date', mandatory: true },
  { field: 'endDate', label: 'To', kind: 'date' },
  { field: 'weeklyAmount', label: 'Pounds a week', kind: 'text' },
  { field: 'collector', label: 'Collected by', kind: ['provider', 'council'], mandatory: true },
  { field: 'status', label: 'Status', kind: ['active', 'cancelled'] },
];

/** The whole set of contributions at once, so that boundaries move without gap or overlap. */
export function EditContributions({ id }: { id: string }) {
  const carePackage = useRead('/v1/packages/{id}', { id });
  const contributions = useRead('/v1/packages/{id}/contributions', { id });
  return (
    <Page question="Who should contribute what to this package?" about={id} crumbs={packageCrumbs(id)}>
      <p class="govuk-body">
        The whole set is recorded at once: where one contribution ends, let the next begin the day after. An
        empty amount is allowed for funded nursing care only and means the national rate.
      </p>
      <Loaded of={carePackage} what="the package">
        {(record) => (
          <Loaded of={contributions} what="the contributions">
            {({ items }) => (
              <SetEditor
                one="contribution"
                columns={columns}
                initial={items.map(rowOf)}
                back={`/packages/${encodeURIComponent(id)}`}
                save={(rows, reason, key) =>
                  write('PUT', '/v1/packages/{id}/contributions', {
                    id,
                    body: { items: rows.map((row) => itemOf(row, textOf(record, 'personId'), id)), reason },
                    key,
                  })
                }
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function rowOf(item: RecordView): SetRow {
  return Object.fromEntries(columns.map(({ field }) => [field, textOf(item, field)]));
}

function itemOf(row: SetRow, personId: string, packageId: string): Record<string, string | null> {
  const values = Object.entries(row).map(
    ([field, value]) => [field, value.trim() === '' ? null : value.trim()] as const,
  );
  return { ...Object.fromEntries(values), personId, packageId };
}
