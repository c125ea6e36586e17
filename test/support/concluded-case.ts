import { emptyArrangement, type Arrangement } from '../../domain/direct-payments/arrangement.ts';
import type { Someone } from './call-api.ts';
import type { statementDesk } from './statement-desk.ts';

const audrey: Someone = { user: 'audrey.auditor', roles: ['audit-officer'] };
const wes: Someone = { user: 'wes.worker', roles: ['social-worker'] };
const reason = 'As found';

type Desk = Pick<Awaited<ReturnType<typeof statementDesk>>, 'agree' | 'api'>;

/** An audit opened by hand and concluded with £100.00 to recover: the id of its case. */
export async function concludedCase(
  { agree, api }: Desk,
  agreementId: string,
  {
    arrangement = {},
    isAffordable = true,
    personId = 'U1',
  }: { arrangement?: Partial<Arrangement>; isAffordable?: boolean; personId?: string } = {},
): Promise<string> {
  await agree(agreementId, { startDate: '2026-01-05', personId });
  await arrange(api, agreementId, arrangement);
  const opening = { agreementId, from: '2026-01-05', to: '2026-04-04', reason };
  const { caseId: id } = await api.ask('openAuditCase', { as: audrey, body: opening });
  const view = { needsCheckedOn: '2026-11-20', areNeedsMet: true, agreesToRecovery: true, reason };
  await api.ask('recordSocialWorkerView', { as: wes, id, body: view });
  const looked = { uncleared: [], ownMoneyPence: 0, areFinalCostsPaid: false, reason };
  const affordability = { checkedOn: '2026-11-20', isAffordable };
  await api.ask('recordMoneyInAccount', { as: audrey, id, body: { ...looked, affordability } });
  const conclusion = {
    outcome: 'recovery-proposed',
    rootCause: 'needs-changed',
    recoveryPence: 100_00,
    reason,
  };
  await api.ask('concludeAuditCase', { as: audrey, id, body: conclusion });
  return id;
}

/** Records other people and days of an arrangement, with an address to write to. */
export async function arrange(
  api: Desk['api'],
  agreementId: string,
  changes: Partial<Arrangement>,
): Promise<void> {
  const { version } = await api.ask('readArrangement', { as: audrey, id: agreementId });
  const arrangement = { ...emptyArrangement, address: '1 High Street', ...changes };
  await api.ask('putArrangement', { as: audrey, id: agreementId, body: { arrangement, version, reason } });
}
