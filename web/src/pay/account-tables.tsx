import type { PayeeAccount } from '../../../events/api/payments.ts';
import type { ComponentChildren } from 'preact';
import { dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { Tag } from '../parts/tag.tsx';
import { formatMoney } from '../words/format.ts';
import { paymentMethods, paymentStates } from './pay-words.ts';
import { RecoveryTable } from './recovery-table.tsx';

type Payment = PayeeAccount['payments'][number];
type Entry = PayeeAccount['entries'][number];

/** Payments, entries and recoveries of a payee. */
export function AccountTables({ account, fileName }: { account: PayeeAccount; fileName: string }) {
  return (
    <>
      <Part id="payments" title="Payments">
        {account.payments.length === 0 ? (
          <Nothing>
            Nothing was paid yet. A payment appears when a run with lines of this payee is issued.
          </Nothing>
        ) : (
          <DataTable
            caption="Payments, each opens its trace"
            captionClass="govuk-visually-hidden"
            columns={paymentColumns}
            rows={account.payments}
            keyOf={({ paymentId }) => paymentId}
            fileName={`payments-${fileName}`}
          />
        )}
      </Part>
      <Part id="entries" title="Entries">
        {account.entries.length === 0 ? (
          <Nothing>Nothing was booked yet.</Nothing>
        ) : (
          <DataTable
            caption="Entries and the balance after each"
            captionClass="govuk-visually-hidden"
            columns={entryColumns}
            rows={account.entries}
            keyOf={(entry) => JSON.stringify(entry)}
            fileName={fileName}
          />
        )}
      </Part>
      <Part id="recoveries" title="Recoveries">
        {account.recoveries.length === 0 ? (
          <Nothing>Nothing is to be given back.</Nothing>
        ) : (
          <RecoveryTable rows={account.recoveries} without={['Payee']} fileName={`recoveries-${fileName}`} />
        )}
      </Part>
    </>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="app-section" aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id}>
        {title}
      </h2>
      {children}
    </section>
  );
}

const paymentColumns: readonly Column<Payment>[] = [
  dateColumn('To be paid on', ({ payOn }) => payOn),
  {
    ...penceColumn<Payment>('Amount', ({ amountPence }) => amountPence),
    cell: ({ paymentId, amountPence }) => (
      <a href={`/payments/${encodeURIComponent(paymentId)}`}>
        {formatMoney(amountPence)}
        <span class="govuk-visually-hidden">, payment {paymentId}: where it is</span>
      </a>
    ),
  },
  {
    ...textColumn<Payment>('State', ({ status }) => paymentStates[status].word),
    cell: ({ status }) => <Tag of={paymentStates[status]} />,
  },
  textColumn('By', ({ method }) => paymentMethods[method]),
  dateColumn('Sent', ({ sentOn }) => sentOn),
  textColumn('Reference', ({ reference }) => reference),
  {
    ...textColumn<Payment>('Pay run', ({ payRunId }) => payRunId),
    cell: ({ payRunId }) =>
      payRunId === null ? 'None' : <a href={`/pay-runs/${encodeURIComponent(payRunId)}`}>{payRunId}</a>,
  },
];

const entryColumns: readonly Column<Entry>[] = [
  dateColumn('Date', ({ date }) => date),
  textColumn('What', ({ description }) => description),
  penceColumn('Amount', ({ amountPence }) => amountPence),
  penceColumn('We owe then', ({ balancePence }) => balancePence),
  {
    heading: 'Where from',
    text: ({ paymentId, payRunId }) => paymentId ?? payRunId ?? '',
    cell: ({ paymentId, payRunId }) => {
      if (paymentId !== null)
        return <a href={`/payments/${encodeURIComponent(paymentId)}`}>Payment {paymentId}</a>;
      return payRunId === null ? (
        '–'
      ) : (
        <a href={`/pay-runs/${encodeURIComponent(payRunId)}`}>Run {payRunId}</a>
      );
    },
  },
];
