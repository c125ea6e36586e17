import type { AccrualSummary } from '../../../events/api/accruals.ts';
import { useList } from '../api/use-list.ts';
import { dateColumn, instantColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { accrualStates } from './accrual-words.ts';
import { PayPlaces } from './pay-places.tsx';
import { runKinds } from './pay-words.ts';

export function AccrualsPage() {
  const list = useList('/v1/accruals');
  return (
    <Page question="What care of the year that ended is not paid yet?">
      <PayPlaces here="/accruals" />
      <p class="govuk-body">
        A year-end accrual books such care on 31 March and takes it back on 1 April, so that its cost falls
        into the year of the care and its payment into the next.
      </p>
      <Listed
        of={list}
        what="the year-end accruals"
        one="accrual"
        empty={
          <>
            No year-end accrual has been proposed yet. <a href="/pay-runs/start">Preview a pay run</a> through
            31 March once that day has passed, of everything of its kind and without a calendar; the preview’s
            page then offers to propose it.
          </>
        }
      >
        {(accruals) => (
          <DataTable
            caption="Year-end accruals, the latest year first"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={accruals}
            keyOf={({ accrualId }) => accrualId}
            fileName="year-end-accruals"
          />
        )}
      </Listed>
    </Page>
  );
}

const columns: readonly Column<AccrualSummary>[] = [
  {
    ...textColumn('Accrual', ({ accrualId }) => accrualId),
    cell: ({ accrualId, kind, year }) => (
      <a href={`/accruals/${encodeURIComponent(accrualId)}`}>
        {runKinds[kind]} {year}
        <span class="govuk-visually-hidden">, accrual {accrualId}</span>
      </a>
    ),
  },
  {
    ...textColumn('State', ({ state }) => accrualStates[state].word),
    cell: ({ state }) => <Tag of={accrualStates[state]} />,
  },
  penceColumn('Not booked by then', ({ totalPence }) => totalPence),
  dateColumn('Booked on', ({ yearEnd }) => yearEnd),
  dateColumn('Taken back on', ({ reversedOn }) => reversedOn),
  instantColumn('Proposed', ({ proposedAt }) => proposedAt),
  textColumn('By', ({ proposedBy }) => proposedBy),
];
