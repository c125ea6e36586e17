import { runProgress } from '../../../domain/pay/settlement/run-progress.ts';
import type { PayStore } from '../../store/pay-store.ts';
import type { PaymentStore } from '../../store/payment-store.ts';
import type { Clock } from '../clock.ts';

export type AdvanceDeps = {
  runs: Pick<PayStore, 'readRun' | 'moveRun'>;
  payments: Pick<PaymentStore, 'paymentsOfRun'>;
  clock: Clock;
};

/** Others that move the same run at the same moment are waited for this often. */
const TRIES = 5;

/** Moves an issued run to where its payments are. The payments are read after the run, so that none is missed for good. */
export async function advanceRun(payRunId: string, deps: AdvanceDeps): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const seen = await deps.runs.readRun(payRunId);
    if (seen === null) return;
    const payments = await deps.payments.paymentsOfRun(payRunId);
    const state = runProgress(
      seen.body,
      payments.map(({ body }) => body),
    );
    if (state === seen.body.state) return;
    const moved = await deps.runs.moveRun(
      seen,
      { ...seen.body, state },
      {
        recordedAt: deps.clock(),
        recordedBy: 'careledger',
        source: { kind: 'hand' },
        reason: 'What the ledger and the bank say of its payments',
      },
    );
    if (moved.outcome === 'moved') return;
  }
  throw new Error('a run was moved by others again and again');
}
