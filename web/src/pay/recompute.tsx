import { useState } from 'preact/hooks';
import type { PayRunDetail } from '../../../events/api/pay-runs.ts';
import { read } from '../api/client.ts';
import type { Answer } from '../api/contract.ts';
import { useAction } from '../api/use-action.ts';
import { textColumn, type Column } from '../parts/columns.ts';
import { DataTable } from '../parts/data-table.tsx';
import { counted } from '../words/format.ts';

type Outcome = Answer<'GET', '/v1/pay-runs/{id}/recompute'>;
type Difference = Outcome['differences'][number];

/** Reckons a run again from the facts it used, and says whether every line comes out the same. */
export function Recompute({ run }: { run: PayRunDetail }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const action = useAction<Outcome>();
  const recompute = async (): Promise<void> => {
    setOutcome(null);
    const answer = await action.run(run.payRunId, () =>
      read('/v1/pay-runs/{id}/recompute', { id: run.payRunId }),
    );
    setOutcome(answer);
  };
  return (
    <section class="app-section" aria-labelledby="recompute">
      <h2 class="govuk-heading-m" id="recompute">
        Does it come out the same again?
      </h2>
      <p class="govuk-body">
        The run is reckoned again from the facts as they were known then. Nothing is changed by it.
      </p>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={action.busy}
        onClick={() => {
          void recompute();
        }}
      >
        {action.busy ? 'Reckoning again…' : 'Recompute this run'}
      </button>
      <div role="status" aria-live="polite">
        {action.trouble !== null && <p class="govuk-error-message">{action.trouble.detail}</p>}
        {outcome !== null && <Result outcome={outcome} run={run} />}
      </div>
    </section>
  );
}

function Result({ outcome, run }: { outcome: Outcome; run: PayRunDetail }) {
  if (outcome.identical) {
    return (
      <p class="govuk-body">
        <strong>The same, byte for byte.</strong> {counted(run.lineCount ?? 0, 'line')} of{' '}
        {counted(run.packageCount ?? 0, 'package')} came out as they were.
      </p>
    );
  }
  return (
    <>
      <p class="govuk-body">
        <strong>
          {counted(outcome.differences.length, 'package comes', 'packages come')} out differently.
        </strong>{' '}
        Do not approve or issue it; tell whoever looks after careledger.
      </p>
      <DataTable
        caption="Packages that come out differently"
        captionClass="govuk-table__caption--s"
        columns={columns}
        rows={outcome.differences}
        keyOf={({ packageId }) => packageId}
        fileName={`recompute-${run.payRunId}`}
      />
    </>
  );
}

const columns: readonly Column<Difference>[] = [
  {
    ...textColumn('Package', ({ packageId }) => packageId),
    cell: ({ packageId }) => <a href={`/packages/${encodeURIComponent(packageId)}`}>{packageId}</a>,
  },
  textColumn('Was', ({ was }) => was),
  textColumn('Is now', ({ now }) => now),
];
