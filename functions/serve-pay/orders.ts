import type { OrderAgreement } from '../../domain/pay/run/order-agreement.ts';
import type { orderRoutes } from '../../events/api/orders.ts';
import { Conflict, NotFound } from '../platform/problem-responses.ts';
import { recordedByHand } from '../platform/recorded-by-hand.ts';
import type { Asked } from '../platform/route-area.ts';
import type { PayDeps } from './deps.ts';

type Said = Pick<Asked<typeof orderRoutes.rejectOrder>, 'viewer' | 'id'> & { reason: string };

/** Keeps what a provider says of one of its own orders; a rejected one is a task for an officer the same moment. */
export async function answerOrder(
  state: OrderAgreement['state'],
  { viewer, id, reason }: Said,
  deps: PayDeps,
): Promise<{ packageId: string; state: OrderAgreement['state'] }> {
  const carePackage = (await deps.facts.currentFacts('package', [id])).get(id);
  const { providerId } = viewer;
  // Another provider’s order is answered as if it were not there.
  if (carePackage === undefined || providerId === null || carePackage.body.providerId !== providerId) {
    throw new NotFound(`There is no order ${id}.`);
  }
  const seen = (await deps.facts.currentFacts('order-agreement', [id])).get(id) ?? null;
  const body: OrderAgreement = {
    packageId: id,
    providerId,
    packageVersion: carePackage.version,
    state,
    on: deps.today(),
  };
  if (state === 'rejected') {
    await deps.work.open({
      workId: `order-rejected:${id}:${carePackage.version}`,
      area: 'payments',
      title: `${providerId} rejects the order ${id}: ${reason}`,
      link: `/packages/${id}`,
      risk: 'medium',
      openedAt: deps.clock(),
      dueOn: null,
    });
  }
  const recording = recordedByHand(viewer, reason, deps.clock);
  const [recorded] = await deps.facts.recordVersions([
    { subject: { kind: 'order-agreement', id }, body, handFields: [], recording, seen },
  ]);
  if (recorded?.outcome === 'recorded') return { packageId: id, state };
  throw new Conflict('A colleague of yours answered this order at the same moment. Look at it again.', {
    ids: { packageId: id },
  });
}
