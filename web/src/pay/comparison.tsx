import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { penceColumn, percentColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { formatChange, formatCount } from '../words/format.ts';
import { ChangeBars } from './change-bars.tsx';
import {
  byChange,
  changeOf,
  changeSentence,
  percentOf,
  providerOf,
  serviceOf,
  sumsBy,
  type ComparisonRow,
} from './comparison-sums.ts';

const MOST_BARS = 10;
const FIRST_ROWS = 10;
const choices = { service: 'By service', provider: 'By provider' };

/** What changed since the run before: a sentence, bars, and the same as a table. */
export function Comparison({ run }: { run: PayRunDetail }) {
  const filters = useFilters();
  const by = filters.among('by', choices) ?? 'service';
  const all = filters.of('compare') === 'all';
  const { comparison } = run;
  const rows = byChange(comparison);
  const sums = sumsBy(comparison, by === 'service' ? serviceOf : providerOf);
  return (
    <section class="app-section" aria-labelledby="change">
      <h2 class="govuk-heading-m" id="change">
        Change on the run before
      </h2>
      {comparison.length === 0 ? (
        <Nothing>There is nothing to compare: neither this run nor the one before it has a line.</Nothing>
      ) : (
        <>
          <p class="govuk-body govuk-!-font-weight-bold">{changeSentence(comparison)}</p>
          <div class="app-choices" role="group" aria-label="Changes shown">
            {Object.entries(choices).map(([name, text]) => (
              <button
                key={name}
                type="button"
                class="app-choices__choice"
                aria-pressed={name === by}
                onClick={() => {
                  filters.set({ by: name });
                }}
              >
                {text}
              </button>
            ))}
          </div>
          <ChangeBars sums={sums.slice(0, MOST_BARS)} />
          {sums.length > MOST_BARS && (
            <p class="govuk-body-s">
              The {MOST_BARS} greatest changes of {formatCount(sums.length)} are drawn.
            </p>
          )}
          <DataTable
            caption="Lines by provider and service, the greatest change first"
            captionClass="govuk-table__caption--s"
            columns={columns}
            rows={all ? rows : rows.slice(0, FIRST_ROWS)}
            keyOf={(row) => `${row.providerId} ${row.serviceType}`}
            fileName={`change-${run.payRunId}`}
          />
          {rows.length > FIRST_ROWS && (
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => {
                filters.set({ compare: all ? '' : 'all' });
              }}
            >
              {all ? `Show the first ${FIRST_ROWS}` : `Show all ${formatCount(rows.length)} rows`}
            </button>
          )}
        </>
      )}
    </section>
  );
}

const columns: readonly Column<ComparisonRow>[] = [
  {
    ...textColumn('Provider', providerOf),
    cell: (row) =>
      row.providerName === null ? (
        providerOf(row)
      ) : (
        <a href={`/providers/${encodeURIComponent(row.providerId)}/account`}>{providerOf(row)}</a>
      ),
  },
  textColumn('Service', serviceOf),
  penceColumn('Run before', ({ previousPence }) => previousPence),
  penceColumn('This run', ({ totalPence }) => totalPence),
  {
    ...penceColumn<ComparisonRow>('Change', changeOf),
    cell: (row) => formatChange(changeOf(row)),
  },
  {
    ...percentColumn<ComparisonRow>('Change, percent', percentOf, () => 'New'),
    cell: (row) => percentText(percentOf(row)),
  },
];

function percentText(percent: string | null): string {
  return percent === null ? 'New' : `${percent.replace('-', '−')}%`;
}
