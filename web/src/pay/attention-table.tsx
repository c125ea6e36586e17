import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { countColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { counted } from '../words/format.ts';

type Count = PayRunDetail['attention'][number];

/** What a person should look at before paying, rule by rule; each opens its lines below. */
export function AttentionTable({ run }: { run: PayRunDetail }) {
  const filters = useFilters();
  const show = (rule: string): void => {
    filters.set({ attention: rule });
    document.getElementById('lines')?.scrollIntoView();
    document.getElementById('attention-filter')?.focus({ preventScroll: true });
  };
  const columns: readonly Column<Count>[] = [
    {
      ...textColumn<Count>('Why', ({ title }) => title),
      cell: ({ rule, title }) => (
        <button
          type="button"
          class="app-link-button"
          onClick={() => {
            show(rule);
          }}
        >
          {title}
          <span class="govuk-visually-hidden">: show its lines</span>
        </button>
      ),
    },
    countColumn('Packages', ({ packages }) => packages),
    penceColumn('Their lines come to', ({ amountPence }) => amountPence),
  ];
  return (
    <section class="app-section" aria-labelledby="attention">
      <h2 class="govuk-heading-m" id="attention">
        What to look at first
      </h2>
      {run.attention.length === 0 ? (
        <Nothing>Nothing stands out: no first payment, no correction, no price that changed.</Nothing>
      ) : (
        <>
          <p class="govuk-body">
            {counted(run.attention.length, 'reason')} to look before paying. A package can stand under
            several.
          </p>
          <DataTable
            caption="Reasons to look before paying"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={run.attention}
            keyOf={({ rule }) => rule}
            fileName={`attention-${run.payRunId}`}
          />
        </>
      )}
    </section>
  );
}
