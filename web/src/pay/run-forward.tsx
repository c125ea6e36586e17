import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { formatMoney } from '../words/format.ts';
import { accountOf, payeeInWords } from './pay-words.ts';

type Resend = PayRunDetail['resends'][number];
type TakenOff = PayRunDetail['takenOff'][number];

/** What earlier payments leave for a run to do; nothing is said where they leave nothing. */
export function RunForward({ run }: { run: PayRunDetail }) {
  if (run.resends.length + run.takenOff.length === 0) return null;
  return (
    <section class="app-section" aria-labelledby="forward">
      <h2 class="govuk-heading-m" id="forward">
        From earlier payments
      </h2>
      {run.resends.length > 0 && (
        <>
          <p class="govuk-body">
            {formatMoney(run.resendPence ?? 0)} came back or could not be sent, and leaves again beside what
            this run pays.
          </p>
          <DataTable
            caption="Sent again"
            columns={resendColumns}
            rows={run.resends}
            keyOf={({ paymentId }) => paymentId}
            fileName={`${run.payRunId}-sent-again`}
          />
        </>
      )}
      {run.takenOff.length > 0 && (
        <>
          <p class="govuk-body">
            Payments are {formatMoney(run.takenOffPence ?? 0)} less: the payee has the money already, or was
            told that an overpayment is taken back.
          </p>
          <DataTable
            caption="Taken off"
            columns={takenOffColumns}
            rows={run.takenOff}
            keyOf={({ id }) => id}
            fileName={`${run.payRunId}-taken-off`}
          />
        </>
      )}
    </section>
  );
}

function payeeColumn<Row extends { payeeId: string }>(): Column<Row> {
  return {
    ...textColumn<Row>('Payee', ({ payeeId }) => payeeInWords(payeeId)),
    cell: ({ payeeId }) => {
      const place = accountOf(payeeId);
      return place === null ? payeeInWords(payeeId) : <a href={place}>{payeeInWords(payeeId)}</a>;
    },
  };
}

const resendColumns: readonly Column<Resend>[] = [
  payeeColumn(),
  {
    ...textColumn('Payment', ({ paymentId }) => paymentId),
    cell: ({ paymentId }) => <a href={`/payments/${encodeURIComponent(paymentId)}`}>{paymentId}</a>,
  },
  penceColumn('Amount', ({ amountPence }) => amountPence),
  textColumn('Sent for the', ({ attempt }) => (attempt === 2 ? 'second time' : `${attempt}th time`)),
];

const takenOffColumns: readonly Column<TakenOff>[] = [
  payeeColumn(),
  {
    ...textColumn('What for', ({ kind }) => whatFor[kind]),
    cell: ({ kind, id }) => (
      <a
        href={
          kind === 'outside-payment'
            ? `/payments/${encodeURIComponent(id)}`
            : `/recoveries?decide=${encodeURIComponent(id)}`
        }
      >
        {whatFor[kind]}
        <span class="govuk-visually-hidden"> {id}</span>
      </a>
    ),
  },
  penceColumn('Amount', ({ amountPence }) => amountPence),
];

const whatFor = {
  'outside-payment': 'Payment made outside',
  recovery: 'Overpayment taken back',
} as const satisfies Record<TakenOff['kind'], string>;
