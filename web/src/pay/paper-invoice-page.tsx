import { useState } from 'preact/hooks';
import { read } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { formatDate, formatInstant, formatMoney, formatSize } from '../words/format.ts';

type Invoice = Answer<'GET', '/v1/manual-invoices/{id}'>;

export function PaperInvoicePage({ id }: { id: string }) {
  const invoice = useRead('/v1/manual-invoices/{id}', { id });
  return (
    <Page
      question="What was keyed from this paper invoice?"
      about={`Paper invoice ${id}`}
      crumbs={[{ text: 'Paper invoices', href: '/paper-invoices' }]}
    >
      <Loaded of={invoice} what="the paper invoice">
        {(value) => (
          <>
            <SummaryList rows={rowsOf(value)} />
            <DataTable caption="Lines" columns={columns} rows={value.lines} keyOf={keyOf} />
            <ImageOf invoice={value} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function ImageOf({ invoice: { invoiceId, image } }: { invoice: Invoice }) {
  const [problem, setProblem] = useState<string | null>(null);
  // An address holds for five minutes only, so a new one is asked for with every look.
  const open = async (): Promise<void> => {
    const answered = await read('/v1/manual-invoices/{id}', { id: invoiceId });
    setProblem(answered.ok ? null : answered.trouble.detail);
    const url = answered.ok ? answered.value.image?.url : undefined;
    if (url !== undefined) follow(url);
  };
  return (
    <section class="app-section" aria-labelledby="image">
      <h2 class="govuk-heading-m" id="image">
        Image of the paper
      </h2>
      {image === null ? (
        <Nothing>No image was attached when it was keyed.</Nothing>
      ) : (
        <>
          {problem !== null && (
            <p class="govuk-error-message" role="alert">
              {problem}
            </p>
          )}
          <p class="govuk-body">
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => {
                void open();
              }}
            >
              Download the image ({formats[image.mediaType]}, {formatSize(image.sizeBytes)})
            </button>
          </p>
        </>
      )}
    </section>
  );
}

const formats = { 'application/pdf': 'PDF', 'image/png': 'PNG', 'image/jpeg': 'JPEG' } as const;

function follow(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}

function rowsOf(invoice: Invoice): Row[] {
  const { providerId, personId } = invoice;
  return [
    { name: 'Total', value: <strong>{formatMoney(invoice.totalPence)}</strong> },
    { name: 'Invoice number', value: invoice.invoiceNumber },
    { name: 'Date of the invoice', value: formatDate(invoice.invoiceDate) },
    {
      name: 'Provider',
      value: <a href={`/providers/${encodeURIComponent(providerId)}/account`}>{providerId}</a>,
    },
    ...(personId === null
      ? []
      : [{ name: 'Person', value: <a href={`/people/${encodeURIComponent(personId)}`}>{personId}</a> }]),
    { name: 'Keyed', value: `${formatInstant(invoice.keyedAt)}, by ${invoice.keyedBy}` },
    { name: 'Reason', value: invoice.reason ?? '–' },
  ];
}

type Line = Invoice['lines'][number];

const columns: readonly Column<Line>[] = [
  textColumn('What for', ({ description }) => description),
  dateColumn('From', ({ from }) => from),
  dateColumn('To', ({ to }) => to),
  textColumn('Cost centre', ({ costCentre }) => costCentre),
  penceColumn('Amount', ({ amountPence }) => amountPence),
];

function keyOf({ description, from, to, amountPence }: Line): string {
  return `${description} ${from} ${to} ${amountPence}`;
}
