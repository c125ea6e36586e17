import { useState } from 'preact/hooks';
import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { readAll, useList } from '../api/use-list.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Exports } from '../parts/exports.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { useFilters, type Filters } from '../parts/use-filters.ts';
import { formatCount } from '../words/format.ts';
import { runLineColumns } from './line-columns.tsx';

const NAMES = ['providerId', 'packageId'] as const;

/** The lines of a run: those to look at first, unless the address asks for others. */
export function RunLines({ run }: { run: PayRunDetail }) {
  const filters = useFilters();
  const { attention } = run;
  const chosen = filters.of('attention') || (attention.length === 0 ? 'every' : 'yes');
  const query = {
    providerId: filters.of('providerId'),
    packageId: filters.of('packageId'),
    attention: chosen === 'every' ? undefined : chosen,
  };
  const names = new Map(
    run.comparison.map(({ providerId, providerName }) => [providerId, providerName ?? providerId]),
  );
  const columns = runLineColumns(names);
  const list = useList('/v1/pay-runs/{id}/lines', { id: run.payRunId, query });
  return (
    <section class="app-section" aria-labelledby="lines">
      <h2 class="govuk-heading-m" id="lines">
        Lines
      </h2>
      <div class="app-filters">
        <SelectField
          id="attention-filter"
          label="Show"
          value={chosen}
          choices={[
            { value: 'yes', text: 'Lines to look at' },
            { value: 'every', text: `Every line (${formatCount(run.lineCount ?? 0)})` },
            ...attention.map(({ rule, title }) => ({ value: rule, text: title })),
          ]}
          onValue={(value) => {
            filters.set({ attention: value });
          }}
        />
        <IdFilters filters={filters} key={NAMES.map((name) => filters.of(name)).join('|')} />
      </div>
      <Listed
        of={list}
        what="the lines"
        one="line"
        empty="No line fits all of this. Show every line, or take a filter away."
      >
        {(lines, { hasMore }) => (
          <>
            <DataTable
              caption="Lines of this run"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={lines}
              keyOf={({ lineId }) => lineId}
              fileName={`lines-${run.payRunId}`}
            />
            {hasMore && (
              <Exports
                what="all lines that fit"
                caption="Lines of this run"
                fileName={`all-lines-${run.payRunId}`}
                columns={columns}
                rowsOf={() => readAll('/v1/pay-runs/{id}/lines', { id: run.payRunId, query })}
              />
            )}
          </>
        )}
      </Listed>
    </section>
  );
}

function IdFilters({ filters }: { filters: Filters }) {
  const [values, setValues] = useState<Record<string, string>>(
    Object.fromEntries(NAMES.map((name) => [name, filters.of(name)])),
  );
  const field = (name: (typeof NAMES)[number]) => ({
    id: name,
    width: 'govuk-input--width-10',
    value: values[name] ?? '',
    onValue: (value: string) => {
      setValues({ ...values, [name]: value });
    },
  });
  return (
    <form
      class="app-filters__form"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        filters.set(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()])));
      }}
    >
      <TextField {...field('providerId')} label="Provider id" />
      <TextField {...field('packageId')} label="Package id" />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Show these
      </button>
    </form>
  );
}
