import type { DeferredSummary } from '../../../events/api/deferred.ts';
import { useList } from '../api/use-list.ts';
import { penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { counted, formatDate, formatMoney } from '../words/format.ts';
import { severities } from '../words/labels.ts';
import { chargeStatuses, flagChoices, nextStatementInWords } from './deferred-words.ts';

/** Every deferred payment agreement, with what is owed and what needs somebody. */
export function DeferredPage() {
  const filters = useFilters();
  const flag = filters.among('flag', flagChoices);
  const list = useList('/v1/deferred-agreements', { query: { flag, limit: '200' } });
  return (
    <Page question="What is owed on homes, and which agreements need somebody?">
      <div class="app-filters">
        <SelectField
          id="flag"
          label="Show"
          value={flag ?? ''}
          choices={[
            { value: '', text: 'Every agreement' },
            ...Object.entries(flagChoices).map(([value, text]) => ({ value, text })),
          ]}
          onValue={(value) => {
            filters.set({ flag: value });
          }}
        />
      </div>
      <Listed
        of={list}
        what="the deferred payment agreements"
        one="agreement"
        empty={
          flag === undefined ? (
            <>
              There is no deferred payment agreement. Send the extract of deferred agreements on the{' '}
              <a href="/files">files page</a>.
            </>
          ) : (
            'No agreement is among these. Choose every agreement.'
          )
        }
      >
        {(rows, { hasMore }) => (
          <>
            <p class="govuk-body govuk-!-font-weight-bold">{inSentences(rows, hasMore)}</p>
            <DataTable
              caption="Deferred payment agreements"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={rows}
              keyOf={({ agreementId }) => agreementId}
              fileName="deferred-agreements"
            />
          </>
        )}
      </Listed>
    </Page>
  );
}

function inSentences(rows: readonly DeferredSummary[], hasMore: boolean): string {
  const owedUnder = (some: readonly DeferredSummary[]) =>
    some.reduce((sum, { owedPence }) => sum + owedPence, 0);
  const unsecured = owedUnder(rows.filter(({ chargeStatus }) => chargeStatus !== 'registered'));
  const flagged = rows.filter(({ flags }) => flags.length > 0).length;
  return `${hasMore ? 'The first ' : ''}${counted(rows.length, 'agreement')} with ${formatMoney(owedUnder(rows))} owed in all, ${formatMoney(unsecured)} of it without a registered charge; ${flagged} of them ${flagged === 1 ? 'needs' : 'need'} somebody.`;
}

const columns: readonly Column<DeferredSummary>[] = [
  {
    ...textColumn<DeferredSummary>('Agreement', ({ agreementId }) => agreementId),
    cell: ({ agreementId }) => <a href={`/deferred/${encodeURIComponent(agreementId)}`}>{agreementId}</a>,
  },
  {
    ...textColumn<DeferredSummary>('Person', ({ personId, personName }) => personName || personId),
    cell: ({ personId, personName }) => (
      <a href={`/people/${encodeURIComponent(personId)}`}>{personName || personId}</a>
    ),
  },
  penceColumn('Owed', ({ owedPence }) => owedPence),
  {
    ...textColumn<DeferredSummary>('At the end of', ({ through }) => through, formatDate),
  },
  penceColumn(
    'Equity limit',
    ({ equityLimitPence }) => equityLimitPence,
    () => 'Not known',
  ),
  {
    ...textColumn<DeferredSummary>(
      'Charge',
      ({ chargeStatus }) => chargeStatuses[chargeStatus ?? 'none'].word,
    ),
    cell: ({ chargeStatus }) => <Tag of={chargeStatuses[chargeStatus ?? 'none']} />,
  },
  {
    ...textColumn<DeferredSummary>('What needs somebody', ({ flags }) =>
      flags.map(({ message }) => message).join(' '),
    ),
    cell: ({ flags }) =>
      flags.length === 0 ? (
        'Nothing'
      ) : (
        <ul class="govuk-list govuk-!-margin-bottom-0">
          {flags.map(({ rule, severity }) => (
            <li key={rule}>
              <Tag of={severities[severity]} /> {flagTitle(rule)}
            </li>
          ))}
        </ul>
      ),
    wide: true,
  },
  textColumn('Next statement', ({ nextStatement }) => nextStatementInWords(nextStatement)),
];

function flagTitle(rule: string): string {
  return Object.entries(flagChoices).find(([name]) => name === rule)?.[1] ?? rule;
}
