import { useList } from '../api/use-list.ts';
import { useRead } from '../api/use-read.ts';
import { Listed } from '../parts/listed.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { ProviderPlaces } from '../pay/provider-places.tsx';
import { RecordDetails } from '../records/record-details.tsx';
import { PackageTable } from '../records/package-table.tsx';
import { Versions } from '../records/versions.tsx';
import { textOf } from '../words/fields.ts';

export function ProviderPage({ id }: { id: string }) {
  const provider = useRead('/v1/providers/{id}', { id });
  const name = provider.state === 'here' ? textOf(provider.value, 'name') : '';
  return (
    <Page
      question="Who is this provider, and whom do they care for?"
      about={name === '' ? id : `${name} (${id})`}
      crumbs={[{ text: 'Providers', href: '/providers' }]}
    >
      <ProviderPlaces id={id} here="" />
      <Loaded of={provider} what="the provider">
        {(record) => (
          <>
            <RecordDetails record={record} />
            <ProviderPackages id={id} />
            <Versions path="/v1/providers/{id}/versions" id={id} subject={`provider:${id}`} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function ProviderPackages({ id }: { id: string }) {
  const list = useList('/v1/packages', { query: { providerId: id } });
  return (
    <section class="app-section" aria-labelledby="packages">
      <h2 class="govuk-heading-m" id="packages">
        Packages
      </h2>
      <Listed of={list} what="the packages" one="package" empty="No package names this provider.">
        {(packages) => <PackageTable rows={packages} without={['Provider']} fileName={`packages-${id}`} />}
      </Listed>
    </section>
  );
}
