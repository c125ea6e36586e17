import type { Item } from '../api/contract.ts';
import { useList } from '../api/use-list.ts';
import { countColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { SearchForm } from '../records/search-form.tsx';
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
      <Listed
        of={list}
        what="the providers"
        one="provider"
        empty={
          q === '' ? (
            <>
              No provider is known yet. <a href="/files">Send the providers extract</a>, before people and
              packages.
            </>
          ) : (
            `No name or id begins with “${q}”. Try fewer letters.`
          )
        }
      >
        {(providers) => (
          <DataTable
            caption="Providers"
            captionClass="govuk-visually-hidden"
            columns={columns}
            rows={providers}
            keyOf={({ providerId }) => providerId}
            fileName="providers"
          />
        )}
      </Listed>
    </Page>
  );
}

const ROUTES: Readonly<Record<string, string>> = { ledger: 'The council’s ledger', bacs: 'Bacs, by us' };

const columns: readonly Column<Provider>[] = [
  {
    ...textColumn('Name', ({ name }) => name),
    cell: ({ providerId, name }) => <a href={`/providers/${encodeURIComponent(providerId)}`}>{name}</a>,
  },
  textColumn('Provider id', ({ providerId }) => providerId),
  textColumn('Kind', ({ kind }) => kind, inWords),
  textColumn(
    'Paid through',
    ({ settlementRoute }) => settlementRoute,
    (route) => ROUTES[route] ?? '',
  ),
  countColumn('Packages', ({ packages }) => packages),
];
