import type { Item } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { ListEnd } from '../parts/list-end.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { SearchForm } from '../records/search-form.tsx';
import { formatDate } from '../words/format.ts';

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
      <Loaded of={list} what="the people">
        {(people) =>
          people.items.length === 0 ? (
            <Nothing>
              {q === '' ? (
                <>
                  No one is known yet. <a href="/files">Send the people extract</a> of your case system.
                </>
              ) : (
                `Nobody’s family name begins with “${q}”, and it is nobody’s id. Try fewer letters of the family name.`
              )}
            </Nothing>
          ) : (
            <>
              <DataTable
                caption="People"
                captionClass="govuk-visually-hidden"
                columns={columns}
                rows={people.items}
                keyOf={({ personId }) => personId}
                fileName="people.csv"
              />
              <ListEnd list={people} one="person" many="people" />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

const columns: readonly Column<Person>[] = [
  {
    heading: 'Name',
    text: ({ name }) => name,
    cell: ({ personId, name, restricted }) => (
      <>
        <a href={`/people/${encodeURIComponent(personId)}`}>{name}</a>{' '}
        {restricted && <Tag of={{ word: 'Restricted', tone: 'grey' }} />}
      </>
    ),
    order: ({ name }) => name,
  },
  { heading: 'Person id', text: ({ personId }) => personId, order: ({ personId }) => personId },
  {
    heading: 'Born',
    text: ({ dateOfBirth }) => (dateOfBirth === null ? '' : formatDate(dateOfBirth)),
    order: ({ dateOfBirth }) => dateOfBirth ?? '',
  },
  {
    heading: 'Died',
    text: ({ dateOfDeath }) => (dateOfDeath === null ? '' : formatDate(dateOfDeath)),
    order: ({ dateOfDeath }) => dateOfDeath ?? '',
  },
  { heading: 'Postcode', text: ({ postcode }) => postcode ?? '', order: ({ postcode }) => postcode ?? '' },
];
