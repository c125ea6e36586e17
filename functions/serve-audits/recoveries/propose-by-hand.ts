import { recoveryByHand } from '../../../domain/pay/run/recovery-by-hand.ts';
import type { Recovery } from '../../../domain/pay/run/recovery.ts';
import { sameValue } from '../../../domain/facts/canonical-json.ts';
import { checkDatesInOrder } from '../../../domain/records/dates-in-order.ts';
import { finding } from '../../../domain/records/finding.ts';
import type { recoveryRoutes } from '../../../events/api/recoveries.ts';
import { isHidden } from '../../platform/pay/without-hidden.ts';
import { Conflict, NotFound } from '../../platform/problem-responses.ts';
import { recordedByHand } from '../../platform/recorded-by-hand.ts';
import { refuseErrors } from '../../platform/refuse-errors.ts';
import type { Asked } from '../../platform/route-area.ts';
import type { RecoveryDeps } from './recovery-deps.ts';

/** Long enough to be nobody else’s, short enough to be read out. */
const ID_LENGTH = 12;

/**
 * Proposes to ask back what somebody found to be overpaid for a package; somebody else approves it. The same request makes
 * one, also after a death half way.
 */
export async function proposeByHand(
  { viewer, body, actId }: Asked<(typeof recoveryRoutes)['proposeRecovery']>,
  deps: RecoveryDeps,
): Promise<Recovery> {
  const { packageId, reason, ...asked } = body;
  await refuseHidden(packageId, viewer, deps);
  refuseErrors(checkDatesInOrder(asked, 'to'));
  const recoveryId = `MR${(actId ?? deps.newId()).slice(0, ID_LENGTH).toUpperCase()}`;
  const recovery = recoveryByHand({ recoveryId, ...asked }, await knownOf(packageId, deps));
  const [recorded] = await deps.facts.recordVersions([
    {
      subject: { kind: 'recovery', id: recoveryId },
      ...{ body: recovery, handFields: [], seen: null },
      recording: recordedByHand(viewer, reason, deps.clock),
    },
  ]);
  if (recorded?.outcome === 'recorded') return recovery;
  const made = (await deps.facts.versionsOf('recovery', recoveryId)).at(-1);
  if (made !== undefined && sameValue(made.body, recovery)) return recovery;
  throw new Conflict(
    `This Idempotency-Key was sent before with another request, which made ${recoveryId}. Give every new request a key of its own.`,
    { ids: { recoveryId } },
  );
}

/** What is a person’s who is kept from the viewer is as unknown as what is not there. */
async function refuseHidden(
  packageId: string,
  viewer: Parameters<typeof isHidden>[0],
  deps: RecoveryDeps,
): Promise<void> {
  const [packages, agreements] = await Promise.all([
    deps.facts.currentFacts('package', [packageId]),
    deps.facts.currentFacts('direct-payment-agreement', [packageId]),
  ]);
  const isThere = packages.size + agreements.size > 0;
  if (!isThere || (await isHidden(viewer, { ids: [packageId] }, deps)))
    throw new NotFound(`There is no package ${packageId}.`, { ids: { packageId } });
  if (packages.size > 0) return;
  const message =
    'Money of a direct payment is asked back from its audit, where needs and what the person can afford are looked at. Open an audit of the days.';
  refuseErrors([finding('error', 'direct-payment', message, { field: 'packageId', value: packageId })]);
}

async function knownOf(packageId: string, { facts }: RecoveryDeps) {
  const carePackage = (await facts.currentFacts('package', [packageId])).get(packageId)?.body;
  const { providerId = '', serviceType: type = '' } = carePackage ?? {};
  const [providers, types] = await Promise.all([
    facts.currentFacts('provider', [providerId]),
    facts.currentFacts('service-type', [type]),
  ]);
  const [provider, serviceType] = [providers.get(providerId)?.body, types.get(type)?.body];
  if (carePackage !== undefined && provider !== undefined && serviceType !== undefined)
    return { carePackage, provider, serviceType };
  throw new Conflict(
    'The provider or the service type of this package is not on record, so that nobody knows where it is booked.',
    { ids: { packageId } },
  );
}
