import type { RecordView } from '../api/contract.ts';
import { useRead } from '../api/use-read.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { OnThisPage } from '../parts/on-this-page.tsx';
import { Page } from '../parts/page.tsx';
import { PackageLines } from '../pay/package-lines.tsx';
import { RecordDetails } from '../records/record-details.tsx';
import { Versions } from '../records/versions.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { WhoPaysWhat } from '../timeline/who-pays-what.tsx';
import { itemsOf, textOf } from '../words/fields.ts';
import { contributionColumns } from './contribution-columns.tsx';
import { PackageTerms } from './package-terms.tsx';
import { SuspensionTable } from './suspension-table.tsx';

export function PackagePage({ id }: { id: string }) {
  const carePackage = useRead('/v1/packages/{id}', { id });
  return (
    <Page
      question="Who pays what for this package, since when, and why?"
      about={id}
      crumbs={[{ text: 'Packages', href: '/packages' }]}
    >
      <Loaded of={carePackage} what="the package">
        {(record) => <PackageSections id={id} record={record} />}
      </Loaded>
    </Page>
  );
}

const PLACES = [
  { text: 'Summary', id: 'summary' },
  { text: 'Who pays what', id: 'who-pays' },
  { text: 'Contributions', id: 'contributions' },
  { text: 'Suspensions', id: 'suspensions' },
  { text: 'What was paid', id: 'pay-lines' },
  { text: 'Versions', id: 'versions' },
];

function PackageSections({ id, record }: { id: string; record: RecordView }) {
  const me = useMe();
  const here = `/packages/${encodeURIComponent(id)}`;
  const personId = textOf(record, 'personId');
  const links = {
    personId: `/people/${encodeURIComponent(personId)}`,
    providerId: `/providers/${encodeURIComponent(textOf(record, 'providerId'))}`,
    ...(textOf(record, 'rateCardId') !== '' && { rateCardId: '/rate-cards' }),
  };
  return (
    <>
      <OnThisPage places={PLACES} />
      <section class="app-section" aria-labelledby="summary">
        <h2 class="govuk-heading-m" id="summary">
          Summary
        </h2>
        <RecordDetails record={record} links={links} />
        <PackageTerms record={record} />
        {may(me, 'changePackage') && (
          <a href={`${here}/change`} class="govuk-button govuk-button--secondary">
            Change this package
          </a>
        )}
      </section>
      <PackageTimeline id={id} personId={personId} />
      <Contributions id={id} personId={personId} />
      <section class="app-section" aria-labelledby="suspensions">
        <h2 class="govuk-heading-m" id="suspensions">
          Suspensions
        </h2>
        <SuspensionTable of="package" suspensions={itemsOf(record, 'suspensions')} />
        {may(me, 'changePackage') && (
          <a href={`${here}/suspensions`} class="govuk-button govuk-button--secondary">
            Change the suspensions
          </a>
        )}
      </section>
      <PackageLines id={id} />
      <Versions path="/v1/packages/{id}/versions" id={id} subject={`package:${id}`} />
    </>
  );
}

function PackageTimeline({ id, personId }: { id: string; personId: string }) {
  const { today } = useMe();
  const timeline = useRead('/v1/people/{id}/timeline', { id: personId });
  return (
    <Loaded of={timeline} what="who pays what">
      {(value) => <WhoPaysWhat timeline={value} today={today} packageId={id} />}
    </Loaded>
  );
}

function Contributions({ id, personId }: { id: string; personId: string }) {
  const me = useMe();
  const contributions = useRead('/v1/packages/{id}/contributions', { id });
  return (
    <section class="app-section" aria-labelledby="contributions">
      <h2 class="govuk-heading-m" id="contributions">
        Contributions
      </h2>
      <Loaded of={contributions} what="the contributions">
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>
              Nobody contributes to this package, as far as we know. A contributions extract brings them in.
            </Nothing>
          ) : (
            <DataTable
              caption="Contributions to this package"
              captionClass="govuk-visually-hidden"
              columns={contributionColumns}
              rows={items}
              keyOf={(row) => textOf(row, 'contributionId')}
              fileName={`contributions-${id}`}
            />
          )
        }
      </Loaded>
      <p class="govuk-body">
        <a href={`/audit-trail?subject=${encodeURIComponent(`contributions:${personId}`)}`}>
          Who changed this person’s contributions, and when
        </a>
      </p>
      {may(me, 'changeContributions') && (
        <a
          href={`/packages/${encodeURIComponent(id)}/contributions`}
          class="govuk-button govuk-button--secondary"
        >
          Change the contributions
        </a>
      )}
    </section>
  );
}
