import { useRead } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { textOf } from '../words/fields.ts';
import { StartRunForm } from './start-run-form.tsx';

export function StartRunPage() {
  const me = useMe();
  const calendars = useRead('/v1/settings/{name}', { id: 'calendars' });
  return (
    <Page
      question="Who should be paid, and up to which day?"
      crumbs={[{ text: 'Pay runs', href: '/pay-runs' }]}
    >
      {may(me, 'makePayRuns') ? (
        <>
          <p class="govuk-body">
            A run works out what is due and was not paid, and corrects what was paid wrongly. Starting one
            pays nobody: someone looks at it and submits it, someone else approves it, and only then is it
            issued.
          </p>
          <Loaded of={calendars} what="the payment calendars">
            {({ value }) => <StartRunForm calendars={namesOf(value)} />}
          </Loaded>
        </>
      ) : (
        <p class="govuk-body">Payments officers start runs. You can look at every run and its lines.</p>
      )}
    </Page>
  );
}

function namesOf(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    const name = typeof each === 'object' && each !== null ? textOf({ ...each }, 'name') : '';
    return name === '' ? [] : [name];
  });
}
