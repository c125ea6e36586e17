import type { ScheduleRow } from '../../../events/api/portal-accounts.ts';
import type { Answer } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { counted, formatDate, formatDays, formatMoney } from '../words/format.ts';
import { clientName } from './account-words.ts';

type Schedule = Answer<'GET', '/v1/portal/schedules/{id}'>;

/** What the payments of one run are for, client by client. */
export function SchedulePage({ id }: { id: string }) {
  const schedule = useRead('/v1/portal/schedules/{id}', { id });
  return (
    <Page
      question="What is each client’s part of this payment?"
      about={schedule.state === 'here' ? formatDate(schedule.value.payOn) : id}
      crumbs={[{ text: 'Payments', href: '/schedules' }]}
    >
      <Loaded of={schedule} what="the payments">
        {(value) => <Rows schedule={value} />}
      </Loaded>
    </Page>
  );
}

function Rows({ schedule }: { schedule: Schedule }) {
  const { payOn, totalPence, returnedPence, items, scheduleId } = schedule;
  const back = items.filter(({ isReturned }) => isReturned).length;
  return (
    <>
      <p class="govuk-body-l">
        {formatMoney(totalPence)} is in your account on {formatDate(payOn)}, in{' '}
        {counted(items.length - back, 'payment')}, one a client.
      </p>
      {back > 0 && (
        <p class="govuk-inset-text">
          {counted(back, 'payment')} of {formatMoney(returnedPence)} in all {back === 1 ? 'was' : 'were'} kept
          back or came back, and {back === 1 ? 'is' : 'are'} not in the total.
        </p>
      )}
      <DataTable
        caption="Client by client"
        columns={columns}
        rows={items}
        keyOf={({ paymentId }) => paymentId}
        fileName={`schedule-${scheduleId}`}
      />
    </>
  );
}

const columns: readonly Column<ScheduleRow>[] = [
  {
    ...textColumn<ScheduleRow>('Agreement', ({ agreementId }) => agreementId),
    cell: ({ agreementId }) => <a href={`/clients/${agreementId}`}>{agreementId}</a>,
  },
  textColumn('Person', clientName),
  textColumn('Days', ({ period }) => (period === null ? null : formatDays(period.from, period.to))),
  penceColumn('Budget', ({ grossPence }) => grossPence),
  penceColumn('Contribution', ({ contributionPence }) => contributionPence),
  penceColumn('One-offs', ({ oneOffPence }) => oneOffPence),
  penceColumn('Corrections', ({ otherPence }) => otherPence),
  penceColumn('Paid', ({ amountPence }) => amountPence),
  textColumn('Reference', ({ paymentId }) => paymentId),
  {
    ...textColumn<ScheduleRow>('Against the last time', ({ why, isReturned }) =>
      isReturned ? `Kept back or came back. ${why}` : why,
    ),
    wide: true,
  },
];
