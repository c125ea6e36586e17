import type { ManagedClient } from '../../../events/api/portal-accounts.ts';
import { useList } from '../api/use-list.ts';
import { dateColumn, endColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { inWords } from '../words/labels.ts';
import { clientName, dueInWords } from './account-words.ts';

/** Everybody whose money an account provider holds. */
export function ClientsPage() {
  const me = useMe();
  const list = useList('/v1/portal/clients');
  return (
    <Page question="Whose money do I hold, and what is due?" about={me.accountProviderId ?? undefined}>
      <Listed
        of={list}
        what="your clients"
        one="client"
        empty="The council has no direct payment on record whose money you hold. If you hold any, tell its audit team."
      >
        {(clients) => (
          <DataTable
            caption="Your clients"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={clients}
            keyOf={({ agreementId }) => agreementId}
            fileName="our-clients"
          />
        )}
      </Listed>
    </Page>
  );
}

const columns: readonly Column<ManagedClient>[] = [
  {
    ...textColumn<ManagedClient>('Agreement', ({ agreementId }) => agreementId),
    cell: ({ agreementId }) => <a href={`/clients/${agreementId}`}>{agreementId}</a>,
  },
  textColumn('Person', clientName),
  dateColumn('From', ({ startDate }) => startDate),
  endColumn('To', ({ endDate }) => endDate),
  penceColumn('Budget a week', ({ weeklyBudgetPence }) => weeklyBudgetPence),
  penceColumn('Contribution a week', ({ weeklyContributionPence }) => weeklyContributionPence),
  textColumn('Paid', ({ frequency }) => frequency, inWords),
  textColumn('Roll number', ({ rollNumber }) => rollNumber),
  dateColumn('Statements to', ({ statementsThrough }) => statementsThrough),
  { ...textColumn<ManagedClient>('Statements due', dueInWords), wide: true },
];
