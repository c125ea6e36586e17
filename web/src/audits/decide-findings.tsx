import { useState } from 'preact/hooks';
import { write } from '../api/client.ts';
import { messageFor } from '../parts/error-summary.tsx';
import { counted, formatMoney } from '../words/format.ts';
import { ActForm } from './act-form.tsx';
import { findingDecisionNames, findingDecisions, type FindingDecision } from './audit-words.ts';
import type { CaseDesk } from './case-desk.ts';
import { undecidedOf } from './case-standing.ts';
import { RadioField } from './radio-field.tsx';

type Props = {
  desk: CaseDesk;
  chosen: readonly string[];
  onChosen: (chosen: readonly string[]) => void;
  onDecided: (text: string, notes: readonly string[]) => void;
};

/** Decides about the chosen findings with one reason; what it changes stands before the button. */
export function DecideFindings({ desk: { shown }, chosen, onChosen, onDecided }: Props) {
  const [decision, setDecision] = useState<FindingDecision | null>(null);
  const undecided = undecidedOf(shown);
  if (chosen.length === 0 && undecided.length === 0) return null;
  return (
    <div class="app-panel app-decide" role="group" aria-labelledby="decide">
      <h3 class="govuk-visually-hidden" id="decide">
        Decide about what is selected
      </h3>
      <p class="govuk-body app-select">
        <strong role="status">
          {chosen.length === 0 ? 'No finding is selected.' : `${counted(chosen.length, 'finding')} selected.`}
        </strong>
        {undecided.some(({ findingId }) => !chosen.includes(findingId)) && (
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              onChosen(undecided.map(({ findingId }) => findingId));
            }}
          >
            Select all {undecided.length} that wait
          </button>
        )}
        {chosen.length > 0 && (
          <button
            type="button"
            class="app-link-button"
            onClick={() => {
              onChosen([]);
            }}
          >
            Select none
          </button>
        )}
      </p>
      {chosen.length > 0 && (
        <ActForm
          id="decide"
          isCompact
          key={shown.acts.length}
          button={
            decision === null
              ? 'Decide'
              : `${findingDecisions[decision].choice}: ${counted(chosen.length, 'finding')}`
          }
          reason={decision === null ? '' : findingDecisions[decision].reason}
          gaps={decision === null ? [{ id: 'decision', message: 'Choose what you say of them' }] : []}
          request={{ chosen, decision }}
          send={(reason, key) => {
            const body = { findingIds: [...chosen], decision: decision ?? 'explained', reason };
            return write('POST', '/v1/audit-cases/{id}/decide-finding', { id: shown.caseId, body, key });
          }}
          onDone={({ notes }) => {
            if (decision === null) return;
            setDecision(null);
            onDecided(
              `Decided for ${counted(chosen.length, 'finding')}: ${findingDecisions[decision].choice.toLowerCase()}.`,
              notes,
            );
          }}
        >
          {(errors) => (
            <>
              <RadioField
                id="decision"
                legend="What do you say of them?"
                value={decision}
                choices={findingDecisionNames.map((name) => ({
                  value: name,
                  text: findingDecisions[name].choice,
                }))}
                onValue={setDecision}
                error={messageFor(errors, 'decision')}
                isSmall
              />
              <p class="govuk-body-s" role="status">
                {effectOf(shown, chosen, decision)}
              </p>
            </>
          )}
        </ActForm>
      )}
    </div>
  );
}

/** What deciding so changes, in numbers. */
function effectOf(
  { findings }: CaseDesk['shown'],
  chosen: readonly string[],
  decision: FindingDecision | null,
): string {
  const own = findings.filter(({ findingId }) => chosen.includes(findingId));
  const pence = own.reduce((sum, { amountPence }) => sum + Math.abs(amountPence ?? 0), 0);
  const left = undecidedOf({ findings }).filter(({ findingId }) => !chosen.includes(findingId)).length;
  return [
    `${counted(own.length, 'finding')}, ${formatMoney(pence)}.`,
    decision === null ? '' : findingDecisions[decision].does,
    left === 0
      ? 'None waits for a decision then.'
      : `${counted(left, 'finding')} still ${left === 1 ? 'waits' : 'wait'} then.`,
  ]
    .filter(Boolean)
    .join(' ');
}
