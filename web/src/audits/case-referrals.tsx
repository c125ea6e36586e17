import { useState } from 'preact/hooks';
import type { ShownCase } from '../../../events/api/audit-cases.ts';
import { write } from '../api/client.ts';
import { messageFor } from '../parts/error-summary.tsx';
import { Nothing } from '../parts/loaded.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate } from '../words/format.ts';
import { ActForm, FoldedForm } from './act-form.tsx';
import { referrals as names } from './audit-words.ts';
import type { CaseDesk } from './case-desk.ts';
import { RadioField } from './radio-field.tsx';
import { Said } from './said.tsx';
import { Section } from './section.tsx';

type To = ShownCase['referrals'][number]['to'];

/** What referring does, said before it is done. */
const does = {
  fraud:
    'Counter-fraud looks into it. The case is restricted at once: from now on only named people, leads and its own officer see it, perhaps not you. The work queue asks for it to be taken to them today.',
  safeguarding:
    'The case is restricted at once: from now on only named people, leads and its own officer see it, perhaps not you. Adult social care is told today. Nothing is asked back, taken off or suspended before the answer.',
} as const satisfies Record<To, string>;

/** To whom the case was referred, and what they answered. */
export function CaseReferrals({ desk }: { desk: CaseDesk }) {
  const { referrals, conclusion } = desk.shown;
  const mayRefer = may(useMe(), 'advanceAudits');
  const open = referrals.filter(({ answeredOn }) => answeredOn === null);
  return (
    <Section id="refer" title="Referral">
      <Said desk={desk} place="refer" />
      {referrals.length === 0 ? (
        <Nothing>The case was referred to nobody.</Nothing>
      ) : (
        <ul class="govuk-list govuk-list--spaced">
          {referrals.map(({ to, by, on, reason, answeredOn }) => (
            <li key={`${to} ${on}`}>
              <strong>{names[to]}</strong>, by {by} on {formatDate(on)}: “{reason}”.{' '}
              {answeredOn === null ? 'The answer has not come.' : `Answered on ${formatDate(answeredOn)}.`}
            </li>
          ))}
        </ul>
      )}
      {mayRefer &&
        open.map(({ to }) => (
          <FoldedForm
            key={to}
            button={`Record the answer: ${names[to].toLowerCase()}`}
            title={`What did ${names[to].toLowerCase()} answer?`}
          >
            {(close) => <AnswerForm desk={desk} to={to} close={close} />}
          </FoldedForm>
        ))}
      {mayRefer && conclusion === null && (
        <FoldedForm button="Refer the case" title="To whom is it referred?">
          {(close) => <ReferForm desk={desk} close={close} />}
        </FoldedForm>
      )}
    </Section>
  );
}

type FormProps = { desk: CaseDesk; close: () => void };

function AnswerForm({ desk, to, close }: FormProps & { to: To }) {
  return (
    <ActForm
      id={`answer-${to}`}
      button="Record the answer"
      gaps={[]}
      request={to}
      send={(reason, key) =>
        write('POST', '/v1/audit-cases/{id}/answer-referral', {
          ...{ id: desk.shown.caseId, key },
          body: { to, reason },
        })
      }
      onDone={({ notes }) => {
        close();
        desk.done('refer', 'The answer is recorded.', notes);
      }}
      onCancel={close}
    >
      {() => <p class="govuk-body">Give their answer as the reason. What waited for it may go on then.</p>}
    </ActForm>
  );
}

function ReferForm({ desk, close }: FormProps) {
  const [to, setTo] = useState<To | null>(null);
  return (
    <ActForm
      id="refer"
      button={to === null ? 'Refer the case' : `Refer it: ${names[to].toLowerCase()}`}
      isGrave
      gaps={to === null ? [{ id: 'refer-to', message: 'Choose to whom it is referred' }] : []}
      request={to}
      send={(reason, key) =>
        write('POST', '/v1/audit-cases/{id}/refer', {
          ...{ id: desk.shown.caseId, key },
          body: { to: to ?? 'fraud', reason },
        })
      }
      onDone={({ notes }) => {
        close();
        desk.done('refer', 'The case is referred.', notes);
      }}
      onCancel={close}
    >
      {(errors) => (
        <>
          <RadioField
            id="refer-to"
            legend="Referred to"
            value={to}
            choices={(['fraud', 'safeguarding'] as const).map((value) => ({ value, text: names[value] }))}
            onValue={setTo}
            error={messageFor(errors, 'refer-to')}
          />
          {to !== null && (
            <div class="govuk-warning-text" role="status">
              <span class="govuk-warning-text__icon" aria-hidden="true">
                !
              </span>
              <strong class="govuk-warning-text__text">
                <span class="govuk-visually-hidden">Warning</span>
                {does[to]}
              </strong>
            </div>
          )}
        </>
      )}
    </ActForm>
  );
}
