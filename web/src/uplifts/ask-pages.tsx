import { useLocation } from 'preact-iso';
import { write } from '../api/client.ts';
import { useList } from '../api/use-list.ts';
import { useRead } from '../api/use-read.ts';
import type { Choice } from '../parts/fields.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { textOf } from '../words/fields.ts';
import { UpliftForm, type UpliftBody } from './uplift-form.tsx';

const UPLIFTS = { text: 'Uplifts', href: '/uplifts' };

/** Asks for a new uplift. */
export function NewUpliftPage() {
  return (
    <Page question="Which rates should change, and how?" crumbs={[UPLIFTS]}>
      <AskForm asked={null} id={null} />
    </Page>
  );
}

/** Changes what an uplift asks for, or has the same reckoned again. */
export function ChangeUpliftPage({ id }: { id: string }) {
  const reading = useRead('/v1/uplifts/{id}', { id });
  return (
    <Page
      question="Which rates should change, and how?"
      about={reading.state === 'here' ? reading.value.name : id}
      crumbs={[UPLIFTS, { text: id, href: placeOf(id) }]}
    >
      <Loaded of={reading} what="the uplift">
        {({ asked }) => (
          <>
            <p class="govuk-body">
              What is asked for now stands in the fields. Sent as it is, it is reckoned again with the
              packages and rates of today. What was said of the preview before is taken back.
            </p>
            <AskForm asked={asked} id={id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

type AskFormProps = { asked: Omit<UpliftBody, 'reason'> | null; id: string | null };

function AskForm({ asked, id }: AskFormProps) {
  const { route } = useLocation();
  const me = useMe();
  const types = useList('/v1/service-types', { query: { limit: '200' } });
  if (!may(me, 'askForUplifts'))
    return <p class="govuk-body">A payments officer or a contracts officer asks for uplifts.</p>;
  return (
    <Loaded of={types} what="the service types">
      {({ items }) => (
        <UpliftForm
          asked={asked}
          serviceTypes={[EVERY, ...items.map(choiceOf)]}
          back={id === null ? '/uplifts' : placeOf(id)}
          send={(body, key) =>
            id === null
              ? write('POST', '/v1/uplifts', { body, key })
              : write('PUT', '/v1/uplifts/{id}', { id, body, key })
          }
          onDone={({ upliftId }) => {
            route(placeOf(upliftId));
          }}
        />
      )}
    </Loaded>
  );
}

const EVERY: Choice = { value: '', text: 'Every service type' };

function choiceOf(type: Readonly<Record<string, unknown>>): Choice {
  const name = textOf(type, 'serviceType');
  return { value: name, text: textOf(type, 'description') || name };
}

function placeOf(id: string): string {
  return `/uplifts/${encodeURIComponent(id)}`;
}
