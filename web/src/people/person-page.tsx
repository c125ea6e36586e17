import { useList } from '../api/use-list.ts';
import { useRead } from '../api/use-read.ts';
import { Listed } from '../parts/listed.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { RecordDetails } from '../records/record-details.tsx';
import { PackageTable } from '../records/package-table.tsx';
import { Versions } from '../records/versions.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { WhoPaysWhat } from '../timeline/who-pays-what.tsx';
import { textOf } from '../words/fields.ts';
import { PersonAgreements } from './person-agreements.tsx';
import { PersonContributions } from './person-contributions.tsx';
import { PersonDeferred } from './person-deferred.tsx';

export function PersonPage({ id }: { id: string }) {
  const person = useRead('/v1/people/{id}', { id });
  const seesDeferred = may(useMe(), 'seeDeferred');
  const name = person.state === 'here' ? textOf(person.value, 'name') : '';
  return (
    <Page
      question="Who is this, and who pays for their care?"
      about={name === '' ? id : `${name} (${id})`}
      crumbs={[{ text: 'People', href: '/people' }]}
    >
      <Loaded of={person} what="the person">
        {(record) => (
          <>
            <RecordDetails record={record} />
            <PersonTimeline id={id} />
            <PersonPackages id={id} />
            <PersonAgreements id={id} />
            {seesDeferred && <PersonDeferred id={id} />}
            <p class="govuk-body">
              <a href={`/people/${encodeURIComponent(id)}/account`}>
                What was paid to them by direct payment
              </a>
            </p>
            <Versions path="/v1/people/{id}/versions" id={id} subject={`person:${id}`} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function PersonTimeline({ id }: { id: string }) {
  const { today } = useMe();
  const timeline = useRead('/v1/people/{id}/timeline', { id });
  return (
    <Loaded of={timeline} what="who pays what">
      {(value) => (
        <>
          <WhoPaysWhat timeline={value} today={today} />
          <PersonContributions contributions={value.personContributions} />
        </>
      )}
    </Loaded>
  );
}

function PersonPackages({ id }: { id: string }) {
  const list = useList('/v1/packages', { query: { personId: id } });
  return (
    <section class="app-section" aria-labelledby="packages">
      <h2 class="govuk-heading-m" id="packages">
        Packages
      </h2>
      <Listed of={list} what="the packages" one="package" empty="No package is commissioned for this person.">
        {(packages) => <PackageTable rows={packages} without={['Person']} fileName={`packages-${id}`} />}
      </Listed>
    </section>
  );
}
