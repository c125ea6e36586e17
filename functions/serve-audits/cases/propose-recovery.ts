import { proposeRecovery } from '../../../domain/direct-payments/propose-recovery.ts';
import { formatPounds } from '../../../domain/money.ts';
import type { Recovery } from '../../../domain/pay/run/recovery.ts';
import type { auditCaseRoutes } from '../../../events/api/audit-cases.ts';
import { recoveryFactsOf } from '../../platform/audits/surplus-facts.ts';
import { agreementCoding, DIRECT_PAYMENT } from '../../platform/pay/load-agreements.ts';
import { Conflict } from '../../platform/problem-responses.ts';
import { recordedByHand } from '../../platform/recorded-by-hand.ts';
import type { Asked } from '../../platform/route-area.ts';
import { factStore } from '../../store/fact-store.ts';
import type { AuditsDeps } from '../deps.ts';
import { keepCase } from './act-on-case.ts';
import { knownCase } from './known-case.ts';

/**
 * Proposes that money is asked back by what a case was concluded with. The case names the recovery first, so that of two
 * who propose at once one is refused, and whoever asks again after a death in between finds the same proposal.
 */
export async function proposeSurplusRecovery(
  { viewer, id, body }: Asked<typeof auditCaseRoutes.proposeSurplusRecovery>,
  deps: AuditsDeps,
): Promise<Recovery> {
  const { amountPence, method, reason } = body;
  const { seen } = await knownCase(id, viewer, deps);
  const { auditCase, personId, recoveryIds } = seen.body;
  const facts = factStore(deps.table);
  const [recoveries, serviceTypes, gateFacts] = await Promise.all([
    facts.currentFacts('recovery', recoveryIds),
    facts.currentFacts('service-type', [DIRECT_PAYMENT]),
    recoveryFactsOf(auditCase, { personId, now: deps.clock() }, deps.table),
  ]);
  const unmade = recoveryIds.find((recoveryId) => !recoveries.has(recoveryId));
  const recoveryId = unmade ?? `${id}-${recoveryIds.length + 1}`;
  const proposed = proposeRecovery({
    ...{ kept: seen.body, recoveryId, amountPence, method, facts: gateFacts },
    coding: agreementCoding(serviceTypes.get(DIRECT_PAYMENT)?.body),
    before: [...recoveries.values()].map((each) => each.body),
  });
  if (!proposed.ok) {
    const { rule, message } = proposed;
    throw new Conflict(message, { errors: [{ field: null, rule, message }], ids: { caseId: id } });
  }
  if (unmade === undefined) {
    const lastAct = `Proposed to recover ${formatPounds(amountPence)}`;
    const kept = { ...seen.body, recoveryIds: [...recoveryIds, recoveryId], lastAct };
    await keepCase({ kept, seen, viewer, reason }, deps);
  }
  const [recorded] = await facts.recordVersions([
    {
      subject: { kind: 'recovery', id: recoveryId },
      ...{ body: proposed.value, handFields: [], seen: null },
      recording: recordedByHand(viewer, reason, deps.clock),
    },
  ]);
  if (recorded?.outcome !== 'recorded')
    throw new Conflict('This recovery was proposed at the same moment. Look at the case again.', {
      ids: { caseId: id },
    });
  return proposed.value;
}
