import type { PaymentTrace } from '../../../events/api/payments.ts';
import { useRead } from '../api/use-read.ts';
import { dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { counted, formatDate, formatInstant, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { accountOf, paymentMethods, paymentRoutes, paymentStates } from './pay-words.ts';

type Line = PaymentTrace['lines'][number];

export function PaymentPage({ id }: { id: string }) {
  const trace = useRead('/v1/payments/{id}/trace', { id });
  return (
    <Page
      question="Where is this payment, and what is it made of?"
      about={`Payment ${id}`}
      crumbs={[{ text: 'Pay runs', href: '/pay-runs' }]}
    >
      <Loaded of={trace} what="the payment">
        {(value) => <Trace trace={value} />}
      </Loaded>
    </Page>
  );
}

function Trace({ trace: { payment, steps, lines } }: { trace: PaymentTrace }) {
  return (
    <>
      <SummaryList rows={rowsOf(payment)} />
      <section class="app-section" aria-labelledby="trace">
        <h2 class="govuk-heading-m" id="trace">
          From its run to the payee’s account
        </h2>
        <ol class="app-versions">
          {steps.map(({ what, at, by, detail }) => (
            <li class="app-versions__version" key={`${at} ${what}`}>
              <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{stepInWords(what)}</h3>
              <p class="govuk-body-s govuk-!-margin-bottom-1">
                {formatInstant(at)}, by {by}
              </p>
              {detail !== null && <p class="govuk-body-s">{detail}</p>}
            </li>
          ))}
        </ol>
        {payment.status !== 'settled' && payment.status !== 'returned' && (
          <p class="govuk-body">It is not known to have arrived yet.</p>
        )}
      </section>
      <section class="app-section" aria-labelledby="payment-lines">
        <h2 class="govuk-heading-m" id="payment-lines">
          What it is made of
        </h2>
        {lines.length === 0 ? (
          <Nothing>It has no lines: it was made outside careledger and keyed.</Nothing>
        ) : (
          <>
            <p class="govuk-body">{sumSentence(lines, payment.amountPence)}</p>
            <DataTable
              caption="Lines of this payment"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={lines}
              keyOf={({ lineId }) => lineId}
              fileName={`payment-${payment.paymentId}`}
            />
          </>
        )}
      </section>
    </>
  );
}

/** A step is told by the state it led to. */
function stepInWords(what: string): string {
  const words: Readonly<Record<string, { word: string }>> = paymentStates;
  return words[what]?.word ?? inWords(what);
}

function sumSentence(lines: readonly Line[], amountPence: number): string {
  const sum = lines.reduce((total, line) => total + line.amountPence, 0);
  const text = `${counted(lines.length, 'line comes', 'lines come')} to ${formatMoney(sum)}`;
  return sum === amountPence
    ? `${text}, which is what was paid.`
    : `${text}; ${formatMoney(amountPence)} was paid. The difference is ${formatMoney(amountPence - sum)} of overpayments that were cancelled or became owed.`;
}

function rowsOf(payment: PaymentTrace['payment']): Row[] {
  const place = accountOf(payment.payeeId);
  return [
    { name: 'Amount', value: <strong>{formatMoney(payment.amountPence)}</strong> },
    { name: 'State', value: <Tag of={paymentStates[payment.status]} /> },
    {
      name: 'Payee',
      value: place === null ? payment.payeeName : <a href={place}>{payment.payeeName}</a>,
    },
    { name: 'Paid through', value: `${paymentRoutes[payment.route]}, ${paymentMethods[payment.method]}` },
    { name: 'To be paid on', value: formatDate(payment.payOn) },
    {
      name: 'Sent',
      value: `${formatDate(payment.sentOn)}${payment.attempt > 1 ? `, for the ${ordinal(payment.attempt)} time` : ''}`,
    },
    ...(payment.returnedOn === null ? [] : [{ name: 'Came back', value: formatDate(payment.returnedOn) }]),
    ...(payment.reference === null ? [] : [{ name: 'Reference', value: payment.reference }]),
    ...(payment.payRunId === null
      ? []
      : [
          {
            name: 'Pay run',
            value: <a href={`/pay-runs/${encodeURIComponent(payment.payRunId)}`}>{payment.payRunId}</a>,
          },
        ]),
  ];
}

function ordinal(count: number): string {
  return ['first', 'second', 'third'][count - 1] ?? `${count}th`;
}

const columns: readonly Column<Line>[] = [
  {
    ...textColumn<Line>('Package', ({ packageId }) => packageId),
    cell: ({ packageId }) => <a href={`/packages/${encodeURIComponent(packageId)}#pay-lines`}>{packageId}</a>,
  },
  textColumn('What', ({ description }) => description),
  dateColumn('From', ({ from }) => from),
  dateColumn('To', ({ to }) => to),
  penceColumn('Amount', ({ amountPence }) => amountPence),
  { heading: 'How it was reached', text: ({ explanation }) => explanation },
];
