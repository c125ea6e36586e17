import { readAll, useList } from '../api/use-list.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Exports } from '../parts/exports.tsx';
import { Listed } from '../parts/listed.tsx';
import { packageLineColumns } from './line-columns.tsx';

/** What was paid for a package, and how each amount was reached. */
export function PackageLines({ id }: { id: string }) {
  const list = useList('/v1/packages/{id}/lines', { id });
  return (
    <section class="app-section" aria-labelledby="pay-lines">
      <h2 class="govuk-heading-m" id="pay-lines">
        What was paid
      </h2>
      <Listed
        of={list}
        what="what was paid"
        one="line"
        empty={
          <>
            Nothing was paid for this package yet. It comes into the next <a href="/pay-runs">pay run</a> that
            reaches its days.
          </>
        }
      >
        {(lines, { hasMore }) => (
          <>
            <DataTable
              caption="Lines of this package, each opens how it was reached"
              captionClass="govuk-visually-hidden"
              columns={packageLineColumns}
              rows={lines}
              keyOf={({ lineId, payRunId }) => `${payRunId} ${lineId}`}
              fileName={`lines-${id}`}
            />
            {hasMore && (
              <Exports
                what="all lines"
                caption="Lines of this package"
                fileName={`all-lines-${id}`}
                columns={packageLineColumns}
                rowsOf={() => readAll('/v1/packages/{id}/lines', { id })}
              />
            )}
          </>
        )}
      </Listed>
    </section>
  );
}
