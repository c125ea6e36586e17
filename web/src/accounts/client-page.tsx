import type { ManagedClientDetail } from '../../../events/api/portal-accounts.ts';
import { useRead } from '../api/use-read.ts';
import { countColumn, dateColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { counted, formatDate, formatDays, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { clientName } from './account-words.ts';

/** One of the people whose money an account provider holds. */
export function ClientPage({ id }: { id: string }) {
  const client = useRead('/v1/portal/clients/{id}', { id });
  return (
    <Page
      question="What may this money buy, and what is due?"
      about={client.state === 'here' ? clientName(client.value) : id}
      crumbs={[{ text: 'Your clients', href: '/clients' }]}
    >
      <Loaded of={client} what="your client">
        {(value) => <Client client={value} />}
      </Loaded>
    </Page>
  );
}

function Client({ client }: { client: ManagedClientDetail }) {
  const { papersDue, planItems, statements } = client;
  return (
    <>
      <SummaryList rows={summaryOf(client)} />
      <section class="app-section" aria-labelledby="due">
        <h2 class="govuk-heading-m" id="due">
          Statements that are due
        </h2>
        {papersDue.length === 0 ? (
          <p class="govuk-body">Nothing is due now.</p>
        ) : (
          <ul class="govuk-list govuk-list--bullet">
            {papersDue.map(({ from, to, dueOn, daysLate }) => (
              <li key={from}>
                {formatDays(from, to)}: due {formatDate(dueOn)}
                {daysLate > 0 && `, ${counted(daysLate, 'day')} late`}
              </li>
            ))}
          </ul>
        )}
        <p class="govuk-body">
          <a href="/statements">Send statements</a>
        </p>
      </section>
      <section class="app-section" aria-labelledby="plan">
        <h2 class="govuk-heading-m" id="plan">
          What the money may buy
        </h2>
        {planItems.length === 0 ? (
          <Nothing>
            The council has no support plan on record. Ask its audit team before you pay anybody.
          </Nothing>
        ) : (
          <DataTable
            caption="Support plan"
            captionClass="govuk-visually-hidden"
            columns={planColumns}
            rows={planItems}
            keyOf={({ what, payee }) => `${what} ${payee ?? ''}`}
          />
        )}
      </section>
      <section class="app-section" aria-labelledby="received">
        <h2 class="govuk-heading-m" id="received">
          Statements that came
        </h2>
        {statements.length === 0 ? (
          <p class="govuk-body">No statement was read yet.</p>
        ) : (
          <DataTable
            caption="Statements, the newest days first"
            captionClass="govuk-visually-hidden"
            columns={statementColumns}
            rows={statements}
            keyOf={({ from, to, receivedOn }) => `${from ?? ''} ${to ?? ''} ${receivedOn}`}
          />
        )}
      </section>
    </>
  );
}

function summaryOf(client: ManagedClientDetail): Row[] {
  const { agreementId, personName, personId, startDate, endDate, frequency, payeeName } = client;
  const { weeklyBudgetPence, weeklyContributionPence, accountEndsIn, rollNumber, earmarked } = client;
  return [
    { name: 'Agreement', value: agreementId },
    {
      name: 'Person',
      value: personName === null ? `${personId} (the name is restricted)` : `${personName} (${personId})`,
    },
    {
      name: 'Days',
      value: endDate === null ? `From ${formatDate(startDate)}, no end` : formatDays(startDate, endDate),
    },
    {
      name: 'Budget',
      value: `${formatMoney(weeklyBudgetPence)} a week, paid ${inWords(frequency).toLowerCase()}`,
    },
    {
      name: 'Contribution',
      value:
        weeklyContributionPence === null
          ? 'None is taken off'
          : `${formatMoney(weeklyContributionPence)} a week is taken off; the person pays it in`,
    },
    {
      name: 'Paid to',
      value: [payeeName, accountEndsIn === null ? null : `account ending ${accountEndsIn}`, rollNumber]
        .filter((each) => each !== null)
        .join(', '),
    },
    ...earmarked.map(({ what, amountPence }) => ({
      name: 'Kept for',
      value: `${what}: ${formatMoney(amountPence)}`,
    })),
  ];
}

type PlanItem = ManagedClientDetail['planItems'][number];
const planColumns: readonly Column<PlanItem>[] = [
  textColumn('What', ({ what }) => what),
  textColumn('From whom', ({ payee }) => payee),
  penceColumn('Expected', ({ amountPence }) => amountPence),
  textColumn('How often', ({ frequency }) => frequency, inWords),
];

type Statement = ManagedClientDetail['statements'][number];
const statementColumns: readonly Column<Statement>[] = [
  dateColumn('From', ({ from }) => from),
  dateColumn('To', ({ to }) => to),
  countColumn('Transactions', ({ transactions }) => transactions),
  dateColumn('Received', ({ receivedOn }) => receivedOn),
];
