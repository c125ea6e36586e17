import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { InvoiceForm } from './invoice-form.tsx';

export function KeyInvoicePage() {
  const me = useMe();
  return (
    <Page
      question="What does the paper invoice say?"
      crumbs={[{ text: 'Paper invoices', href: '/paper-invoices' }]}
    >
      {may(me, 'keyInvoices') ? (
        <InvoiceForm />
      ) : (
        <p class="govuk-body">Payments officers key paper invoices. You can look at those that were keyed.</p>
      )}
    </Page>
  );
}
