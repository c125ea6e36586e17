import { sameValue } from '../../domain/facts/canonical-json.ts';
import { pence } from '../../domain/money.ts';
import { outsidePaymentEntry } from '../../domain/ledger/entries-of-payments.ts';
import type { PayRunKind } from '../../domain/pay/run/pay-run.ts';
import type { PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import { runKindOf } from '../../domain/pay/run/scope.ts';
import type { paymentRoutes } from '../../events/api/payments.ts';
import type { Viewer } from '../platform/identity.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { PayDeps } from './deps.ts';
import { idOfAct, keyUsedBefore } from './id-of-act.ts';
import { refusal } from './refusal.ts';
import { isHidden } from '../platform/pay/without-hidden.ts';

/** Keeps a payment that was made outside any run, so that no run pays it again. */
export async function payOutside(
  { viewer, body, actId }: Asked<typeof paymentRoutes.payOutside>,
  deps: PayDeps,
) {
  const { amountPence, method, paidOn, reference, reason } = body;
  const payee = await payeeNamed(body.payee, viewer, deps);
  const paymentId = `X${idOfAct({ actId }, deps)}`;
  const record: PaymentRecord = {
    paymentId,
    amountPence: pence(amountPence),
    status: 'settled',
    attempt: 1,
    sentOn: paidOn,
    returnedOn: null,
    payRunId: null,
    runKind: runKindAsked(payee, body.kind),
    payeeId: payee.payeeId,
    payeeName: payee.name,
    route: 'outside',
    method,
    payOn: paidOn,
    lineCount: 0,
    reference,
    takenOff: [],
  };
  const kept = (await deps.facts.currentFacts('payment', [paymentId])).get(paymentId)?.body;
  if (kept !== undefined) {
    if (!isSamePayment(kept, record)) throw keyUsedBefore(paymentId);
    return { paymentId };
  }
  await deps.payments.keepOutside(record, {
    recording: recordedByHand(viewer, reason, deps.clock),
    entry: outsidePaymentEntry({
      outsidePaymentId: paymentId,
      payeeId: payee.payeeId,
      amountPence: pence(amountPence),
      on: paidOn,
      against: 'advance',
    }),
  });
  return { paymentId };
}

/** Runs may have taken it off since; what was paid to whom does not change. */
function isSamePayment(kept: PaymentRecord, record: PaymentRecord): boolean {
  return sameValue({ ...kept, takenOff: [] }, record);
}

/** A payee, and the kinds of run that pay it, the usual one first: what another kind would take off is never taken off. */
type Named = { payeeId: string; name: string; runKinds: readonly [PayRunKind, ...PayRunKind[]] };

function runKindAsked({ payeeId, runKinds }: Named, asked: PayRunKind | undefined): PayRunKind {
  const kind = asked ?? runKinds[0];
  if (runKinds.includes(kind)) return kind;
  const message = `${payeeId} is paid by runs of the kind ${runKinds.join(' or ')}: no run of the kind ${kind} would take the payment off.`;
  throw refusal('kind', 'kind-of-another-payee', message);
}

/** `provider:P1` and `agreement:DP1` say what they name; an id alone is whichever of the two is there. */
async function payeeNamed(payee: string, viewer: Viewer, deps: PayDeps): Promise<Named> {
  const [, prefix, id = payee] = /^(?:(provider|agreement):)?(.+)$/s.exec(payee) ?? [];
  const found = await Promise.all([
    prefix === 'agreement' ? null : providerNamed(id, deps),
    prefix === 'provider' ? null : agreementNamed(id, viewer, deps),
  ]);
  const [named, other] = found.filter((each) => each !== null);
  if (named === undefined)
    throw refusal('payee', 'unknown-reference', `${payee} is neither a provider nor an agreement.`);
  if (other !== undefined)
    throw refusal(
      'payee',
      'payee-of-two-kinds',
      `${id} is a provider and an agreement. Say which: ${named.payeeId} or ${other.payeeId}.`,
    );
  return named;
}

async function providerNamed(id: string, { facts }: PayDeps): Promise<Named | null> {
  const provider = (await facts.currentFacts('provider', [id])).get(id)?.body;
  if (provider === undefined) return null;
  return { payeeId: `provider:${id}`, name: provider.name, runKinds: [runKindOf(provider), 'manual'] };
}

async function agreementNamed(id: string, viewer: Viewer, deps: PayDeps): Promise<Named | null> {
  const agreement = (await deps.facts.currentFacts('direct-payment-agreement', [id])).get(id)?.body;
  if (agreement === undefined) return null;
  const { personId, payeeName } = agreement;
  if (await isHidden(viewer, { personId }, deps)) return null;
  return { payeeId: `agreement:${id}`, name: payeeName ?? id, runKinds: ['direct-payments'] };
}
