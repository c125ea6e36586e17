import type { CarePackage } from '../../packages/care-package.ts';
import type { Provider } from '../../records/provider.ts';
import type { ServiceType } from '../../records/service-type.ts';
import { keyText } from '../component.ts';
import { isOffsetUnasked } from './proposed-recoveries.ts';
import { nothingDone, type Recovery } from './recovery.ts';
import { runKindOf } from './scope.ts';

type AskedBack = Pick<Recovery, 'recoveryId' | 'from' | 'to' | 'amountPence' | 'method'>;
type Known = {
  carePackage: Pick<
    CarePackage,
    | 'packageId'
    | 'personId'
    | 'providerId'
    | 'costCentre'
    | 'costElement'
    | 'taxCode'
    | 'purchaseOrder'
    | 'purchaseOrderLine'
  >;
  provider: Pick<Provider, 'kind'>;
  serviceType: Pick<ServiceType, 'subjectiveCode'>;
};

/**
 * What somebody found to be overpaid for a package that no run could find, as when a provider says so: proposed, and booked
 * where the package is once somebody else approves it.
 */
export function recoveryByHand(
  { recoveryId, ...asked }: AskedBack,
  { carePackage, provider, serviceType }: Known,
): Recovery {
  const { packageId, personId, providerId } = carePackage;
  const { costCentre, costElement, taxCode, purchaseOrder, purchaseOrderLine } = carePackage;
  const { subjectiveCode } = serviceType;
  const coding = { costCentre, costElement, subjectiveCode, taxCode, purchaseOrder, purchaseOrderLine };
  const payeeId = `provider:${providerId}`;
  const runKind = runKindOf(provider);
  return {
    ...{ recoveryId, payRunId: null, caseId: null, ...asked, runKind, payeeId, packageId, personId },
    // A strand of its own, which no run ever pays: what runs find of the same days is theirs.
    key: keyText({ packageId, kind: 'one-off', sourceId: recoveryId, payeeId, coding }),
    ...{ ...nothingDone, lineId: null, cause: [], state: 'proposed' },
    offsetAgreed: isOffsetUnasked(runKind),
  };
}
