import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { messageFor } from '../parts/error-summary.tsx';
import { DateField } from '../parts/fields.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { SummaryList } from '../parts/summary-list.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { dateProblem } from '../words/date-text.ts';
import { formatDate } from '../words/format.ts';
import { ActForm, FoldedForm } from './act-form.tsx';
import type { CaseDesk } from './case-desk.ts';
import { RadioField } from './radio-field.tsx';
import { Said } from './said.tsx';
import { Section } from './section.tsx';

type Answer = 'yes' | 'no';

/** Whether needs are met, and whether money may be asked back: the social worker’s to say. */
export function SocialWorkerView({ desk }: { desk: CaseDesk }) {
  const { socialWorker, conclusion } = desk.shown;
  const maySay = may(useMe(), 'advanceAudits') && conclusion === null;
  return (
    <Section id="view" title="What the social worker says">
      <Said desk={desk} place="view" />
      {socialWorker === null ? (
        <Nothing>
          The social worker has said nothing yet. Needs are checked before any money is asked back: money that
          was not spent may mean that care was not had.
        </Nothing>
      ) : (
        <SummaryList
          rows={[
            {
              name: 'Needs checked',
              value:
                socialWorker.needsCheckedOn === null ? 'Not yet' : formatDate(socialWorker.needsCheckedOn),
            },
            { name: 'Needs are met', value: yesNo(socialWorker.areNeedsMet) },
            { name: 'Agrees to asking money back', value: yesNo(socialWorker.agreesToRecovery) },
            {
              name: 'In their words',
              value: `“${socialWorker.reason}”, recorded by ${socialWorker.by} on ${formatDate(socialWorker.on)}`,
            },
          ]}
        />
      )}
      {maySay && (
        <FoldedForm button="Record what the social worker says" title="What does the social worker say?">
          {(close) => <ViewForm desk={desk} close={close} />}
        </FoldedForm>
      )}
    </Section>
  );
}

function yesNo(value: boolean): string {
  return value ? 'Yes' : 'No';
}

const YES_OR_NO = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
] as const;

function ViewForm({ desk, close }: { desk: CaseDesk; close: () => void }) {
  const { today } = useMe();
  const [checkedOn, setCheckedOn] = useState<string>(today);
  const [met, setMet] = useState<Answer | null>(null);
  const [agrees, setAgrees] = useState<Answer | null>(null);
  const problem = dateProblem(checkedOn, 'The day');
  const body = {
    needsCheckedOn: checkedOn === '' ? null : checkedOn,
    areNeedsMet: met === 'yes',
    agreesToRecovery: agrees === 'yes',
  };
  return (
    <ActForm
      id="view"
      button="Record it"
      gaps={[
        ...(problem === null ? [] : [{ id: 'view-needsCheckedOn', message: problem }]),
        ...(met === null ? [{ id: 'view-areNeedsMet', message: 'Say whether needs are met' }] : []),
        ...(agrees === null
          ? [{ id: 'view-agreesToRecovery', message: 'Say whether they agree to asking money back' }]
          : []),
      ]}
      request={body}
      send={(reason, key) =>
        write('POST', '/v1/audit-cases/{id}/social-worker', {
          ...{ id: desk.shown.caseId, key },
          body: { ...body, reason },
        })
      }
      onDone={({ notes }) => {
        close();
        desk.done('view', 'What the social worker says is recorded.', notes);
      }}
      onCancel={close}
    >
      {(errors) => (
        <>
          <DateField
            id="view-needsCheckedOn"
            label="Needs were checked on"
            hint="Leave it empty if nobody has checked them yet"
            value={checkedOn}
            onValue={setCheckedOn}
            error={messageFor(errors, 'view-needsCheckedOn')}
          />
          <RadioField
            id="view-areNeedsMet"
            legend="Are the person’s needs met?"
            value={met}
            choices={YES_OR_NO}
            onValue={setMet}
            error={messageFor(errors, 'view-areNeedsMet')}
          />
          <RadioField
            id="view-agreesToRecovery"
            legend="Do they agree to asking money back?"
            value={agrees}
            choices={YES_OR_NO}
            onValue={setAgrees}
            error={messageFor(errors, 'view-agreesToRecovery')}
          />
          <p class="govuk-body">Without needs that are met and their agreement no money can be asked back.</p>
        </>
      )}
    </ActForm>
  );
}
