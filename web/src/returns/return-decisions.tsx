import { useState } from 'preact/hooks';
import type { ReturnDetail } from '../../../events/api/return-shapes.ts';
import { write } from '../api/client.ts';
import { useAction } from '../api/use-action.ts';
import { countColumn, instantColumn, penceColumn, textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { ErrorSummary, errorsOf, messageFor, type FieldError } from '../parts/error-summary.tsx';
import { ReasonField } from '../parts/fields.tsx';
import { Tag } from '../parts/tag.tsx';
import { useMe } from '../session/me.ts';
import { may } from '../session/permissions.ts';
import { counted, formatInstant, formatMoney } from '../words/format.ts';
import type { Word } from '../words/labels.ts';
import { decisionInWords, lineRanges } from './return-words.ts';

type Decision = ReturnDetail['decisions'][number];
type Props = { detail: ReturnDetail; again: () => void };

/** What was decided of a return: first what waits for a second person, then all of it. */
export function ReturnDecisions({ detail, again }: Props) {
  const proposed = detail.decisions.filter(({ state }) => state === 'proposed');
  return (
    <>
      {proposed.map((decision) => (
        <Proposal key={decision.number} detail={detail} decision={decision} again={again} />
      ))}
      {detail.decisions.length > 0 && (
        <details class="govuk-details">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">
              {counted(detail.decisions.length, 'decision')} about this return
            </span>
          </summary>
          <div class="govuk-details__text">
            <DataTable
              caption="Decisions about this return"
              captionClass="govuk-visually-hidden"
              columns={columns}
              rows={detail.decisions.toReversed()}
              keyOf={({ number }) => String(number)}
              fileName={`decisions-${detail.uploadId}`}
            />
          </div>
        </details>
      )}
    </>
  );
}

function Proposal({ detail, decision, again }: Props & { decision: Decision }) {
  const me = useMe();
  const { number, decidedBy, decidedAt, lines, morePence, reason } = decision;
  const mayAnswer = may(me, 'answerReturnDecisions');
  const heading = `proposal-${number}`;
  return (
    <section class="app-panel" aria-labelledby={heading}>
      <h2 class="govuk-heading-m" id={heading}>
        A second person has to agree: {decisionInWords(decision.decision).toLowerCase()},{' '}
        {counted(lines.length, 'line')}
      </h2>
      <p class="govuk-body">
        {decidedBy} proposed it on {formatInstant(decidedAt)}: “{reason}”. It pays {formatMoney(morePence)}{' '}
        more than is paid now; above {formatMoney(detail.fourEyesAbovePence)} two people decide. Lines{' '}
        {lineRanges(lines).replaceAll(',', ', ')}.
      </p>
      {decidedBy === me.userId && (
        <p class="govuk-body">You proposed it, so somebody else has to agree or decline.</p>
      )}
      {decidedBy !== me.userId && !mayAnswer && (
        <p class="govuk-body">A payments approver agrees or declines.</p>
      )}
      {decidedBy !== me.userId && mayAnswer && (
        <AnswerForm id={`${detail.uploadId}~${number}`} number={number} again={again} />
      )}
    </section>
  );
}

type AnswerProps = { id: string; number: number; again: () => void };

function AnswerForm({ id, number, again }: AnswerProps) {
  const [reason, setReason] = useState('');
  const [gaps, setGaps] = useState<readonly FieldError[]>([]);
  const action = useAction<unknown>();
  const field = `answer-${number}`;
  const errors = [...gaps, ...errorsOf(action.trouble, () => field)];
  const answer = async (act: 'approve' | 'decline'): Promise<void> => {
    const found = reason.trim().length < 3 ? [{ id: field, message: 'Say why' }] : [];
    setGaps(found);
    if (found.length > 0) return;
    const done = await action.run({ act, reason }, (key) =>
      act === 'approve'
        ? write('POST', '/v1/return-decisions/{id}/approve', { id, body: { reason }, key })
        : write('POST', '/v1/return-decisions/{id}/decline', { id, body: { reason }, key }),
    );
    if (done !== null) again();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <ErrorSummary errors={errors} />
      <ReasonField id={field} value={reason} onValue={setReason} error={messageFor(errors, field)} />
      <div class="app-actions">
        <button
          type="button"
          class="govuk-button"
          aria-disabled={action.busy}
          onClick={() => {
            void answer('approve');
          }}
        >
          Agree to it
        </button>
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-disabled={action.busy}
          onClick={() => {
            void answer('decline');
          }}
        >
          Decline it
        </button>
      </div>
    </form>
  );
}

const states = {
  proposed: { word: 'Proposed', tone: 'yellow' },
  declined: { word: 'Declined', tone: 'red' },
  made: { word: 'Being worked off', tone: 'blue' },
  done: { word: 'Decided', tone: 'green' },
} as const satisfies Record<string, Word>;

function stateOf({ state, isApplied }: Decision): Word {
  return states[state === 'made' && isApplied ? 'done' : state];
}

const columns: readonly Column<Decision>[] = [
  textColumn('Decision', ({ decision }) => decisionInWords(decision)),
  countColumn('Lines', ({ lines }) => lines.length),
  penceColumn('Pays more', ({ morePence }) => morePence),
  {
    ...textColumn('State', (decision) => stateOf(decision).word),
    cell: (decision) => <Tag of={stateOf(decision)} />,
  },
  textColumn('By', ({ decidedBy }) => decidedBy),
  instantColumn('When', ({ decidedAt }) => decidedAt),
  { ...textColumn('Why', ({ reason }) => reason), wide: true },
  textColumn('Answered', ({ answer }) => (answer === null ? '' : `${answer.by}: ${answer.reason}`)),
];
