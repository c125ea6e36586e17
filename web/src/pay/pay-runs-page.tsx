import type { PayRunSummary } from '../../../events/api/pay-runs.ts';
import { useList } from '../api/use-list.ts';
import {
  countColumn,
  dateColumn,
  instantColumn,
  penceColumn,
  textColumn,
  type Column,
} from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate } from '../words/format.ts';
import { PayPlaces } from './pay-places.tsx';
import { runKinds, runStates } from './pay-words.ts';
import { scopeInWords } from './scope-text.ts';

const kindChoices = [
  { value: '', text: 'Every kind' },
  ...Object.entries(runKinds).map(([value, text]) => ({ value, text })),
];
const stateChoices = [
  { value: '', text: 'Every state' },
  ...Object.entries(runStates).map(([value, { word }]) => ({ value, text: word })),
];

export function PayRunsPage() {
  const me = useMe();
  const filters = useFilters();
  const kind = filters.among('kind', runKinds);
  const state = filters.among('state', runStates);
  const list = useList('/v1/pay-runs', { query: { kind, state } });
  return (
    <Page question="What are we paying, and how far is it?">
      <PayPlaces here="/pay-runs" />
      {may(me, 'makePayRuns') && (
        <a href="/pay-runs/start" class="govuk-button">
          Start a pay run
        </a>
      )}
      <div class="app-filters">
        <SelectField
          id="kind"
          label="Who is paid"
          value={kind ?? ''}
          choices={kindChoices}
          onValue={(value) => {
            filters.set({ kind: value });
          }}
        />
        <SelectField
          id="state"
          label="State"
          value={state ?? ''}
          choices={stateChoices}
          onValue={(value) => {
            filters.set({ state: value });
          }}
        />
      </div>
      <Listed
        of={list}
        what="the pay runs"
        one="pay run"
        empty={
          kind === undefined && state === undefined
            ? 'No pay run has been made yet. A payments officer starts one, or the payment calendar does on its day.'
            : 'No pay run is of this kind and state. Choose another, or every kind.'
        }
      >
        {(runs) => (
          <DataTable
            caption="Pay runs, newest first"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={runs}
            keyOf={(run) => run.payRunId}
            fileName="pay-runs"
          />
        )}
      </Listed>
    </Page>
  );
}

const columns: readonly Column<PayRunSummary>[] = [
  {
    ...textColumn('Pay run', ({ payRunId }) => payRunId),
    cell: ({ payRunId, kind, throughDate }) => (
      <a href={`/pay-runs/${encodeURIComponent(payRunId)}`}>
        {runKinds[kind]} to {formatDate(throughDate)}
        <span class="govuk-visually-hidden">, run {payRunId}</span>
      </a>
    ),
  },
  {
    ...textColumn('State', ({ state }) => runStates[state].word),
    cell: ({ state }) => <Tag of={runStates[state]} />,
  },
  dateColumn('Paid through', ({ throughDate }) => throughDate),
  { heading: 'What it covers', text: ({ scope }) => scopeInWords(scope) },
  countColumn('Packages', ({ packageCount }) => packageCount ?? null),
  penceColumn('To be paid', ({ paymentPence }) => paymentPence ?? null),
  penceColumn('Held', ({ heldPence }) => heldPence ?? null),
  instantColumn('Started', ({ startedAt }) => startedAt),
  textColumn('By', ({ startedBy }) => startedBy),
];
