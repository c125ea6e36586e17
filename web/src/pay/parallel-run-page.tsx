import type { ParallelRun } from '../../../events/api/parallel-runs.ts';
import { useRead, type Reading } from '../api/use-read.ts';
import { Loaded, Nothing } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { SummaryList, type Row } from '../parts/summary-list.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { counted, formatDate, formatDays, formatMoney } from '../words/format.ts';
import { differenceCauses } from './difference-words.ts';
import { CauseTable, Differences } from './differences.tsx';
import { runKinds, runStates } from './pay-words.ts';

export function ParallelRunPage({ id }: { id: string }) {
  const filters = useFilters();
  const cause = filters.among('cause', differenceCauses);
  const cursor = filters.of('after');
  const query = { cause, cursor: cursor === '' ? undefined : cursor };
  const reading = useRead('/v1/parallel-runs/{id}', { id, query });
  return (
    <Page
      question="Where do the old system and we differ, and why?"
      about={reading.state === 'here' ? reading.value.fileName : undefined}
      crumbs={[
        { text: 'Pay runs', href: '/pay-runs' },
        { text: 'Parallel runs', href: '/parallel-runs' },
      ]}
    >
      {isNotYet(reading) ? (
        <NotYet id={id} reading={reading} />
      ) : (
        <Loaded of={reading} what="the comparison">
          {(found) => (
            <>
              <InShort found={found} />
              <SummaryList rows={summaryOf(found)} />
              <CauseTable found={found} />
              <Differences found={found} cause={cause} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  );
}

type Failed = Extract<Reading<ParallelRun>, { state: 'failed' }>;

/** There is nothing to compare yet: not a fault, but something to do first. */
function isNotYet(reading: Reading<ParallelRun>): reading is Failed {
  return reading.state === 'failed' && reading.trouble.status === 409;
}

function NotYet({ id, reading }: { id: string; reading: Failed }) {
  return (
    <Nothing>
      <p class="govuk-body govuk-!-font-weight-bold">Nothing can be compared yet.</p>
      <p class="govuk-body">{reading.trouble.detail}</p>
      <p class="govuk-body">
        <a href="/pay-runs/start">Start a preview or a run</a>, or see{' '}
        <a href={`/files/${encodeURIComponent(id)}`}>what became of the file</a>.
      </p>
    </Nothing>
  );
}

function InShort({ found }: { found: ParallelRun }) {
  const { matched, matchedPence, differenceCount, differencePence } = found;
  const more = differencePence > 0 ? 'more with them than with us' : 'less with them than with us';
  return (
    <p class="govuk-body-l">
      {counted(matched, 'line')} of theirs {matched === 1 ? 'agrees' : 'agree'} with ours to the penny, for{' '}
      {formatMoney(matchedPence)}.{' '}
      {differenceCount === 0
        ? 'Nothing differs.'
        : `${counted(differenceCount, 'difference')} ${differenceCount === 1 ? 'comes' : 'come'} to ${
            differencePence === 0 ? 'nothing in all' : `${formatMoney(Math.abs(differencePence))} ${more}`
          }.`}
    </p>
  );
}

function summaryOf(found: ParallelRun): Row[] {
  const { period, leftOutPence, refusedLines, uploadId } = found;
  return [
    { name: 'Period', value: formatDays(period.from, period.to) },
    { name: 'They pay', value: formatMoney(found.theirPence) },
    { name: 'We pay', value: formatMoney(found.ourPence) },
    { name: 'Theirs less ours', value: formatMoney(found.differencePence) },
    { name: 'Compared with', value: <RunsCompared found={found} /> },
    ...(leftOutPence === 0
      ? []
      : [{ name: 'Left out', value: `${formatMoney(leftOutPence)} our runs pay for other days` }]),
    ...(refusedLines === 0
      ? []
      : [
          {
            name: 'Not compared',
            value: (
              <a href={`/files/${encodeURIComponent(uploadId)}`}>
                {counted(refusedLines, 'line')} of the file that could not be read
              </a>
            ),
          },
        ]),
  ];
}

function RunsCompared({ found }: { found: ParallelRun }) {
  return (
    <ul class="govuk-list">
      {found.payRuns.map(({ payRunId, kind, state, throughDate, scope }) => (
        <li key={payRunId}>
          <a href={`/pay-runs/${encodeURIComponent(payRunId)}`}>
            {runKinds[kind]} to {formatDate(throughDate)}
          </a>
          , {runStates[state].word.toLowerCase()}
          {scope === null ? '' : ', for some only'}
        </li>
      ))}
    </ul>
  );
}
