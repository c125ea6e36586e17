import { useRead } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { AgreementPlaces } from '../pay/agreement-places.tsx';
import { RecordDetails } from '../records/record-details.tsx';
import { Versions } from '../records/versions.tsx';
import { textOf } from '../words/fields.ts';

export function AgreementPage({ id }: { id: string }) {
  const agreement = useRead('/v1/direct-payments/{id}', { id });
  return (
    <Page
      question="What was agreed about this direct payment?"
      about={id}
      crumbs={[{ text: 'Direct payments', href: '/direct-payments' }]}
    >
      <AgreementPlaces id={id} here="" />
      <Loaded of={agreement} what="the agreement">
        {(record) => (
          <>
            <RecordDetails record={record} links={linksOf(textOf(record, 'personId'))} />
            <AccountLink personId={textOf(record, 'personId')} />
            <Versions
              path="/v1/direct-payments/{id}/versions"
              id={id}
              subject={`direct-payment-agreement:${id}`}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Payments and what comes back stand in the account of the person, with those of other agreements. */
function AccountLink({ personId }: { personId: string }) {
  if (personId === '') return null;
  return (
    <p class="govuk-body">
      <a href={`/people/${encodeURIComponent(personId)}/account`}>
        What was paid to the person by direct payment, and what came back
      </a>
    </p>
  );
}

function linksOf(personId: string): Record<string, string> {
  return personId === '' ? {} : { personId: `/people/${encodeURIComponent(personId)}` };
}
