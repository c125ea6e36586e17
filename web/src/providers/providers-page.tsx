import type { Item } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { DataTable, type Column } from '../parts/data-table.tsx';
import { ListEnd } from '../parts/list-end.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { SearchForm } from '../records/search-form.tsx';
import { formatCount } from '../words/format.ts';
import { inWords } from '../words/labels.ts';

type Provider = Item<'/v1/providers'>;

export function ProvidersPage() {
  const filters = useFilters();
  const q = filters.of('q');
  const list = useList('/v1/providers', { query: { q } });
  return (
    <Page question="Who provides care for us?">
      <SearchForm
        label="Name or provider id begins with"
        value={q}
        search={(text) => {
          filters.set({ q: text });
        }}
      />
      <Loaded of={list} what="the providers">
        {(providers) =>
          providers.items.length === 0 ? (
            <Nothing>
              {q === '' ? (
                <>
                  No provider is known yet. <a href="/files">Send the providers extract</a>, before people and
                  packages.
                </>
              ) : (
                `No name or id begins with “${q}”. Try fewer letters.`
              )}
            </Nothing>
          ) : (
            <>
              <DataTable
                caption="Providers"
                captionClass="govuk-visually-hidden"
                columns={columns}
                rows={providers.items}
                keyOf={({ providerId }) => providerId}
                fileName="providers.csv"
              />
              <ListEnd list={providers} one="provider" />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

const ROUTES: Readonly<Record<string, string>> = { ledger: 'The council’s ledger', bacs: 'Bacs, by us' };

const columns: readonly Column<Provider>[] = [
  {
    heading: 'Name',
    text: ({ name }) => name,
    cell: ({ providerId, name }) => <a href={`/providers/${encodeURIComponent(providerId)}`}>{name}</a>,
    order: ({ name }) => name,
  },
  { heading: 'Provider id', text: ({ providerId }) => providerId, order: ({ providerId }) => providerId },
  { heading: 'Kind', text: ({ kind }) => inWords(kind ?? ''), order: ({ kind }) => kind ?? '' },
  {
    heading: 'Paid through',
    text: ({ settlementRoute }) => ROUTES[settlementRoute ?? ''] ?? '',
    order: ({ settlementRoute }) => settlementRoute ?? '',
  },
  {
    heading: 'Packages',
    numeric: true,
    text: ({ packages }) => (packages === null ? '' : formatCount(packages)),
    order: ({ packages }) => packages ?? -1,
  },
];
