import { londonDate } from '../../../domain/calendar.ts';
import { addPence, pence, type Pence } from '../../../domain/money.ts';
import { bringForward, leftToTakeOff, type BroughtForward } from '../../../domain/pay/run/brought-forward.ts';
import type { Hold } from '../../../domain/pay/run/hold.ts';
import type { PaymentRecord } from '../../../domain/pay/run/payment-record.ts';
import type { PayRun } from '../../../domain/pay/run/pay-run.ts';
import { makeGood, type Recovery } from '../../../domain/pay/run/recovery.ts';
import { readKey } from '../../../domain/pay/component.ts';
import type { Payment } from '../../../domain/pay/payment.ts';
import type { FactStore } from '../../store/fact-store.ts';
import type { ListStore } from '../../store/list-store.ts';
import type { StoredFact } from '../../store/items.ts';
import { inTurns } from '../../store/table.ts';
import type { PayStore } from '../../store/pay-store.ts';
import type { Clock } from '../clock.ts';
import { whatSpares } from '../direct-payments/what-spares.ts';
import type { RunEvidence, ShardSummary } from './evidence.ts';

export type ForwardDeps = {
  records: Pick<FactStore, 'currentFacts'>;
  lists: Pick<ListStore, 'inState' | 'ofPayee' | 'ofPerson' | 'casesOf'>;
  runs: Pick<PayStore, 'readRun'>;
  evidence: Pick<RunEvidence, 'readPayments'>;
  holds: () => Promise<Hold[]>;
  clock: Clock;
};

type Part = Pick<ShardSummary, 'due' | 'cancelled'>;

/** What earlier payments leave for a run to do, as things stand now. */
export async function broughtForwardTo(
  run: PayRun,
  parts: readonly Part[],
  deps: ForwardDeps,
): Promise<BroughtForward> {
  const [returned, outside, recoveries, holds] = await Promise.all([
    deps.lists.inState('payment', 'returned'),
    deps.lists.inState('payment', 'to-take-off'),
    Promise.all([deps.lists.inState('recovery', 'notified'), deps.lists.inState('recovery', 'recovering')]),
    deps.holds(),
  ]);
  const again = await withLines(
    returned.map(({ body }) => body).filter(({ runKind }) => runKind === run.kind),
    deps,
  );
  return bringForward({
    run,
    due: dueOf(parts),
    returned: again,
    outside: outside.map(({ body }) => body).filter((payment) => leftToTakeOff(payment) > 0),
    recoveries: await afterCancelling(
      await withoutSpared(
        recoveries.flat().map(({ body }) => body),
        run,
        deps,
      ),
      { run, parts },
      deps,
    ),
    holds,
    personOf: await peopleOf(
      again.map(({ payment: { payeeId }, lines }) => ({ payeeId, lines })),
      deps,
    ),
  });
}

/** Nothing comes off a direct payment in a Breathing Space, nor before adult social care has answered (practice.md 5). */
async function withoutSpared(
  told: readonly Recovery[],
  { kind }: Pick<PayRun, 'kind'>,
  { records, lists, clock }: ForwardDeps,
): Promise<Recovery[]> {
  const own = told.filter(({ runKind }) => runKind === kind);
  if (kind !== 'direct-payments') return own;
  const today = londonDate(clock());
  const left = await inTurns(own, async (recovery) => {
    const { personId, packageId: agreementId } = recovery;
    const spared = await whatSpares({ personId, agreementId }, today, { facts: records, lists });
    return spared.breathingSpace === null && !spared.isSafeguardingOpen ? [recovery] : [];
  });
  return left.flat();
}

/** What each payee gets from the lines of a run. */
export function dueOf(parts: readonly Part[]): Map<string, Pence> {
  const due = new Map<string, Pence>();
  for (const { payeeId, amountPence } of parts.flatMap((part) => part.due))
    due.set(payeeId, addPence(due.get(payeeId) ?? pence(0), amountPence));
  return due;
}

/** Recoveries as the lines of this run leave them: what a line cancels is not taken off as well. */
async function afterCancelling(
  told: readonly Recovery[],
  { run: { payRunId }, parts }: { run: PayRun; parts: readonly Part[] },
  deps: ForwardDeps,
): Promise<Recovery[]> {
  const cancelled = parts.flatMap((part) => part.cancelled);
  const all = await recoveriesOf(
    cancelled.map(({ key }) => readKey(key).payeeId),
    deps,
  );
  const after = new Map(
    makeGood(
      all.map(({ body }) => body),
      { payRunId, cancelled, takenOff: [] },
    ).map((recovery) => [recovery.recoveryId, recovery]),
  );
  return told.map((recovery) => after.get(recovery.recoveryId) ?? recovery);
}

/** What some payees were ever overpaid. */
export async function recoveriesOf(
  payeeIds: readonly string[],
  { lists }: { lists: Pick<ListStore, 'ofPayee'> },
): Promise<StoredFact<'recovery'>[]> {
  const found = await inTurns([...new Set(payeeIds)], (payeeId) => lists.ofPayee('recovery', payeeId));
  return found.flat();
}

type Returned = { payment: PaymentRecord; lines: Payment['lines'] };

/** Payments with their lines, from the evidence of the runs that made them. */
async function withLines(payments: readonly PaymentRecord[], deps: ForwardDeps): Promise<Returned[]> {
  const found: Returned[] = [];
  for (const [payRunId, own] of Map.groupBy(payments, (payment) => payment.payRunId ?? '')) {
    const made = await paymentsMadeBy(payRunId, deps);
    for (const payment of own) found.push({ payment, lines: made.get(payment.paymentId)?.lines ?? [] });
  }
  return found;
}

/** The payments that a run made, as they left. */
export async function paymentsMadeBy(
  payRunId: string,
  { runs, evidence }: Pick<ForwardDeps, 'runs' | 'evidence'>,
): Promise<Map<string, Payment>> {
  const run = await runs.readRun(payRunId);
  const made = run === null ? [] : await evidence.readPayments(run.body);
  return new Map(made.map((payment) => [payment.paymentId, payment]));
}

type Paying = { payeeId: string; lines: readonly Pick<Payment['lines'][number], 'packageId'>[] };

/** Whose each package, agreement and paper invoice of some payments is. */
export async function peopleOf(
  paying: readonly Paying[],
  { records }: Pick<ForwardDeps, 'records'>,
): Promise<(id: string) => string | null> {
  const ids = [
    ...new Set(
      paying.flatMap(({ payeeId, lines }) => [
        payeeId.replace(/^agreement:/, ''),
        ...lines.map(({ packageId }) => packageId),
      ]),
    ),
  ];
  const [packages, agreements, invoices] = await Promise.all([
    records.currentFacts('package', ids),
    records.currentFacts('direct-payment-agreement', ids),
    records.currentFacts('manual-invoice', ids),
  ]);
  return (id) =>
    packages.get(id)?.body.personId ??
    agreements.get(id)?.body.personId ??
    invoices.get(id)?.body.personId ??
    null;
}
