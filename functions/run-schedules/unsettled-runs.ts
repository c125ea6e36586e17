import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import type { ScheduleDeps } from './deps.ts';

export type UnsettledRun = { run: PayRun; payments: PaymentRecord[] };

const PAGE = 50;

/** Issued runs of which not every payment has arrived, with their payments. */
export async function unsettledRuns({
  runs,
  payments,
}: Pick<ScheduleDeps, 'runs' | 'payments'>): Promise<UnsettledRun[]> {
  const found: UnsettledRun[] = [];
  let cursor: string | undefined;
  do {
    const page = await runs.listRuns({ limit: PAGE, cursor });
    for (const { body: run } of page.items) {
      if (run.state !== 'issued' && run.state !== 'acknowledged') continue;
      const ofRun = await payments.paymentsOfRun(run.payRunId);
      found.push({ run, payments: ofRun.map(({ body }) => body) });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
