import { sameValue } from '../../../domain/facts/canonical-json.ts';
import { inOrderOf } from '../../../domain/in-order-of.ts';
import type { Recovery } from '../../../domain/pay/run/recovery.ts';
import { tooLate } from '../../../domain/records/too-late.ts';
import type { recoveryRoutes } from '../../../events/api/recoveries.ts';
import { refuseErrors } from '../../platform/refuse-errors.ts';
import type { Asked } from '../../platform/route-area.ts';
import { actOnRecovery, recoverySeen } from './act-on-recovery.ts';
import type { RecoveryDeps } from './recovery-deps.ts';
import { tellOfInstalments } from './surplus-recoveries.ts';

/**
 * Records by when how much comes back, as it was agreed with the payee. Who was told to pay at once is told of it; asked again
 * for the same it is recorded and told once.
 */
export async function agreeInstalments(
  { viewer, id, body }: Asked<(typeof recoveryRoutes)['agreeInstalments']>,
  deps: RecoveryDeps,
): Promise<Recovery> {
  const { items, agreedOn, version, reason } = body;
  const today = deps.today();
  refuseErrors(tooLate('agreedOn', agreedOn, today));
  const seen = await recoverySeen({ viewer, id }, deps);
  const plan = seen.body.instalments;
  const inOrder = inOrderOf(items, ({ dueOn }) => dueOn);
  const isDone = plan?.version === version + 1 && sameValue(plan.items, inOrder);
  const recovery = isDone
    ? seen.body
    : await actOnRecovery(
        { viewer, id, reason },
        {
          decideAs: 'carryOut',
          isOfAmounts: true,
          actOn: () => ({ act: 'agree-instalments', version, agreedOn, items, today }),
        },
        deps,
      );
  await tellOfInstalments(recovery, deps);
  return recovery;
}
