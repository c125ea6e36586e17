import type { recoveryRoutes } from '../../../events/api/recoveries.ts';
import type { Handlers } from '../../platform/route-area.ts';
import {
  approveRecovery,
  disputeRecovery,
  listRecoveries,
  notifyRecovery,
  recordRepayment,
} from './recoveries.ts';
import { agreeInstalments } from './instalments.ts';
import { proposeByHand } from './propose-by-hand.ts';
import type { RecoveryDeps } from './recovery-deps.ts';
import { authoriseWriteOff, proposeWriteOff, refuseWriteOff } from './write-offs.ts';

/** Money that is asked back, whether a run or an audit found it. */
export function serveRecoveries(deps: RecoveryDeps): Handlers<typeof recoveryRoutes> {
  return {
    listRecoveries: (asked) => listRecoveries(asked, deps),
    proposeRecovery: (asked) => proposeByHand(asked, deps),
    approveRecovery: ({ viewer, id, body }) => approveRecovery({ viewer, id, ...body }, deps),
    notifyRecovery: ({ viewer, id, body }) => notifyRecovery({ viewer, id, ...body }, deps),
    disputeRecovery: ({ viewer, id, body }) => disputeRecovery({ viewer, id, ...body }, deps),
    recordRepayment: (asked) => recordRepayment(asked, deps),
    agreeInstalments: (asked) => agreeInstalments(asked, deps),
    proposeWriteOff: (asked) => proposeWriteOff(asked, deps),
    authoriseWriteOff: (asked) => authoriseWriteOff(asked, deps),
    refuseWriteOff: (asked) => refuseWriteOff(asked, deps),
  };
}
