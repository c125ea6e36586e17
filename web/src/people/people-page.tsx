import type { Item } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { dateColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { SearchForm } from '../records/search-form.tsx';

type Person = Item<'/v1/people'>;

export function PeoplePage() {
  const filters = useFilters();
  const q = filters.of('q');
  const list = useList('/v1/people', { query: { q } });
  return (
    <Page question="Who receives care and support?">
      <SearchForm
        label="Family name (or its beginning), full name or person id"
        value={q}
        search={(text) => {
          filters.set({ q: text });
        }}
      />
      <Listed
        of={list}
        what="the people"
        one="person"
        many="people"
        empty={
          q === '' ? (
            <>
              No one is known yet. <a href="/files">Send the people extract</a> of your case system.
            </>
          ) : (
            `Nobody’s family name begins with “${q}”, and it is nobody’s id. Try fewer letters of the family name.`
          )
        }
      >
        {(people) => (
          <DataTable
            caption="People"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={people}
            keyOf={({ personId }) => personId}
            fileName="people"
          />
        )}
      </Listed>
    </Page>
  );
}

const columns: readonly Column<Person>[] = [
  {
    ...textColumn('Name', ({ name }) => name),
    cell: ({ personId, name, restricted }) => (
      <>
        <a href={`/people/${encodeURIComponent(personId)}`}>{name}</a>{' '}
        {restricted && <Tag of={{ word: 'Restricted', tone: 'grey' }} />}
      </>
    ),
  },
  textColumn('Person id', ({ personId }) => personId),
  dateColumn('Born', ({ dateOfBirth }) => dateOfBirth),
  dateColumn('Died', ({ dateOfDeath }) => dateOfDeath),
  textColumn('Postcode', ({ postcode }) => postcode),
];
