import type { ClientOutcome, SentStatementsDetail } from '../../../events/api/portal-accounts.ts';
import { read, type Answered } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { countColumn, dateColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { formatCount } from '../words/format.ts';
import { answerInWords, isParted, outcomeOf, stateOf } from './account-words.ts';

/** One file of statements: what became of each client’s part, and what was not taken. */
export function SentStatementsPage({ id }: { id: string }) {
  const { value, trouble, again } = usePolled(id, readSent, isSettled);
  const reading =
    value !== null
      ? { state: 'here' as const, value, again }
      : trouble === null
        ? { state: 'loading' as const, again }
        : { state: 'failed' as const, trouble, again };
  return (
    <Page
      question="Were my statements accepted?"
      about={value?.fileName}
      crumbs={[{ text: 'Statements', href: '/statements' }]}
    >
      {value === null && trouble?.status === 404 ? (
        <div class="govuk-inset-text" role="status">
          Your file is on its way: this page looks for it again by itself. If it is not here within a minute,
          look among <a href="/statements">your files</a>, or send it again.
        </div>
      ) : (
        <Loaded of={reading} what="the answer to your file">
          {(sent) => <Sent sent={sent} />}
        </Loaded>
      )}
    </Page>
  );
}

function readSent(id: string, signal: AbortSignal): Promise<Answered<SentStatementsDetail>> {
  return read('/v1/portal/statements/{id}', { id, signal });
}

function isSettled(sent: SentStatementsDetail): boolean {
  return isParted(sent) && sent.clients.every(({ outcome }) => outcome !== 'on-its-way');
}

function Sent({ sent }: { sent: SentStatementsDetail }) {
  const { clients, findings, findingCount } = sent;
  return (
    <>
      <div class="govuk-inset-text" role="status" aria-live="polite">
        <p class="govuk-body">
          <Tag of={stateOf(sent)} />
        </p>
        <p class="govuk-body govuk-!-font-weight-bold">{answerInWords(sent)}</p>
      </div>
      {clients.length > 0 && (
        <DataTable
          caption="Client by client"
          columns={clientColumns}
          rows={clients}
          keyOf={({ agreementId, name }) => `${agreementId} ${name}`}
          fileName="our-statements-by-client"
        />
      )}
      {findings.length > 0 && (
        <DataTable
          caption={
            findingCount > findings.length
              ? `What was found: the first ${formatCount(findings.length)} of ${formatCount(findingCount)}`
              : 'What was found'
          }
          columns={findingColumns}
          rows={findings}
          keyOf={({ line, rule, value, message }) => `${line ?? ''} ${rule} ${value ?? ''} ${message}`}
          fileName="our-statements-not-taken"
        />
      )}
    </>
  );
}

const clientColumns: readonly Column<ClientOutcome>[] = [
  {
    ...textColumn<ClientOutcome>('Agreement', ({ agreementId }) => agreementId),
    cell: ({ agreementId }) => <a href={`/clients/${agreementId}`}>{agreementId}</a>,
  },
  textColumn('In your file', ({ name }) => name),
  {
    ...textColumn<ClientOutcome>('State', (client) => outcomeOf(client).word),
    cell: (client) => <Tag of={outcomeOf(client)} />,
  },
  dateColumn('From', ({ from }) => from),
  dateColumn('To', ({ to }) => to),
  countColumn('Transactions', ({ transactions }) => transactions),
  { ...textColumn<ClientOutcome>('Why not', ({ problem }) => problem), wide: true },
];

type Found = SentStatementsDetail['findings'][number];
const findingColumns: readonly Column<Found>[] = [
  countColumn('Line or file', ({ line }) => line),
  textColumn('It says', ({ value }) => value),
  { ...textColumn<Found>('What was found', ({ message }) => message), wide: true },
];
