import { useState } from 'preact/hooks';
import type { UpliftDetail } from '../../../events/api/uplifts.ts';
import { write, type Answered } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { RadioField } from '../audits/radio-field.tsx';
import { ApprovalLimit } from '../pay/approval-limit.tsx';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { SubmitForm } from '../parts/submit-form.tsx';
import { useMe } from '../session/me.ts';
import { actsFor, actWords, type Act } from './acts.ts';
import { ConfirmWarnings, warningsOf } from './confirm-warnings.tsx';

type Acted = Answer<'POST', '/v1/uplifts/{id}/submit'>;
type Props = { uplift: UpliftDetail; again: () => void };

/** What may be done about an uplift now, by whoever looks at it: what each act changes stands before its button. */
export function UpliftActs({ uplift, again }: Props) {
  const me = useMe();
  const acts = actsFor(uplift, me);
  const [act, setAct] = useState<Act | null>(null);
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Acted>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => (field === 'reason' ? field : null))];
  if (acts.length === 0) return null;

  const submit = async (): Promise<void> => {
    action.clear();
    const open = act === 'submit' ? warningsOf(uplift).filter(({ rule }) => !confirmed.includes(rule)) : [];
    const found = [
      ...(act === null ? [{ id: 'act', message: 'Choose what to do' }] : []),
      ...open.map(({ rule, message }) => ({
        id: `confirm-${rule}`,
        message: `Confirm, or mend the rules: ${message}`,
      })),
      ...(reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : []),
    ];
    setGaps(found);
    if (act === null || found.length > 0) return;
    const request = { act, confirmed, reason };
    const done = await action.run(request, (key) => send(request, uplift, key));
    if (done !== null) again();
  };

  return (
    <section class="app-panel" aria-labelledby="decide">
      <h2 class="govuk-heading-m" id="decide">
        What should happen to this uplift?
      </h2>
      {(acts.includes('approve') || acts.includes('undo')) && (
        <ApprovalLimit pence={uplift.totals?.atStakePence ?? 0} what="this uplift moves" />
      )}
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        {action.trouble?.status === 409 && (
          <button type="button" class="govuk-button govuk-button--secondary" onClick={again}>
            Look at the uplift as it is now
          </button>
        )}
        <RadioField
          id="act"
          legend="What should happen"
          value={act}
          choices={acts.map((each) => ({
            value: each,
            text: actWords[each].choice,
            hint: actWords[each].changes(uplift),
          }))}
          onValue={setAct}
          error={messageFor(errors, 'act')}
        />
        {act === 'submit' && (
          <ConfirmWarnings uplift={uplift} confirmed={confirmed} errors={errors} onConfirmed={setConfirmed} />
        )}
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <button
          type="submit"
          class={`govuk-button${act === 'undo' ? ' govuk-button--warning' : ''}`}
          aria-disabled={action.busy}
        >
          {act === null ? 'Go on' : actWords[act].button(uplift)}
        </button>
      </SubmitForm>
    </section>
  );
}

type Sending = { act: Act; confirmed: readonly string[]; reason: string };

/** Who submits, approves or applies vouches for the lines that this page shows; if others took their place, the API refuses. */
function send(
  { act, confirmed, reason }: Sending,
  uplift: UpliftDetail,
  key: string,
): Promise<Answered<Acted>> {
  const id = uplift.upliftId;
  const previewHash = uplift.previewHash ?? '';
  switch (act) {
    case 'submit': {
      const body = { previewHash, confirmed: [...confirmed], reason };
      return write('POST', '/v1/uplifts/{id}/submit', { id, body, key });
    }
    case 'approve':
    case 'apply':
      return write('POST', `/v1/uplifts/{id}/${act}`, { id, body: { previewHash, reason }, key });
    case 'retry':
    case 'return':
    case 'undo':
      return write('POST', `/v1/uplifts/{id}/${act}`, { id, body: { reason }, key });
  }
}
