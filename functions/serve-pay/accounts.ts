import { accountSchema } from '../../domain/ledger/accounts.ts';
import { pence, sumPence, type Pence } from '../../domain/money.ts';
import type { Entry } from '../../domain/ledger/journal-entry.ts';
import type { PayeeAccount, paymentRoutes, PaymentTrace } from '../../events/api/payments.ts';
import { NotFound } from '../platform/problem-responses.ts';
import type { Viewer } from '../platform/identity.ts';
import type { Asked } from '../platform/route-area.ts';
import { inTurns } from '../store/table.ts';
import type { PayDeps } from './deps.ts';
import { aboutPayee, aboutRecovery, isHidden, withoutHidden } from '../platform/pay/without-hidden.ts';

/** Entries of an account that a page shows; older ones are in the ledger. */
const ENTRIES_SHOWN = 200;

export async function providerAccount(
  { id, viewer }: Asked<typeof paymentRoutes.providerAccount>,
  deps: PayDeps,
): Promise<PayeeAccount> {
  if ((await deps.facts.whichExist('provider', [id])).size === 0)
    throw new NotFound(`There is no provider ${id}.`);
  return accountOf([`provider:${id}`], viewer, deps);
}

/** A person is a payee by their direct payment agreements. */
export async function personAccount(
  { id, viewer }: Asked<typeof paymentRoutes.personAccount>,
  deps: PayDeps,
): Promise<PayeeAccount> {
  const known = await deps.facts.currentFacts('person', [id]);
  if (known.size === 0 || (await isHidden(viewer, { personId: id }, deps)))
    throw new NotFound(`There is no person ${id}.`);
  const agreements = await deps.lists.ofPerson('direct-payment-agreement', id);
  return accountOf(
    agreements.map(({ body }) => `agreement:${body.agreementId}`),
    viewer,
    deps,
  );
}

async function accountOf(payeeIds: readonly string[], viewer: Viewer, deps: PayDeps): Promise<PayeeAccount> {
  const entries: PayeeAccount['entries'] = [];
  let due = 0;
  let unsettled = 0;
  let held = 0;
  let owed = 0;
  let ahead = 0;
  for (const payeeId of payeeIds) {
    const balances = await deps.ledger.balancesOf(payeeId);
    due -= balances.creditor;
    unsettled -= balances['payments-in-transit'];
    held -= balances.held;
    owed += balances.recoverable;
    ahead += balances.advance;
    const { items } = await deps.ledger.entriesOf(payeeId, { limit: ENTRIES_SHOWN });
    entries.push(
      ...shownEntries(items, payeeId, pence(0 - balances.creditor - balances.recoverable - balances.advance)),
    );
  }
  const [payments, recoveries] = await Promise.all([
    ofPayees('payment', payeeIds, deps),
    ofPayees('recovery', payeeIds, deps),
  ]);
  return {
    balancePence: due - owed - ahead,
    unsettledPence: unsettled,
    heldPence: held,
    owedPence: owed,
    paidAheadPence: ahead,
    entries: entries.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)),
    payments,
    recoveries: await withoutHidden(viewer, recoveries, aboutRecovery, deps),
  };
}

/** Entries newest first, each with what we owed the payee after it. */
function shownEntries(entries: readonly Entry[], payeeId: string, now: Pence): PayeeAccount['entries'] {
  let after: number = now;
  return entries.map((entry) => {
    const moved = entry.postings
      .filter(
        ({ party, account }) =>
          party === payeeId && (account === 'creditor' || account === 'recoverable' || account === 'advance'),
      )
      .reduce((sum, { amountPence }) => sum - amountPence, 0);
    const shown = {
      date: entry.date,
      description: entry.description,
      amountPence: moved,
      balancePence: after,
      paymentId: entry.source.kind === 'payment' ? entry.source.id : null,
      payRunId: entry.source.kind === 'pay-run' ? entry.source.id : null,
    };
    after -= moved;
    return shown;
  });
}

/** What was paid to some payees, or what they were overpaid, newest first. */
async function ofPayees<K extends 'payment' | 'recovery'>(
  kind: K,
  payeeIds: readonly string[],
  { lists }: PayDeps,
) {
  const facts = await inTurns(payeeIds, (payeeId) => lists.ofPayee(kind, payeeId));
  return facts
    .flat()
    .map(({ body }) => body)
    .toReversed();
}

/** The accounts over all payees. A table whose accounts do not sum to nothing is damaged: reading it fails. */
export async function trialBalance({ ledger }: Pick<PayDeps, 'ledger'>) {
  const balances = await ledger.trialBalance();
  const accounts = accountSchema.options.map((account) => ({
    account,
    balancePence: balances[account],
  }));
  const total = sumPence(accounts.map(({ balancePence }) => balancePence));
  return { accounts, sumPence: total, balanced: total === 0 };
}

/** A payment from its lines to the payee’s account, step by step. */
export async function paymentTrace(
  { id, viewer }: Asked<typeof paymentRoutes.paymentTrace>,
  deps: PayDeps,
): Promise<PaymentTrace> {
  const versions = await deps.facts.versionsOf('payment', id);
  const [current] = versions;
  if (current === undefined || (await isHidden(viewer, aboutPayee(current.body.payeeId), deps)))
    throw new NotFound(`There is no payment ${id}.`);
  const { payRunId } = current.body;
  const run = payRunId === null ? null : await deps.runs.readRun(payRunId);
  const kept = run === null ? [] : await deps.evidence.readPayments(run.body);
  const paid = kept.filter(({ paymentId }) => paymentId === id).flatMap((payment) => payment.lines);
  const lines = await withoutHidden(viewer, paid, ({ packageId }) => ({ ids: [packageId] }), deps);
  return {
    payment: current.body,
    steps: versions.toReversed().map(({ body, recordedAt, recordedBy, reason }) => ({
      what: body.status,
      at: recordedAt,
      by: recordedBy,
      detail: reason,
    })),
    lines: lines.map(({ lineId, packageId, description, from, to, amountPence, explanation }) => ({
      lineId,
      packageId,
      description,
      from,
      to,
      amountPence,
      explanation,
    })),
  };
}
