import type { Schedule } from '../../../events/api/portal-accounts.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, dateColumn, penceColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { formatDate } from '../words/format.ts';

/** What was paid to an account provider in a year. */
export function SchedulesPage() {
  const me = useMe();
  const list = useList('/v1/portal/schedules');
  return (
    <Page question="What was paid to me, and for whom?" about={me.accountProviderId ?? undefined}>
      <Listed
        of={list}
        what="your payments"
        one="schedule"
        empty="Nothing was paid to you for your clients in the last year."
      >
        {(schedules) => (
          <DataTable
            caption="Payments of the last year, newest first"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={schedules}
            keyOf={({ scheduleId }) => scheduleId}
            fileName="our-payments"
          />
        )}
      </Listed>
    </Page>
  );
}

const columns: readonly Column<Schedule>[] = [
  {
    ...dateColumn<Schedule>('In your account on', ({ payOn }) => payOn),
    cell: ({ scheduleId, payOn }) => <a href={`/schedules/${scheduleId}`}>{formatDate(payOn)}</a>,
  },
  countColumn('Clients', ({ clients }) => clients),
  penceColumn('Total', ({ totalPence }) => totalPence),
  penceColumn('Came back', ({ returnedPence }) => (returnedPence === 0 ? null : returnedPence)),
];
