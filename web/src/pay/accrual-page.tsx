import type { AccrualDetail } from '../../../events/api/accruals.ts';
import { useRead } from '../api/use-read.ts';
import { countColumn, instantColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { counted, formatDate, formatInstant, formatMoney } from '../words/format.ts';
import { AccrualActs } from './accrual-acts.tsx';
import { accrualStates, accruedAccounts } from './accrual-words.ts';
import { runKinds } from './pay-words.ts';

export function AccrualPage({ id }: { id: string }) {
  const reading = useRead('/v1/accruals/{id}', { id });
  const about =
    reading.state === 'here'
      ? `${runKinds[reading.value.kind]} ${reading.value.year}, accrual ${id}`
      : undefined;
  return (
    <Page
      question="May this be accrued?"
      about={about}
      crumbs={[{ text: 'Year-end accruals', href: '/accruals' }]}
    >
      <Loaded of={reading} what="the accrual">
        {(accrual) => (
          <>
            <Standing accrual={accrual} />
            <Totals accrual={accrual} />
            <AccrualActs accrual={accrual} again={reading.again} key={accrual.history.length} />
            <History accrual={accrual} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ accrual }: { accrual: AccrualDetail }) {
  const { state, yearEnd, reversedOn, totalPence, lineCount, payRunId, proposedAt, proposedBy, madeBy } =
    accrual;
  const { issuedSince } = accrual;
  return (
    <>
      <div class="govuk-inset-text" role="status" aria-live="polite">
        <p class="govuk-body">
          <Tag of={accrualStates[state]} /> {accrualStates[state].means}
        </p>
      </div>
      <SummaryList
        rows={[
          {
            name: 'Not booked by then',
            value: (
              <>
                <strong>{formatMoney(totalPence)}</strong> of care through {formatDate(yearEnd)}, held or not
              </>
            ),
          },
          { name: 'Booked on', value: `${formatDate(yearEnd)}, as cost against accruals` },
          { name: 'Taken back on', value: formatDate(reversedOn) },
          { name: 'Lines', value: linesOf(lineCount, payRunId, issuedSince) },
          { name: 'Proposed', value: `${formatInstant(proposedAt)}, by ${proposedBy}` },
          {
            name: 'Made by',
            value: `${madeBy.join(', ')}${state === 'proposed' ? ', who may not approve it' : ''}`,
          },
        ]}
      />
    </>
  );
}

function linesOf(count: number, payRunId: string, issuedSince: readonly string[]): string {
  const lines = counted(count, 'line');
  if (issuedSince.length === 0) return `${lines} of preview ${payRunId}, kept for a day`;
  return `${lines} of preview ${payRunId}, kept for a day, and of what was paid since: ${issuedSince.join(', ')}`;
}

type Total = AccrualDetail['totals'][number];

function Totals({ accrual: { totals } }: { accrual: AccrualDetail }) {
  return (
    <section class="app-section" aria-labelledby="totals">
      <h2 class="govuk-heading-m" id="totals">
        By coding
      </h2>
      <DataTable
        caption="What is accrued by account, cost centre, subjective and tax code"
        captionClass="govuk-visually-hidden"
        columns={totalColumns}
        rows={totals}
        keyOf={({ account, coding }) => JSON.stringify([account, coding])}
        fileName="accrual-by-coding"
      />
    </section>
  );
}

const totalColumns: readonly Column<Total>[] = [
  textColumn('Account', ({ account }) => accruedAccounts[account]),
  textColumn('Cost centre', ({ coding }) => coding.costCentre),
  textColumn('Subjective code', ({ coding }) => coding.subjectiveCode),
  textColumn('Tax code', ({ coding }) => coding.taxCode),
  countColumn('Lines', ({ lineCount }) => lineCount),
  penceColumn('Amount', ({ amountPence }) => amountPence),
];

function History({ accrual: { history } }: { accrual: AccrualDetail }) {
  return (
    <section class="app-section" aria-labelledby="history">
      <h2 class="govuk-heading-m" id="history">
        What happened so far
      </h2>
      <DataTable
        caption="What happened to this accrual, in order"
        captionClass="govuk-visually-hidden"
        columns={historyColumns}
        rows={history}
        keyOf={({ at, state }) => `${at} ${state}`}
        fileName="accrual-history"
      />
    </section>
  );
}

const historyColumns: readonly Column<AccrualDetail['history'][number]>[] = [
  instantColumn('When', ({ at }) => at),
  textColumn('State', ({ state }) => accrualStates[state].word),
  textColumn('By', ({ by }) => by),
  textColumn('Reason', ({ reason }) => reason),
];
