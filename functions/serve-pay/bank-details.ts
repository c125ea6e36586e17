import { londonDate } from '../../domain/calendar.ts';
import { modulusCheck } from '../../domain/bank-accounts/modulus-check.ts';
import type { paymentRoutes } from '../../events/api/payments.ts';
import { changedAccountHold, payeeKinds } from '../platform/pay/account-guard.ts';
import { Conflict, Forbidden, NotFound, Unacceptable } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { PayDeps } from './deps.ts';
import { endHold } from './holds.ts';

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
    throw new Unacceptable(message, { errors: [{ field: 'accountNumber', rule: 'modulus-check', message }] });
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

/** Records the call back and lets the money go. Who asked for the change may not confirm it. */
export async function verifyBankDetails(
  { id, viewer, body }: Asked<typeof paymentRoutes.verifyBankDetails>,
  deps: PayDeps,
) {
  const { calledBackOn, numberHeldSince, reason } = body;
  const holds = await deps.facts.currentFacts('hold', await deps.lists.everyId('hold'));
  const own = [...holds.values()].filter(
    ({ body: { on, state, category } }) =>
      state === 'active' && category === 'bank-details-changed' && 'providerId' in on && on.providerId === id,
  );
  const [hold] = own;
  if (hold === undefined)
    throw new Conflict('No change of bank details waits for a call back.', { ids: { providerId: id } });
  if (own.some(({ body: { placedBy } }) => placedBy === viewer.userId)) {
    throw new Forbidden('You changed these bank details. Somebody else has to call back.', {
      ids: { holdId: hold.body.holdId },
    });
  }
  const today = londonDate(deps.clock());
  if (numberHeldSince >= hold.body.placedOn) {
    throw refusal(
      'numberHeldSince',
      'number-too-new',
      'Call back on a number that was on record before the change was asked for.',
    );
  }
  if (calledBackOn > today || calledBackOn < hold.body.placedOn) {
    throw refusal('calledBackOn', 'call-back-day', 'The call back lies between the change and today.');
  }
  for (const { body: each } of own) await endHold(each.holdId, { viewer, reason }, deps);
  return { holdId: hold.body.holdId, state: 'released' };
}

function refusal(field: string, rule: string, message: string): Unacceptable {
  return new Unacceptable(message, { errors: [{ field, rule, message }] });
}
