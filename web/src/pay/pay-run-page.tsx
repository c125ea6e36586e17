import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { OnThisPage } from '../parts/on-this-page.tsx';
import { Page } from '../parts/page.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useMe } from '../session/me.ts';
import { formatDate } from '../words/format.ts';
import { actsFor } from './acts.ts';
import { AttentionTable } from './attention-table.tsx';
import { Comparison } from './comparison.tsx';
import { runKinds } from './pay-words.ts';
import { ProposeAccrual } from './propose-accrual.tsx';
import { Recompute } from './recompute.tsx';
import { RunActs } from './run-acts.tsx';
import { RunEffects } from './run-effects.tsx';
import { RunForward } from './run-forward.tsx';
import { RunFiles } from './run-files.tsx';
import { RunHistory } from './run-history.tsx';
import { RunLines } from './run-lines.tsx';
import { RunStanding } from './run-standing.tsx';
import { usePayRun } from './use-pay-run.ts';

export function PayRunPage({ id }: { id: string }) {
  const reading = usePayRun(id);
  const run = reading.state === 'here' ? reading.value : null;
  return (
    <Page
      question="May this be paid?"
      about={run === null ? undefined : `${runKinds[run.kind]} to ${formatDate(run.throughDate)}, run ${id}`}
      crumbs={[{ text: 'Pay runs', href: '/pay-runs' }]}
    >
      <Loaded of={reading} what="the pay run">
        {(value) => <Review run={value} again={reading.again} />}
      </Loaded>
    </Page>
  );
}

function Review({ run, again }: { run: PayRunDetail; again: () => void }) {
  const me = useMe();
  const reckoned = run.linesHash !== null;
  const filed = run.state === 'issued' || run.state === 'acknowledged' || run.state === 'settled';
  const places = [
    ...(filed ? [{ text: 'Files', id: 'files' }] : []),
    { text: 'Change on the run before', id: 'change' },
    { text: 'What to look at', id: 'attention' },
    { text: 'Lines', id: 'lines' },
    ...(run.resends.length + run.takenOff.length > 0
      ? [{ text: 'From earlier payments', id: 'forward' }]
      : []),
    { text: 'What approval does', id: 'effects' },
    ...(actsFor(run, me).length > 0 ? [{ text: 'Decide', id: 'decide' }] : []),
    { text: 'History', id: 'history' },
  ];
  return (
    <>
      <RunStanding run={run} />
      {reckoned && (
        <>
          <OnThisPage places={places} />
          {filed && <RunFiles run={run} />}
          <Comparison run={run} />
          <AttentionTable run={run} />
          {/* Other lines than those that stand there are read anew. */}
          <RunLines run={run} key={run.linesHash} />
          <RunForward run={run} />
          <RunEffects run={run} />
        </>
      )}
      <RunActs run={run} again={again} key={run.history.length} />
      <ProposeAccrual run={run} />
      <RunHistory run={run} />
      {reckoned && run.state !== 'preview' && <Recompute run={run} />}
    </>
  );
}
