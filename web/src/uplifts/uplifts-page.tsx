import type { UpliftSummary } from '../../../events/api/uplifts.ts';
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
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { RatesPlaces } from '../rates/rates-places.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { upliftStates } from './uplift-words.ts';

/** Every uplift of rates, with what it costs and how far it is. */
export function UpliftsPage() {
  const me = useMe();
  const list = useList('/v1/uplifts');
  const mayAsk = may(me, 'askForUplifts');
  return (
    <Page question="What will change, for whom, at what cost?">
      <RatesPlaces here="/uplifts" />
      {mayAsk && (
        <a href="/uplifts/new" class="govuk-button">
          Ask for an uplift
        </a>
      )}
      <Listed
        of={list}
        what="the uplifts"
        one="uplift"
        empty={
          mayAsk
            ? 'No uplift was asked for yet. Ask for one: you see what each rate becomes and what it costs before anything changes.'
            : 'No uplift was asked for yet. A payments officer or a contracts officer asks for one.'
        }
      >
        {(uplifts) => (
          <DataTable
            caption="Uplifts, newest first"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={uplifts}
            keyOf={({ upliftId }) => upliftId}
            fileName="uplifts"
          />
        )}
      </Listed>
    </Page>
  );
}

const columns: readonly Column<UpliftSummary>[] = [
  {
    ...textColumn<UpliftSummary>('Uplift', ({ name }) => name),
    cell: ({ upliftId, name }) => (
      <a href={`/uplifts/${encodeURIComponent(upliftId)}`}>
        {name}
        <span class="govuk-visually-hidden">, uplift {upliftId}</span>
      </a>
    ),
    wide: true,
  },
  dateColumn('New rates from', ({ effectiveDate }) => effectiveDate),
  {
    ...textColumn<UpliftSummary>('State', ({ state }) => upliftStates[state].word),
    cell: ({ state }) => <Tag of={upliftStates[state]} />,
  },
  countColumn('Rates that change', ({ totals }) => totals?.changed ?? null, 'Not known yet'),
  penceColumn(
    'Cost this year',
    ({ totals }) => totals?.thisYearPence ?? null,
    () => 'Not known yet',
  ),
  penceColumn(
    'Cost in a full year',
    ({ totals }) => totals?.fullYearPence ?? null,
    () => 'Not known yet',
  ),
  instantColumn('Asked for', ({ proposedAt }) => proposedAt),
  textColumn('By', ({ proposedBy }) => proposedBy),
];
