import type { Item } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { PayPlaces } from './pay-places.tsx';

type Invoice = Item<'/v1/manual-invoices'>;

export function PaperInvoicesPage() {
  const me = useMe();
  const list = useList('/v1/manual-invoices');
  return (
    <Page question="Which paper invoices were keyed, and by whom?">
      <PayPlaces here="/paper-invoices" />
      {may(me, 'keyInvoices') && (
        <a href="/paper-invoices/new" class="govuk-button">
          Key a paper invoice
        </a>
      )}
      <Listed
        of={list}
        what="the paper invoices"
        one="paper invoice"
        empty="No paper invoice was keyed yet. A payments officer keys one when a provider sends paper; it is paid in the next run of paper invoices."
      >
        {(invoices) => (
          <DataTable
            caption="Paper invoices"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={invoices}
            keyOf={({ invoiceId }) => invoiceId}
            fileName="paper-invoices"
          />
        )}
      </Listed>
    </Page>
  );
}

const columns: readonly Column<Invoice>[] = [
  {
    ...textColumn<Invoice>('Invoice number', ({ invoiceNumber }) => invoiceNumber),
    cell: ({ invoiceId, invoiceNumber }) => (
      <a href={`/paper-invoices/${encodeURIComponent(invoiceId)}`}>{invoiceNumber}</a>
    ),
  },
  {
    ...textColumn('Provider', ({ providerId }) => providerId),
    cell: ({ providerId }) => (
      <a href={`/providers/${encodeURIComponent(providerId)}/account`}>{providerId}</a>
    ),
  },
  dateColumn('Date of the invoice', ({ invoiceDate }) => invoiceDate),
  penceColumn('Total', ({ totalPence }) => totalPence),
  textColumn('Image', ({ hasImage }) => (hasImage ? 'Yes' : 'No')),
  textColumn('Keyed by', ({ keyedBy }) => keyedBy),
];
