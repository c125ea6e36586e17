import { useList } from '../api/use-list.ts';
import type { Item } from '../api/contract.ts';
import type { ShownReturn } from '../../../events/api/financial-returns.ts';
import { dateColumn, countColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { DateField, SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useMe } from '../session/me.ts';
import { textOf } from '../words/fields.ts';
import { formatDays } from '../words/format.ts';
import { dueInSentence, lastStepInWords, missingInWords, returnStates } from './paper-words.ts';

type Due = { agreementId: string; personId: string; personName: string; papers: ShownReturn; open: number };

/** Every agreement of which papers are due by a day, the latest first. */
export function DuePapersPage() {
  const { today } = useMe();
  const filters = useFilters();
  const asked = filters.of('by');
  const by = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today;
  const list = useList('/v1/direct-payments', { query: { due: by, limit: '200' } });
  return (
    <Page
      question="Whose papers are due, and how late are they?"
      crumbs={[{ text: 'Direct payments', href: '/direct-payments' }]}
    >
      <div class="app-filters">
        <DateField
          id="by"
          label="Due by"
          value={by}
          onValue={(value) => {
            if (/^\d{4}-\d{2}-\d{2}$/.test(value)) filters.set({ by: value === today ? '' : value });
          }}
        />
      </div>
      <Listed
        of={list}
        what="the papers that are due"
        one="agreement"
        empty="No papers are due by this day: everything that was asked for has come."
      >
        {(items) => <DuePapers rows={items.flatMap(dueOf)} />}
      </Listed>
    </Page>
  );
}

function dueOf(item: Item<'/v1/direct-payments'>): Due[] {
  const { financialReturn, personName = '', openReturns = 1 } = item;
  if (financialReturn === undefined) return [];
  return [
    {
      ...{ agreementId: textOf(item, 'agreementId'), personId: textOf(item, 'personId'), personName },
      ...{ papers: financialReturn, open: openReturns },
    },
  ];
}

function DuePapers({ rows }: { rows: readonly Due[] }) {
  const filters = useFilters();
  const state = filters.among('state', returnStates);
  const shown = rows
    .filter(({ papers }) => state === undefined || papers.state === state)
    .toSorted((one, other) => other.papers.daysLate - one.papers.daysLate);
  const count = (name: string): number => rows.filter(({ papers }) => papers.state === name).length;
  return (
    <>
      <p class="govuk-body">{dueInSentence(rows.map(({ papers }) => papers))}</p>
      <div class="app-filters">
        <SelectField
          id="state"
          label="Where they are"
          value={state ?? ''}
          choices={[
            { value: '', text: `Anywhere (${rows.length})` },
            ...Object.entries(returnStates)
              .filter(([name]) => count(name) > 0 || name === state)
              .map(([value, { word }]) => ({ value, text: `${word} (${count(value)})` })),
          ]}
          onValue={(value) => {
            filters.set({ state: value });
          }}
        />
      </div>
      {shown.length === 0 ? (
        <Nothing>No papers are there now. Choose another, or anywhere.</Nothing>
      ) : (
        <DataTable
          caption="Papers that are due, the latest first"
          captionClass="govuk-visually-hidden"
          columns={columns}
          rows={shown}
          keyOf={({ agreementId }) => agreementId}
          fileName="papers-due"
        />
      )}
    </>
  );
}

const columns: readonly Column<Due>[] = [
  {
    ...textColumn<Due>('Person', ({ personName, personId }) => `${personName} (${personId})`),
    cell: ({ personName, personId }) => (
      <a href={`/people/${encodeURIComponent(personId)}`}>{personName === '' ? personId : personName}</a>
    ),
  },
  {
    ...textColumn<Due>('Agreement', ({ agreementId }) => agreementId),
    cell: ({ agreementId }) => (
      <a href={`/direct-payments/${encodeURIComponent(agreementId)}/returns`}>{agreementId}</a>
    ),
  },
  {
    ...textColumn<Due>('Period', ({ papers: { period } }) => formatDays(period.from, period.to)),
    order: ({ papers }) => papers.period.from,
    cell: ({ papers: { period }, open }) => (
      <>
        {formatDays(period.from, period.to)}
        {open > 1 && <span class="app-note">and {open - 1} later</span>}
      </>
    ),
    wide: true,
  },
  dateColumn('Due', ({ papers }) => papers.dueOn),
  {
    ...textColumn<Due>('State', ({ papers }) => returnStates[papers.state].word),
    cell: ({ papers }) => <Tag of={returnStates[papers.state]} />,
  },
  countColumn('Days late', ({ papers }) => papers.daysLate),
  textColumn('Missing', ({ papers }) => missingInWords(papers)),
  textColumn('Last step', ({ papers }) => lastStepInWords(papers)),
  { ...textColumn<Due>('Next', ({ papers }) => papers.nextStep.why), wide: true },
];
