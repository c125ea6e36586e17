import { useState } from 'preact/hooks';
import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { write, type Answered } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { useMe } from '../session/me.ts';
import { actWords, actsFor, isApprovalBarred, type Act } from './acts.ts';
import { ApprovalLimit } from './approval-limit.tsx';
import { startAgainPlace } from './start-again.ts';
import { isIssuing, isReckoning } from './use-pay-run.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

type Acted = Answer<'POST', '/v1/pay-runs/{id}/submit'>;

/** What may be done to a run now, by whoever looks at it: what each act changes stands before its button. */
export function RunActs({ run, again }: { run: PayRunDetail; again: () => void }) {
  const me = useMe();
  const acts = actsFor(run, me);
  const [act, setAct] = useState<Act | null>(null);
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Acted>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => (field === 'reason' ? 'reason' : null))];

  const submit = async (): Promise<void> => {
    const found: FieldError[] = [];
    if (act === null) found.push({ id: `act-${acts[0] ?? ''}`, message: 'Choose what to do' });
    if (reason.trim().length < 3) found.push({ id: 'reason', message: 'Say why' });
    setGaps(found);
    if (act === null || found.length > 0) return;
    const done = await action.run({ act, reason }, (key) => send(act, run, reason, key));
    if (done !== null) again();
  };

  if (run.state === 'preview') {
    return isReckoning(run) ? null : (
      <p class="govuk-body">
        <a href={startAgainPlace(run)} class="govuk-button">
          Go on to start this run
        </a>
      </p>
    );
  }
  if (acts.length === 0) return isIssuing(run) ? null : <WhoActs run={run} acts={acts} />;
  return (
    <section class="app-panel" aria-labelledby="decide">
      <h2 class="govuk-heading-m" id="decide">
        What should happen to this run?
      </h2>
      {isApprovalBarred(run, me) ? (
        <p class="govuk-body">You made or submitted this run, so somebody else has to approve it.</p>
      ) : (
        <WhoActs run={run} acts={acts} />
      )}
      {acts.includes('approve') && (
        <ApprovalLimit pence={(run.paymentPence ?? 0) + (run.resendPence ?? 0)} what="this run pays" />
      )}
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        {action.trouble?.status === 409 && (
          <button type="button" class="govuk-button govuk-button--secondary" onClick={again}>
            Look at the run as it is now
          </button>
        )}
        <ActChoice run={run} acts={acts} act={act} choose={setAct} />
        <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
        <button
          type="submit"
          class={`govuk-button${act === 'cancel' ? ' govuk-button--warning' : ''}`}
          aria-disabled={action.busy}
        >
          {act === null ? 'Go on' : actWords[act].button(run)}
        </button>
      </SubmitForm>
    </section>
  );
}

type ActChoiceProps = {
  run: PayRunDetail;
  acts: readonly Act[];
  act: Act | null;
  choose: (act: Act) => void;
};

function ActChoice({ run, acts, act, choose }: ActChoiceProps) {
  return (
    <fieldset class="govuk-fieldset app-acts">
      <legend class="govuk-visually-hidden">What should happen</legend>
      <div class="govuk-radios" data-module="govuk-radios">
        {acts.map((each) => (
          <div class="govuk-radios__item" key={each}>
            <input
              class="govuk-radios__input"
              id={`act-${each}`}
              name="act"
              type="radio"
              value={each}
              checked={act === each}
              aria-describedby={`act-${each}-hint`}
              onChange={() => {
                choose(each);
              }}
            />
            <label class="govuk-label govuk-radios__label" for={`act-${each}`}>
              {actWords[each].choice}
            </label>
            <div class="govuk-hint govuk-radios__hint" id={`act-${each}-hint`}>
              {actWords[each].changes(run)}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** Who takes a run its next step, where the reader may not. */
function WhoActs({ run: { state }, acts }: { run: PayRunDetail; acts: readonly Act[] }) {
  const next = nextSteps[state];
  if (next === undefined || acts.includes(next.act)) return null;
  return <p class="govuk-body">{next.who}</p>;
}

const nextSteps: Readonly<Partial<Record<PayRunDetail['state'], { act: Act; who: string }>>> = {
  ready: { act: 'submit', who: 'A payments officer submits it for approval.' },
  submitted: { act: 'approve', who: 'A payments approver who did not make it approves or returns it.' },
  approved: { act: 'issue', who: 'A payments officer issues it.' },
};

function send(act: Act, run: PayRunDetail, reason: string, key: string): Promise<Answered<Acted>> {
  const id = run.payRunId;
  // The approver vouches for the lines that this page shows; if others took their place, the API refuses.
  if (act === 'approve') {
    const body = { linesHash: run.linesHash ?? '', reason };
    return write('POST', '/v1/pay-runs/{id}/approve', { id, body, key });
  }
  return write('POST', `/v1/pay-runs/{id}/${act}`, { id, body: { reason }, key });
}
