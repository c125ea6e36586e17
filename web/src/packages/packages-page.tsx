import { useState } from 'preact/hooks';
import { useList } from '../api/use-list.ts';
import { SelectField, TextField } from '../parts/fields.tsx';
import { Listed } from '../parts/listed.tsx';
import { Page } from '../parts/page.tsx';
import { useFilters, type Filters } from '../parts/use-filters.ts';
import { PackageTable } from '../records/package-table.tsx';
import { packageStates } from '../words/labels.ts';

const states = Object.keys(packageStates) as (keyof typeof packageStates)[];
const NAMES = ['personId', 'providerId', 'serviceType', 'state'] as const;

export function PackagesPage() {
  const filters = useFilters();
  const state = states.find((each) => each === filters.of('state'));
  const query = {
    personId: filters.of('personId'),
    providerId: filters.of('providerId'),
    serviceType: filters.of('serviceType'),
    state,
  };
  const list = useList('/v1/packages', { query });
  const filtered = NAMES.some((name) => filters.of(name) !== '');
  return (
    <Page question="What care is commissioned, from whom, for whom?">
      <PackageFilters filters={filters} key={NAMES.map((name) => filters.of(name)).join('|')} />
      <Listed
        of={list}
        what="the packages"
        one="package"
        empty={
          filtered ? (
            'No package fits all of this. Take one filter away.'
          ) : (
            <>
              No package is known yet. <a href="/files">Send the care packages extract</a>, after service
              types, providers and people.
            </>
          )
        }
      >
        {(packages) => <PackageTable rows={packages} fileName="packages" />}
      </Listed>
    </Page>
  );
}

function PackageFilters({ filters }: { filters: Filters }) {
  const [values, setValues] = useState<Record<string, string>>(
    Object.fromEntries(NAMES.map((name) => [name, filters.of(name)])),
  );
  const field = (name: (typeof NAMES)[number]) => ({
    id: name,
    value: values[name] ?? '',
    onValue: (value: string) => {
      setValues({ ...values, [name]: value });
    },
  });
  return (
    <form
      class="app-filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        filters.set(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()])));
      }}
    >
      <TextField {...field('personId')} label="Person id" width="govuk-input--width-10" />
      <TextField {...field('providerId')} label="Provider id" width="govuk-input--width-10" />
      <TextField {...field('serviceType')} label="Service type" width="govuk-input--width-10" />
      <SelectField
        {...field('state')}
        label="State"
        choices={[
          { value: '', text: 'Every state' },
          ...states.map((each) => ({ value: each, text: packageStates[each].word })),
        ]}
      />
      <button type="submit" class="govuk-button govuk-button--secondary">
        Show these
      </button>
    </form>
  );
}
