import { modulusCheck } from '../../domain/bank-accounts/modulus-check.ts';
import type { paymentRoutes } from '../../events/api/payments.ts';
import { changedAccountHold, payeeKinds } from '../platform/pay/account-guard.ts';
import { Conflict, NotFound } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { PayDeps } from './deps.ts';
import { refusal } from './refusal.ts';

/**
 * Changes a provider’s bank account. Its payments are held from then on until another person has called back on a
 * number that was on record before the request: a forged e-mail once moved a home’s money this way (Wirral).
 */
export async function changeBankDetails(
  { id, viewer, body }: Asked<typeof paymentRoutes.changeBankDetails>,
  deps: PayDeps,
) {
  const { sortCode, accountNumber, accountName, rollNumber = null, reason } = body;
  const checked = modulusCheck({ sortCode, accountNumber }, deps.modulusTables);
  if (checked.valid === false) {
    const message =
      'This account number does not belong to this sort code (modulus check). Ask the provider again.';
    throw refusal('accountNumber', 'modulus-check', message);
  }
  const seen = (await deps.facts.currentFacts('provider', [id])).get(id);
  if (seen === undefined) throw new NotFound(`There is no provider ${id}.`);
  const changed = { sortCode, accountNumber, accountName, rollNumber };
  const write = {
    subject: { kind: 'provider' as const, id },
    body: { ...seen.body, ...changed },
    handFields: [...new Set([...seen.handFields, ...Object.keys(changed)])],
    recording: recordedByHand(viewer, reason, deps.clock),
    seen,
  };
  const hold = changedAccountHold(payeeKinds.provider, write, reason);
  const [recorded] = await deps.facts.recordVersions([{ ...write, hold }]);
  if (recorded?.outcome !== 'recorded') {
    throw new Conflict('Somebody else changed this provider at the same moment. Read it again.', {
      ids: { providerId: id },
    });
  }
  return {
    version: recorded.fact.version,
    holdId: hold.body.holdId,
    modulus: checked.valid === true ? ('valid' as const) : ('unknown' as const),
  };
}
