import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { Tag } from '../parts/tag.tsx';
import { counted, formatCount, formatDate, formatInstant, formatMoney } from '../words/format.ts';
import { inWords } from '../words/labels.ts';
import { runStates } from './pay-words.ts';
import { scopeInWords } from './scope-text.ts';
import { isIssuing, isReckoning } from './use-pay-run.ts';

/** Where a run is, how much it comes to, and who made it. */
export function RunStanding({ run }: { run: PayRunDetail }) {
  const state = runStates[run.state];
  return (
    <>
      <div class="govuk-inset-text" role="status" aria-live="polite">
        <p class="govuk-body">
          <Tag of={state} /> {state.means}
        </p>
        {run.note !== null && <p class="govuk-body">{noteInWords(run)}</p>}
        {isReckoning(run) && <Progress progress={run.progress} />}
        {isIssuing(run) && (
          <p class="govuk-body">
            <strong>It is being issued.</strong> You can leave this page and come back.
          </p>
        )}
      </div>
      <Totals run={run} />
      <SummaryList rows={rowsOf(run)} />
    </>
  );
}

/** What brought the run to its state; a run that is ready again with a note was returned or computed anew. */
function noteInWords({ state, note }: PayRunDetail) {
  if (state === 'ready' || state === 'computing') return <strong>Look at it again: {note}</strong>;
  return state === 'failed' ? <strong>{note}</strong> : <>Reason: {note}</>;
}

function Progress({ progress: { done, of } }: Pick<PayRunDetail, 'progress'>) {
  if (of === 0) return <p class="govuk-body">Finding out what is due…</p>;
  return (
    <p class="govuk-body">
      <progress class="app-progress" max={of} value={done} aria-label="Parts of the work done" />{' '}
      <span class="app-amount">
        {formatCount(done)} of {counted(of, 'part')} done
      </span>
    </p>
  );
}

function Totals({ run }: { run: PayRunDetail }) {
  if (run.paymentPence === undefined) return null;
  return (
    <dl class="app-figures">
      <Figure name="To be paid" pence={run.paymentPence} />
      {(run.resendPence ?? 0) !== 0 && <Figure name="Sent again beside it" pence={run.resendPence ?? 0} />}
      <Figure name="Held" pence={run.heldPence ?? 0} />
      <Figure name="Proposed for recovery" pence={run.proposedPence ?? 0} />
      <Figure name="The NHS owes of it" pence={run.rechargePence ?? 0} />
    </dl>
  );
}

function Figure({ name, pence }: { name: string; pence: number }) {
  return (
    <div class="app-figures__figure">
      <dt>{name}</dt>
      <dd>{formatMoney(pence)}</dd>
    </div>
  );
}

function rowsOf(run: PayRunDetail): Row[] {
  return [
    {
      name: 'Paid through',
      value: `${formatDate(run.throughDate)}${run.calendar === null ? '' : `, ${inWords(run.calendar).toLowerCase()} calendar`}`,
    },
    { name: 'What it covers', value: scopeInWords(run.scope) },
    ...(run.lineCount === undefined
      ? []
      : [
          {
            name: 'Lines',
            value: `${counted(run.lineCount, 'line')} of ${counted(run.packageCount ?? 0, 'package')}`,
          },
        ]),
    { name: 'Started', value: `${formatInstant(run.startedAt)}, by ${run.startedBy}` },
    ...(run.changedBy.length === 0
      ? []
      : [{ name: 'Made or submitted by', value: `${run.changedBy.join(', ')}, who may not approve it` }]),
    ...(run.payOn === null ? [] : [{ name: 'In the bank on', value: formatDate(run.payOn) }]),
  ];
}
