import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { messageFor, type FieldError } from '../parts/error-summary.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { formatDate, formatMoney, penceOfPounds, poundsOfPence } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { ActForm, FoldedForm } from './act-form.tsx';
import { caseOutcomeNames, caseOutcomes, type CaseOutcome } from './audit-words.ts';
import type { CaseDesk } from './case-desk.ts';
import { againstConclusion } from './case-standing.ts';
import { RadioField } from './radio-field.tsx';
import { Said } from './said.tsx';
import { Section } from './section.tsx';

/** How the case ended, or the way to end it with all that stands against it. */
export function ConcludeCase({ desk }: { desk: CaseDesk }) {
  const { conclusion } = desk.shown;
  const mayConclude = may(useMe(), 'workAudits');
  return (
    <Section id="conclude" title={conclusion === null ? 'Conclude the case' : 'Conclusion'}>
      <Said desk={desk} place="conclude" />
      {conclusion !== null && <Conclusion desk={desk} />}
      {conclusion === null &&
        (mayConclude ? (
          <ConcludeForm desk={desk} key={desk.shown.earlierConclusions.length} />
        ) : (
          <p class="govuk-body">The case is not concluded yet.</p>
        ))}
    </Section>
  );
}

/** The cause of a clean case. */
const NOTHING_WRONG = 'nothing-wrong';
const SATISFIED = 'Every finding is decided, and nothing is left to be asked.';

function ConcludeForm({ desk }: { desk: CaseDesk }) {
  const { shown } = desk;
  const [outcome, setOutcome] = useState<CaseOutcome | null>(null);
  const [cause, setCause] = useState<string | null>(null);
  const [amount, setAmount] = useState(amountOffered(shown));
  const isSatisfactory = outcome === 'satisfactory';
  const usual = shown.rootCauses.find(({ name }) => isSatisfactory && name === NOTHING_WRONG);
  const rootCause = cause ?? usual?.name ?? '';
  const isRecovery = outcome === 'recovery-proposed';
  const recoveryPence = isRecovery ? penceOfPounds(amount) : null;
  const body = { outcome: outcome ?? 'satisfactory', rootCause, recoveryPence };
  const against = againstConclusion(shown, outcome);
  return (
    <ActForm
      id="conclude"
      button={
        outcome === null ? 'Conclude the case' : `Conclude: ${caseOutcomes[outcome].choice.toLowerCase()}`
      }
      isGrave={isRecovery}
      reason={isSatisfactory ? SATISFIED : ''}
      gaps={gapsOf({ outcome, rootCause, recoveryPence })}
      request={body}
      send={(reason, key) =>
        write('POST', '/v1/audit-cases/{id}/conclude', { id: shown.caseId, body: { ...body, reason }, key })
      }
      onDone={({ notes }) => {
        desk.done('conclude', 'The case is concluded.', notes);
      }}
    >
      {(errors) => (
        <>
          <RadioField
            id="conclude-outcome"
            legend="How does it end?"
            value={outcome}
            choices={caseOutcomeNames.map((name) => ({
              value: name,
              text: caseOutcomes[name].choice,
              hint: caseOutcomes[name].does,
            }))}
            onValue={setOutcome}
            error={messageFor(errors, 'conclude-outcome')}
          />
          {isRecovery && (
            <TextField
              id="conclude-recoveryPence"
              label="How much may be asked back, in pounds"
              hint={hintOnAmount(shown)}
              width="govuk-input--width-10"
              inputMode="decimal"
              value={amount}
              onValue={setAmount}
              error={messageFor(errors, 'conclude-recoveryPence')}
            />
          )}
          <SelectField
            id="conclude-rootCause"
            label="Why did it go as it did?"
            value={rootCause}
            choices={[
              { value: '', text: 'Choose' },
              ...shown.rootCauses.map(({ name, title }) => ({ value: name, text: title })),
            ]}
            onValue={setCause}
            error={messageFor(errors, 'conclude-rootCause')}
          />
          <Against against={against} />
          {recoveryPence !== null && against.length === 0 && (
            <p class="govuk-body" role="status">
              Concluding so says that {formatMoney(recoveryPence)} may be asked back. Nothing moves yet: it is
              proposed next, and another person authorises it.
            </p>
          )}
        </>
      )}
    </ActForm>
  );
}

function gapsOf({
  outcome,
  rootCause,
  recoveryPence,
}: {
  outcome: CaseOutcome | null;
  rootCause: string;
  recoveryPence: number | null;
}): FieldError[] {
  return [
    ...(outcome === null ? [{ id: 'conclude-outcome', message: 'Choose how it ends' }] : []),
    ...(outcome === 'recovery-proposed' && (recoveryPence === null || recoveryPence <= 0)
      ? [{ id: 'conclude-recoveryPence', message: 'Say how much may be asked back, such as 120.50' }]
      : []),
    ...(rootCause === '' ? [{ id: 'conclude-rootCause', message: 'Choose why it went as it did' }] : []),
  ];
}

/** What is left over is offered, where something is. */
function amountOffered({ surplus }: CaseDesk['shown']): string {
  return surplus === null || surplus.surplusPence === 0 ? '' : poundsOfPence(surplus.surplusPence);
}

function hintOnAmount({ surplus, findings }: CaseDesk['shown']): string {
  const upheld = findings
    .filter(({ decided }) => decided?.decision === 'upheld')
    .reduce((sum, { amountPence }) => sum + Math.abs(amountPence ?? 0), 0);
  return [
    surplus === null
      ? 'No reliable balance is known, so that nothing is worked out.'
      : `What is left over is ${formatMoney(surplus.surplusPence)}, worked out below.`,
    `Findings of ${formatMoney(upheld)} are upheld.`,
  ].join(' ');
}

/** What stands against it is said before the button. */
function Against({ against }: { against: readonly string[] }) {
  if (against.length === 0) return <p class="govuk-body">Nothing stands against concluding.</p>;
  return (
    <div class="govuk-inset-text app-against">
      <p class="govuk-body">This stands against concluding:</p>
      <ul class="govuk-list govuk-list--bullet">
        {against.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function Conclusion({ desk }: { desk: CaseDesk }) {
  const { conclusion, rootCauses, caseId } = desk.shown;
  const mayReopen = may(useMe(), 'reopenAudits');
  if (conclusion === null) return null;
  const { outcome, rootCause, recoveryPence, by, on, reason } = conclusion;
  const title = rootCauses.find(({ name }) => name === rootCause)?.title ?? inWords(rootCause);
  const rows: Row[] = [
    { name: 'Outcome', value: <Tag of={caseOutcomes[outcome].word} /> },
    ...(recoveryPence === null ? [] : [{ name: 'To come back', value: formatMoney(recoveryPence) }]),
    { name: 'Why it went so', value: title },
    { name: 'Concluded', value: `${formatDate(on)} by ${by}` },
    { name: 'Reason', value: reason },
  ];
  return (
    <>
      <SummaryList rows={rows} />
      {mayReopen && (
        <FoldedForm button="Open the case again" title="Open the case again">
          {(close) => (
            <ActForm
              id="reopen"
              button="Open it again"
              gaps={[]}
              request="reopen"
              send={(why, key) =>
                write('POST', '/v1/audit-cases/{id}/reopen', { id: caseId, body: { reason: why }, key })
              }
              onDone={({ notes }) => {
                desk.done('conclude', 'The case is open again.', notes);
              }}
              onCancel={close}
            >
              {() => (
                <p class="govuk-body">
                  Decisions about findings stay. What the social worker said and what was found out about the
                  money are asked again, and a new due day begins.
                </p>
              )}
            </ActForm>
          )}
        </FoldedForm>
      )}
    </>
  );
}
