import { asKnownAt } from '../../domain/facts/fact.ts';
import type { PaymentRecord } from '../../domain/pay/run/payment-record.ts';
import type { PayRun } from '../../domain/pay/run/pay-run.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import { everHeld } from '../platform/accounts/held-accounts.ts';
import type { StoredFact } from '../store/items.ts';
import { inTurns } from '../store/table.ts';
import type { AccountsDeps } from './deps.ts';

/** A payment for a client: its agreement as it was when the payment was reckoned, and the run that reckoned it. */
export type PaidForClient = {
  payment: PaymentRecord;
  agreement: DirectPaymentAgreement;
  run: PayRun | null;
};

type Agreement = StoredFact<'direct-payment-agreement'>;

/**
 * What was paid for the clients of an account provider while it held their money: what was reckoned before the money came to
 * it, or after it went to another, is not its own.
 */
export async function paidForClients(
  accountProviderId: string,
  deps: AccountsDeps,
): Promise<PaidForClient[]> {
  const held = await everHeld(accountProviderId, deps);
  const paid = (await inTurns(held, (agreement) => paymentsFor(agreement, deps))).flat();
  const runIds = paid.flatMap(({ payment }) => payment.payRunId ?? []);
  const runs = await deps.facts.currentFacts('pay-run', runIds);
  return paid.flatMap(({ payment, versions }): PaidForClient[] => {
    const run = runs.get(payment.payRunId ?? '')?.body ?? null;
    const reckonedAt = run?.computedFrom ?? `${payment.sentOn}T23:59:59.999Z`;
    const agreement = asKnownAt(versions, reckonedAt)?.body;
    return agreement?.accountProviderId === accountProviderId ? [{ payment, agreement, run }] : [];
  });
}

type PaymentsFor = { payment: PaymentRecord; versions: readonly Agreement[] };

async function paymentsFor(agreement: Agreement, { lists, facts }: AccountsDeps): Promise<PaymentsFor[]> {
  const { id } = agreement.subject;
  const payments = await lists.ofPayee('payment', `agreement:${id}`);
  const isPlain = agreement.version === 1 || payments.length === 0;
  const versions = isPlain ? [agreement] : await facts.versionsOf('direct-payment-agreement', id);
  return payments.map(({ body }) => ({ payment: body, versions }));
}
