import type { ShownMapping } from '../../../events/api/return-mappings.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, instantColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import type { Word } from '../words/labels.ts';
import { columnsInWords, layoutNames } from './mapping-words.ts';
import { ReturnsPlaces } from './returns-places.tsx';

type Row = ShownMapping['versions'][number] & Omit<ShownMapping, 'versions'> & { state: Word };

const inForce: Word = { word: 'Current', tone: 'green' };
const earlier: Word = { word: 'Earlier', tone: 'grey' };

export function MappingsPage() {
  const list = useList('/v1/return-mappings');
  return (
    <Page question="How are providers’ own headings read?">
      <ReturnsPlaces here="headings" />
      <p class="govuk-body">
        A return under the headings of the council, or those of Access Abacus, is read by itself. Under any
        others it is read by what is saved here about its provider.
      </p>
      <Listed
        of={list}
        what="what is saved"
        one="saved mapping"
        empty={
          <>
            Nothing is saved yet. When a return is rejected because a column is missing, find it among{' '}
            <a href="/files?kind=provider-returns&state=rejected">the rejected returns</a>, and choose “Say
            what its columns mean” on its page.
          </>
        }
      >
        {(mappings) => (
          <DataTable
            caption="Saved mappings and their versions, by provider"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={mappings.flatMap(versionsOf)}
            keyOf={({ mappingId, version }) => `${mappingId} ${version}`}
            fileName="return-mappings"
          />
        )}
      </Listed>
    </Page>
  );
}

function versionsOf({ mappingId, providerId, versions }: ShownMapping): Row[] {
  return versions.map((version, place) => ({
    ...{ mappingId, providerId, state: place === 0 ? inForce : earlier },
    ...version,
  }));
}

const columns: readonly Column<Row>[] = [
  {
    ...textColumn('Provider', ({ providerId }) => providerId),
    cell: ({ providerId }) => <a href={`/providers/${encodeURIComponent(providerId)}`}>{providerId}</a>,
  },
  textColumn('Mapping', ({ mappingId }) => mappingId),
  {
    ...textColumn('State', ({ state }) => state.word),
    cell: ({ state }) => <Tag of={state} />,
  },
  countColumn('Version', ({ version }) => version),
  textColumn('Its lines are', ({ layout }) => layoutNames[layout]),
  { ...textColumn('Its columns mean', (row) => columnsInWords(row.columns)), wide: true },
  instantColumn('Saved', ({ savedAt }) => savedAt),
  textColumn('By', ({ savedBy }) => savedBy),
  textColumn('Why', ({ reason }) => reason),
];
