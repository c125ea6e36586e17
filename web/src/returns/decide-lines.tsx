import { useState } from 'preact/hooks';
import type { ReturnDetail } from '../../../events/api/return-shapes.ts';
import { write } from '../api/client.ts';
import type { Answer, Body, Query } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField, TextField } from '../parts/fields.tsx';
import { counted, formatMoney } from '../words/format.ts';
import {
  effectInWords,
  lineRanges,
  officerDecisionNames,
  officerDecisions,
  type OfficerDecision,
} from './return-words.ts';
import { useWeighed } from './use-weighed.ts';
import { SubmitForm } from '../parts/submit-form.tsx';

/** Lines that were chosen to be decided: by their numbers, or all that wait of a check. */
export type Chosen = { lines: readonly number[]; finding: string | null };

type Decided = Answer<'POST', '/v1/provider-returns/{id}/decisions'>;
type Props = {
  detail: ReturnDetail;
  chosen: Chosen;
  decision: OfficerDecision | null;
  onDecision: (decision: OfficerDecision) => void;
  onDone: (text: string) => void;
  /** Goes back to the lines. */
  back: () => void;
};

/** Decides about the chosen lines; what it changes stands before the button. */
export function DecideLines({ detail, chosen, decision, onDecision, onDone, back }: Props) {
  const [units, setUnits] = useState('');
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<Decided>();
  const errors = [...gaps, ...errorsOf(action.trouble, (field) => (field === 'units' ? field : 'reason'))];

  const submit = async (): Promise<void> => {
    const found = gapsOf({ decision, units, reason });
    setGaps(found);
    if (decision === null || found.length > 0) return;
    const body: Body<'POST', '/v1/provider-returns/{id}/decisions'> = {
      ...(chosen.finding === null ? { lines: [...chosen.lines] } : { finding: chosen.finding }),
      ...{ decision, reason },
      ...(decision === 'amend' && { units: units.trim() }),
    };
    const done = await action.run(body, (key) =>
      write('POST', '/v1/provider-returns/{id}/decisions', { id: detail.uploadId, body, key }),
    );
    if (done !== null) onDone(doneInWords(done.decision));
  };

  return (
    <section
      class="app-panel app-decide"
      aria-labelledby="decide"
      onKeyDown={(event) => {
        if (event.key === 'Escape') back();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
      }}
    >
      <h3 class="govuk-heading-s" id="decide">
        What becomes of{' '}
        {chosen.finding === null
          ? counted(chosen.lines.length, 'selected line')
          : 'every line of this check that waits'}
        ?
      </h3>
      <SubmitForm onSubmit={submit}>
        <ErrorSummary errors={errors} />
        <DecisionChoice decision={decision} onDecision={onDecision} error={messageFor(errors, FIRST)} />
        <div class="app-decide__fields">
          {decision === 'amend' && (
            <TextField
              id="units"
              label="Hours or units paid"
              hint="Of the line, or of its week in all, as 12.5"
              width="govuk-input--width-5"
              inputMode="decimal"
              value={units}
              onValue={setUnits}
              error={messageFor(errors, 'units')}
            />
          )}
          <ReasonField id="reason" value={reason} onValue={setReason} error={messageFor(errors, 'reason')} />
          <div class="app-decide__effect" role="status">
            {decision === null ? (
              <p class="govuk-body-s">Choose what becomes of them, and what it changes stands here.</p>
            ) : (
              <Effect detail={detail} decision={decision} query={queryOf(chosen, decision, units)} />
            )}
          </div>
        </div>
        <div class="app-actions">
          <button
            type="submit"
            class={`govuk-button${decision === 'refuse' ? ' govuk-button--warning' : ''}`}
            aria-disabled={action.busy}
          >
            {decision === null ? 'Decide' : officerDecisions[decision].choice}
          </button>
          <button type="button" class="app-link-button" onClick={back}>
            Back to the lines
          </button>
          <span class="govuk-hint">Ctrl and Enter decides, Escape goes back.</span>
        </div>
      </SubmitForm>
    </section>
  );
}

const FIRST = `decision-${officerDecisionNames[0] ?? ''}`;

type Drafted = { decision: OfficerDecision | null; units: string; reason: string };

function gapsOf({ decision, units, reason }: Drafted): FieldError[] {
  return [
    ...(decision === null ? [{ id: FIRST, message: 'Choose what becomes of the lines' }] : []),
    ...(decision === 'amend' && !UNITS.test(units.trim())
      ? [{ id: 'units', message: 'Say how many hours or units are paid, as 12.5' }]
      : []),
    ...(reason.trim().length < 3 ? [{ id: 'reason', message: 'Say why' }] : []),
  ];
}

const UNITS = /^\d{1,6}(\.\d{1,4})?$/;

/** What is asked about a decision before it is made; nothing while its hours are not said. */
function queryOf(
  { lines, finding }: Chosen,
  decision: OfficerDecision,
  units: string,
): Query<'/v1/provider-returns/{id}/effect'> | null {
  if (decision === 'amend' && !UNITS.test(units.trim())) return null;
  return {
    ...(finding === null ? { lines: lineRanges(lines) } : { finding }),
    ...{ decision, units: decision === 'amend' ? units.trim() : undefined },
  };
}

type EffectProps = {
  detail: ReturnDetail;
  decision: OfficerDecision;
  query: Query<'/v1/provider-returns/{id}/effect'> | null;
};

function Effect({ detail, decision, query }: EffectProps) {
  const { effect, trouble } = useWeighed(detail.uploadId, query);
  const { does } = officerDecisions[decision];
  if (trouble !== null) return <p class="govuk-error-message">{trouble.detail}</p>;
  if (query === null) return <p class="govuk-body-s">{does} Say how many.</p>;
  if (effect === null) return <p class="govuk-body-s">{does} What it changes is being reckoned…</p>;
  if (effect.refusal !== null) return <p class="govuk-error-message">{effect.refusal}</p>;
  return (
    <>
      <p class="govuk-body-s">{does}</p>
      <ul class="govuk-list govuk-list--bullet app-decide__numbers">
        {effectInWords(effect, detail.fourEyesAbovePence).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

type ChoiceProps = {
  decision: OfficerDecision | null;
  onDecision: (decision: OfficerDecision) => void;
  error: string | undefined;
};

function DecisionChoice({ decision, onDecision, error }: ChoiceProps) {
  return (
    <fieldset
      class={`govuk-fieldset govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}
    >
      <legend class="govuk-visually-hidden">What becomes of them</legend>
      {error !== undefined && (
        <p class="govuk-error-message">
          <span class="govuk-visually-hidden">Error:</span> {error}
        </p>
      )}
      <div class="govuk-radios govuk-radios--small app-decide__choices">
        {officerDecisionNames.map((name) => (
          <div class="govuk-radios__item" key={name}>
            <input
              class="govuk-radios__input"
              id={`decision-${name}`}
              name="decision"
              type="radio"
              value={name}
              checked={decision === name}
              onChange={() => {
                onDecision(name);
              }}
            />
            <label class="govuk-label govuk-radios__label" for={`decision-${name}`}>
              {officerDecisions[name].choice}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

function doneInWords({ state, decision, lines, morePence }: Decided['decision']): string {
  const what =
    decision === 'withdrawn' || decision === 'disputed' || decision === 'replaced'
      ? ''
      : officerDecisions[decision].choice.toLowerCase();
  if (state === 'proposed')
    return `It is proposed to ${what} for ${counted(lines.length, 'line')}. That pays ${formatMoney(morePence)} more, so a second person has to agree.`;
  return `Decided for ${counted(lines.length, 'line')}: ${what}.`;
}
