import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import { usualAuditTarget } from '../../../domain/direct-payments/audit-case-acts.ts';
import type { AuditCase } from '../../../domain/direct-payments/audit-case-state.ts';
import { openCase } from '../../../domain/direct-payments/audit-case.ts';
import type { KeptCase } from '../../../domain/direct-payments/kept-case.ts';
import { proposeRecovery } from '../../../domain/direct-payments/propose-recovery.ts';
import type { RecoveryFacts } from '../../../domain/direct-payments/surplus-recovery.ts';
import { pence } from '../../../domain/money.ts';
import { readKey } from '../../../domain/pay/component.ts';
import type { Recovery } from '../../../domain/pay/run/recovery.ts';

const day = calendarDate;
const nothingAgainst: RecoveryFacts = {
  ...{ needs: { checkedOn: day('2026-07-20'), areMet: true }, isSafeguardingOpen: false, capacity: 'has' },
  ...{ representative: null, breathingSpace: null, diedOn: null, areFinalCostsPaid: false },
  ...{ affordability: { checkedOn: day('2026-07-20'), isAffordable: true } },
  ...{ quietDaysAfterDeath: 28, today: day('2026-07-21') },
};
const coding = {
  ...{ costCentre: null, costElement: null, subjectiveCode: '41010', taxCode: null },
  ...{ purchaseOrder: null, purchaseOrderLine: null },
};
function concluded(recoveryPence: number | null, outcome: 'recovery-proposed' | 'advice-given'): KeptCase {
  const auditCase: AuditCase = {
    ...openCase({
      ...{ caseId: 'AC-1', agreementId: 'DP1', findings: [], target: usualAuditTarget },
      period: { from: day('2026-04-06'), to: day('2026-07-05') },
      openedOn: day('2026-07-10'),
    }),
    conclusion: {
      ...{ by: 'audrey', on: day('2026-07-21'), reason: 'Left over', outcome, rootCause: 'needs-changed' },
      recoveryPence: recoveryPence === null ? null : pence(recoveryPence),
    },
  };
  return {
    ...{ auditCase, personId: 'P1', uploadIds: [], lastAct: 'Concluded', sampleWhy: null, recoveryIds: [] },
    risk: { score: 0, band: 'low', parts: [] },
  };
}
const propose = (
  amountPence: number,
  more: { kept?: KeptCase; before?: Recovery[]; facts?: Partial<RecoveryFacts> } = {},
) =>
  proposeRecovery({
    ...{ kept: more.kept ?? concluded(100_00, 'recovery-proposed'), recoveryId: 'AC-1-1' },
    ...{ amountPence: pence(amountPence), method: 'invoice', coding, before: more.before ?? [] },
    facts: { ...nothingAgainst, ...more.facts },
  });

describe('money that an audit proposes to ask back', () => {
  it('is owed by the payee of the agreement for the days of the case, in a strand that no run pays', () => {
    const proposed = propose(60_00);
    expect(proposed).toMatchObject({
      ok: true,
      value: {
        ...{ recoveryId: 'AC-1-1', caseId: 'AC-1', payRunId: null, lineId: null, method: 'invoice' },
        ...{ payeeId: 'agreement:DP1', packageId: 'DP1', personId: 'P1', amountPence: 60_00 },
        ...{ from: '2026-04-06', to: '2026-07-05', state: 'proposed', offsetAgreed: false },
      },
    });
    expect(proposed.ok && readKey(proposed.value.key)).toMatchObject({ sourceId: 'AC-1-1', coding });
  });

  it('needs a conclusion that says so', () => {
    const kept = concluded(null, 'advice-given');
    expect(propose(60_00, { kept })).toMatchObject({ ok: false, rule: 'recovery-not-concluded' });
    expect(propose(1, { kept: concluded(null, 'recovery-proposed') }).ok).toBe(false);
  });

  it('is never more than the case was concluded with, less what was proposed, also where it was written off', () => {
    const first = propose(60_00);
    const before = first.ok ? [first.value] : [];
    expect(propose(40_00, { before }).ok).toBe(true);
    expect(propose(40_01, { before })).toMatchObject({
      rule: 'recovery-over-conclusion',
      message: expect.stringContaining('£40.00 is not proposed yet') as unknown,
    });
    const over = [...before, ...before];
    expect(propose(1, { before: over })).toMatchObject({
      message: expect.stringContaining('£0.00 is not proposed yet') as unknown,
    });
    const writtenOff = before.map((each) => ({ ...each, state: 'written-off' as const }));
    expect(propose(40_01, { before: writtenOff }).ok).toBe(false);
  });

  it('is refused with all that stands against it', () => {
    const refused = propose(100_01, { facts: { needs: null, affordability: null } });
    expect(refused).toMatchObject({ ok: false, rule: 'recovery-over-conclusion' });
    expect(!refused.ok && refused.message).toMatch(/needs are met.*can afford/s);
    expect(propose(1, { facts: { capacity: 'lacks' } })).toMatchObject({ rule: 'nobody-with-authority' });
  });
});
