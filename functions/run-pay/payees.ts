import { agreementPayee, providerPayee } from '../../domain/pay/payee-on-record.ts';
import type { Payee } from '../../domain/pay/payment.ts';
import { invariant } from '../../domain/outcome.ts';
import type { RunDeps } from './deps.ts';

/** Whom some payees are, as they are on record now: what a file to the bank or the ledger says of them. */
export async function payeesOf(
  payeeIds: readonly string[],
  { records }: Pick<RunDeps, 'records'>,
): Promise<(payeeId: string) => Payee> {
  const named = (prefix: string) =>
    payeeIds.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
  const [providers, agreements] = await Promise.all([
    records.currentFacts('provider', named('provider:')),
    records.currentFacts('direct-payment-agreement', named('agreement:')),
  ]);
  const payees = new Map<string, Payee>();
  for (const { body } of providers.values()) payees.set(`provider:${body.providerId}`, providerPayee(body));
  for (const { body } of agreements.values())
    payees.set(`agreement:${body.agreementId}`, agreementPayee(body));
  return (payeeId) => {
    const payee = payees.get(payeeId);
    invariant(payee !== undefined, 'a payee of a line is on record');
    return payee;
  };
}
