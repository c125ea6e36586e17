import { useState } from 'preact/hooks';
import type { ShownStatementMapping } from '../../../events/api/statement-mappings.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, instantColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Exports } from '../parts/exports.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import type { Word } from '../words/labels.ts';
import { columnsInWords } from './columns-words.ts';
import { WithdrawMapping } from './withdraw-mapping.tsx';

type Row = ShownStatementMapping['versions'][number] & { mappingId: string; state: Word; isCurrent: boolean };

const inForce: Word = { word: 'Current', tone: 'green' };
const withdrawn: Word = { word: 'Withdrawn', tone: 'red' };
const earlier: Word = { word: 'Earlier', tone: 'grey' };

/** What is saved about the headings of banks that careledger does not know, with every version. */
export function StatementMappingsPage() {
  const mayMap = may(useMe(), 'mapStatements');
  const list = useList('/v1/statement-mappings');
  const [chosen, setChosen] = useState<Row | null>(null);
  return (
    <Page
      question="How are the headings of other banks read?"
      crumbs={[{ text: 'Direct payments', href: '/direct-payments' }]}
    >
      <p class="govuk-body">
        Statements of the banks that careledger knows are read by themselves, unless something is saved here
        about the same headings: that goes first. Statements that were read stay as they are when it is
        changed or withdrawn.
      </p>
      {chosen !== null && (
        <WithdrawMapping
          key={chosen.mappingId}
          mappingId={chosen.mappingId}
          bank={chosen.bank}
          onEnd={(isDone) => {
            setChosen(null);
            if (isDone) list.again();
          }}
        />
      )}
      <Listed
        of={list}
        what="what is saved"
        one="saved mapping"
        empty={
          <>
            Nothing is saved yet. When the headings of a statement are of no bank that is known, it is found
            among{' '}
            <a href="/files?kind=bank-statements&state=quarantined">the statements that could not be read</a>:
            choose “Say what its columns are” on its page.
          </>
        }
      >
        {(mappings) => (
          <>
            <DataTable
              caption="Saved headings of banks and their versions"
              captionClass="govuk-visually-hidden"
              columns={columnsOf(mayMap ? setChosen : null)}
              rows={mappings.flatMap(versionsOf)}
              keyOf={({ mappingId, version }) => `${mappingId} ${version}`}
            />
            <Exports
              what="these rows"
              caption="Saved headings of banks and their versions"
              fileName="statement-mappings"
              columns={columns}
              rowsOf={() => mappings.flatMap(versionsOf)}
            />
          </>
        )}
      </Listed>
    </Page>
  );
}

function versionsOf({ mappingId, versions }: ShownStatementMapping): Row[] {
  return versions.map((version, place) => ({
    ...{ mappingId, isCurrent: place === 0 && !version.isWithdrawn },
    state: place > 0 ? earlier : version.isWithdrawn ? withdrawn : inForce,
    ...version,
  }));
}

function columnsOf(onWithdraw: ((row: Row) => void) | null): Column<Row>[] {
  const withdraw: Column<Row> = {
    heading: 'Act',
    text: () => '',
    cell: (row) =>
      row.isCurrent && onWithdraw !== null ? (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => {
            onWithdraw(row);
          }}
        >
          Withdraw<span class="govuk-visually-hidden"> what is saved about {row.bank}</span>
        </button>
      ) : (
        '–'
      ),
  };
  return [...columns, ...(onWithdraw === null ? [] : [withdraw])];
}

const columns: readonly Column<Row>[] = [
  textColumn('Bank', ({ bank }) => bank),
  {
    ...textColumn<Row>('State', ({ state }) => state.word),
    cell: ({ state }) => <Tag of={state} />,
  },
  countColumn('Version', ({ version }) => version),
  { ...textColumn<Row>('Its columns hold', (row) => columnsInWords(row)), wide: true },
  instantColumn('Saved', ({ savedAt }) => savedAt),
  textColumn('By', ({ savedBy }) => savedBy),
  textColumn('Why', ({ reason }) => reason),
];
