import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { Section } from '../audits/section.tsx';
import { countColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { inWords } from '../words/labels.ts';
import { exclusionWords } from './uplift-words.ts';

type Sum = UpliftDetail['serviceTypes'][number];
type ProviderSum = UpliftDetail['providers'][number];
type ExclusionSum = UpliftDetail['exclusions'][number];

/** What an uplift comes to by service type and by provider, and why rates stay. */
export function UpliftSums({ uplift }: { uplift: UpliftDetail }) {
  const filters = useFilters();
  const { serviceTypes, providers, exclusions, upliftId } = uplift;
  return (
    <Section id="sums" title="By service type and provider">
      {serviceTypes.length === 0 ? (
        <p class="govuk-body">No rate changes, so there is nothing to add up.</p>
      ) : (
        <>
          <DataTable
            caption="By service type"
            captionClass="govuk-table__caption--s"
            columns={serviceColumns}
            rows={dearestFirst(serviceTypes)}
            keyOf={({ name }) => name}
            fileName={`uplift-${upliftId}-services`}
          />
          <DataTable
            caption="By provider"
            captionClass="govuk-table__caption--s"
            columns={[
              providerColumn((providerId) => {
                filters.set({ show: 'every', providerId });
              }),
              ...money,
            ]}
            rows={dearestFirst(providers)}
            keyOf={({ name }) => name}
            fileName={`uplift-${upliftId}-providers`}
          />
        </>
      )}
      {exclusions.length > 0 && (
        <DataTable
          caption="Rates that stay, by reason"
          captionClass="govuk-table__caption--s"
          columns={exclusionColumns}
          rows={exclusions.toSorted((left, right) => right.lines - left.lines)}
          keyOf={({ exclusion }) => exclusion}
          fileName={`uplift-${upliftId}-stay`}
        />
      )}
    </Section>
  );
}

function dearestFirst<Row extends Sum>(rows: readonly Row[]): Row[] {
  return rows.toSorted((left, right) => Math.abs(right.fullYearPence) - Math.abs(left.fullYearPence));
}

const money: readonly Column<Sum>[] = [
  countColumn('Lines', ({ lines }) => lines),
  penceColumn('This year', ({ thisYearPence }) => thisYearPence),
  penceColumn('Full year', ({ fullYearPence }) => fullYearPence),
  penceColumn('Arrears', ({ arrearsPence }) => arrearsPence),
  penceColumn('Earlier years', ({ earlierYearsPence }) => earlierYearsPence),
];

const serviceColumns: readonly Column<Sum>[] = [textColumn('Service', ({ name }) => name, inWords), ...money];

/** A provider by name, with the way to its lines; some rates are nobody’s. */
function providerColumn(show: (providerId: string) => void): Column<ProviderSum> {
  return {
    ...textColumn<ProviderSum>('Provider', nameOf),
    cell: (sum) =>
      sum.name === '' ? (
        nameOf(sum)
      ) : (
        <button
          type="button"
          class="app-link-button"
          onClick={() => {
            show(sum.name);
            document.getElementById('lines')?.focus();
          }}
        >
          {nameOf(sum)}
          <span class="govuk-visually-hidden">: show the lines</span>
        </button>
      ),
    wide: true,
  };
}

function nameOf({ name, providerName }: ProviderSum): string {
  return name === '' ? 'Rates for any provider' : (providerName ?? name);
}

const exclusionColumns: readonly Column<ExclusionSum>[] = [
  textColumn('Why they stay', ({ exclusion }) => exclusionWords[exclusion]),
  countColumn('Rates', ({ lines }) => lines),
];
