import { londonDate } from '../../domain/calendar.ts';
import type { Hold } from '../../domain/pay/run/hold.ts';
import type { paymentRoutes } from '../../events/api/payments.ts';
import { Conflict, Forbidden, NotFound } from '../platform/problem-responses.ts';
import type { Asked } from '../platform/route-area.ts';
import { accountOwners, type AccountOwner } from './account-owners.ts';
import type { PayDeps } from './deps.ts';
import { endHold, everyHold } from './holds.ts';
import { refusal } from './refusal.ts';
import { isHidden } from '../platform/pay/without-hidden.ts';

type CallBack = Asked<typeof paymentRoutes.verifyBankDetails>;

/** Records the call back to a provider or carer. */
export function verifyBankDetails(asked: CallBack, deps: PayDeps) {
  return recordCallBack({ kind: 'provider', id: asked.id }, asked, deps);
}

/** Records the call back to whom a direct payment goes. */
export async function verifyAgreementBankDetails(asked: CallBack, deps: PayDeps) {
  const { id, viewer } = asked;
  const agreement = (await deps.facts.currentFacts('direct-payment-agreement', [id])).get(id);
  if (agreement === undefined || (await isHidden(viewer, { personId: agreement.body.personId }, deps)))
    throw new NotFound(`There is no direct payment agreement ${id}.`);
  return recordCallBack({ kind: 'agreement', id }, asked, deps);
}

/** Lets the money go, whoever placed the holds: we, or the old system. Who asked for a change may not confirm it. */
async function recordCallBack(owner: AccountOwner, { viewer, body }: CallBack, deps: PayDeps) {
  const { reason } = body;
  const waiting = await waitingFor(owner, deps);
  const [hold] = waiting;
  if (hold === undefined)
    throw new Conflict('No change of bank details waits for a call back.', {
      ids: { [`${owner.kind}Id`]: owner.id },
    });
  if (waiting.some(({ placedBy }) => placedBy === viewer.userId)) {
    throw new Forbidden('You changed these bank details. Somebody else has to call back.', {
      ids: { holdId: hold.holdId },
    });
  }
  checkDays(body, waiting, deps);
  for (const { holdId } of waiting) await endHold(holdId, { viewer, reason }, deps);
  return { holdId: hold.holdId, state: 'released' };
}

/** The changes of an account that wait for a call back. */
async function waitingFor({ kind, id }: AccountOwner, deps: PayDeps): Promise<Hold[]> {
  const changed = (await everyHold(deps))
    .map(({ body }) => body)
    .filter(({ state, category }) => state === 'active' && category === 'bank-details-changed');
  const ownersOf = await accountOwners(changed, deps);
  return changed.filter((hold) => ownersOf(hold).some((owner) => owner.kind === kind && owner.id === id));
}

/** The number is older than the first change, so that it did not come with one; the call is younger than the last. */
function checkDays(
  { calledBackOn, numberHeldSince }: CallBack['body'],
  waiting: readonly Hold[],
  deps: PayDeps,
): void {
  if (waiting.some(({ placedOn }) => numberHeldSince >= placedOn)) {
    throw refusal(
      'numberHeldSince',
      'number-too-new',
      'Call back on a number that was on record before the change was asked for.',
    );
  }
  const today = londonDate(deps.clock());
  if (calledBackOn > today || waiting.some(({ placedOn }) => calledBackOn < placedOn))
    throw refusal('calledBackOn', 'call-back-day', 'The call back lies between the change and today.');
}
