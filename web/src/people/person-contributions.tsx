import type { Timeline } from '../../../events/api/record-shapes.ts';
import { DataTable } from '../parts/data-table.tsx';
import { contributionColumns } from '../packages/contribution-columns.tsx';
import { textOf } from '../words/fields.ts';

/** Contributions that name no package: they belong to the person and are spread over packages later. */
export function PersonContributions({ contributions }: { contributions: Timeline['personContributions'] }) {
  if (contributions.length === 0) return null;
  return (
    <section class="app-section" aria-labelledby="own-contributions">
      <h2 class="govuk-heading-m" id="own-contributions">
        Contributions that name no package
      </h2>
      <p class="govuk-body">
        These are not part of the drawing above: they are for the person’s care as a whole.
      </p>
      <DataTable
        caption="Contributions that name no package"
        captionClass="govuk-visually-hidden"
        columns={contributionColumns}
        rows={contributions}
        keyOf={(row) => textOf(row, 'contributionId')}
      />
    </section>
  );
}
