import type { OwnUpliftRate } from '../../../events/api/portal-uplifts.ts';
import { useList } from '../api/use-list.ts';
import { dateColumn, endColumn, poundsColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { lineTitle } from '../uplifts/uplift-words.ts';
import { inWords } from '../words/labels.ts';

/** The rates of a provider that uplifts have changed, those of the newest first. */
export function OwnRatesPage() {
  const me = useMe();
  const list = useList('/v1/portal/uplifts');
  return (
    <Page question="Which of my rates change, and from when?" about={me.providerId ?? undefined}>
      <Listed
        of={list}
        what="your rates"
        one="rate"
        empty="No uplift of the council has changed a rate of yours. A new rate is shown here once it is set."
      >
        {(rates) => (
          <>
            <p class="govuk-body">
              Care from the first day of a new rate is paid at it by itself. Where that day was past when the
              rate was set, the difference comes with the next payment: you need not invoice for it.
            </p>
            <p class="govuk-body">
              If a rate is not what was agreed, tell the council, and name the uplift and the package or rate
              card you ask about.
            </p>
            <DataTable
              caption="Rates that change, those of the newest uplift first"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={rates}
              keyOf={({ upliftId, lineId }) => `${upliftId} ${lineId}`}
              fileName="our-rates"
            />
          </>
        )}
      </Listed>
    </Page>
  );
}

const columns: readonly Column<OwnUpliftRate>[] = [
  { ...textColumn<OwnUpliftRate>('Rate of', lineTitle), wide: true },
  textColumn('Service', ({ serviceType }) => serviceType, inWords),
  dateColumn('From', ({ from }) => from),
  endColumn('To', ({ through }) => through),
  poundsColumn('Before', ({ before }) => before),
  poundsColumn('After', ({ after }) => after),
  { ...textColumn<OwnUpliftRate>('Uplift', ({ name, upliftId }) => `${name} (${upliftId})`), wide: true },
];
