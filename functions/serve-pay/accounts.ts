import { accountSchema } from '../../domain/ledger/accounts.ts';
import { pence, sumPence, type Pence } from '../../domain/money.ts';
import type { Entry } from '../../domain/ledger/journal-entry.ts';
import { outsidePaymentEntry } from '../../domain/ledger/entries-of-payments.ts';
import type { PayRunKind } from '../../domain/pay/run/pay-run.ts';
import { runKindOf } from '../../domain/pay/run/scope.ts';
import type { PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import type { PayeeAccount, paymentRoutes, PaymentTrace } from '../../events/api/payments.ts';
import { NotFound, Unacceptable } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { PayDeps } from './deps.ts';

/** Entries of an account that a page shows; older ones are in the ledger. */
const ENTRIES_SHOWN = 200;

export async function providerAccount({ id }: { id: string }, deps: PayDeps): Promise<PayeeAccount> {
  if ((await deps.facts.whichExist('provider', [id])).size === 0)
    throw new NotFound(`There is no provider ${id}.`);
  return accountOf([`provider:${id}`], deps);
}

/** A person is a payee by their direct payment agreements. */
export async function personAccount(
  { id, viewer }: Asked<typeof paymentRoutes.personAccount>,
  deps: PayDeps,
): Promise<PayeeAccount> {
  const known = await deps.facts.currentFacts('person', [id]);
  const { hidden } = await deps.restricted.seenBy(viewer.userId, [id], deps.today());
  if (known.size === 0 || hidden.has(id)) throw new NotFound(`There is no person ${id}.`);
  const agreements = await deps.lists.ofPerson('direct-payment-agreement', id);
  return accountOf(
    agreements.map(({ body }) => `agreement:${body.agreementId}`),
    deps,
  );
}

async function accountOf(payeeIds: readonly string[], deps: PayDeps): Promise<PayeeAccount> {
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
    paymentsOf(payeeIds, deps),
    recoveriesOf(payeeIds, deps),
  ]);
  return {
    balancePence: due - owed - ahead,
    unsettledPence: unsettled,
    heldPence: held,
    owedPence: owed,
    paidAheadPence: ahead,
    entries: entries.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0)),
    payments,
    recoveries,
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

async function paymentsOf(payeeIds: readonly string[], deps: PayDeps): Promise<PaymentRecord[]> {
  const facts = await Promise.all(payeeIds.map((payeeId) => deps.lists.ofPayee('payment', payeeId)));
  return facts
    .flat()
    .map(({ body }) => body)
    .toReversed();
}

async function recoveriesOf(payeeIds: readonly string[], deps: PayDeps) {
  const facts = await Promise.all(payeeIds.map((payeeId) => deps.lists.ofPayee('recovery', payeeId)));
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
export async function paymentTrace({ id }: { id: string }, deps: PayDeps): Promise<PaymentTrace> {
  const versions = await deps.facts.versionsOf('payment', id);
  const [current] = versions;
  if (current === undefined) throw new NotFound(`There is no payment ${id}.`);
  const { payRunId } = current.body;
  const run = payRunId === null ? null : await deps.runs.readRun(payRunId);
  const kept = run === null ? [] : await deps.evidence.readPayments(run.body);
  const lines = kept.filter(({ paymentId }) => paymentId === id).flatMap((payment) => payment.lines);
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

/** Keeps a payment that was made outside any run, so that no run pays it again. */
export async function payOutside({ viewer, body }: Asked<typeof paymentRoutes.payOutside>, deps: PayDeps) {
  const { payee, amountPence, method, paidOn, reference, reason } = body;
  const { payeeId, name, runKind } = await payeeNamed(payee, deps);
  const paymentId = `X${deps.newId()}`;
  const record: PaymentRecord = {
    paymentId,
    amountPence: pence(amountPence),
    status: 'settled',
    attempt: 1,
    sentOn: paidOn,
    returnedOn: null,
    payRunId: null,
    runKind: body.kind ?? runKind,
    payeeId,
    payeeName: name,
    route: 'outside',
    method,
    payOn: paidOn,
    lineCount: 0,
    reference,
    takenOff: [],
  };
  const recording = recordedByHand(viewer, reason, deps.clock);
  await deps.facts.recordVersions([
    { subject: { kind: 'payment', id: paymentId }, body: record, handFields: [], recording, seen: null },
  ]);
  await deps.ledger.book(
    outsidePaymentEntry({
      outsidePaymentId: paymentId,
      payeeId,
      amountPence: pence(amountPence),
      on: paidOn,
      against: 'advance',
    }),
  );
  return { paymentId };
}

type Named = { payeeId: string; name: string; runKind: PayRunKind };

/** A payee, and the kind of run that pays it. */
async function payeeNamed(id: string, { facts }: PayDeps): Promise<Named> {
  const plain = id.replace(/^(?:provider|agreement):/, '');
  const [providers, agreements] = await Promise.all([
    facts.currentFacts('provider', [plain]),
    facts.currentFacts('direct-payment-agreement', [plain]),
  ]);
  const provider = providers.get(plain)?.body;
  if (provider !== undefined)
    return { payeeId: `provider:${plain}`, name: provider.name, runKind: runKindOf(provider) };
  const agreement = agreements.get(plain)?.body;
  if (agreement !== undefined) {
    const name = agreement.payeeName ?? plain;
    return { payeeId: `agreement:${plain}`, name, runKind: 'direct-payments' };
  }
  const message = `${id} is neither a provider nor an agreement.`;
  throw new Unacceptable(message, { errors: [{ field: 'payee', rule: 'unknown-reference', message }] });
}
