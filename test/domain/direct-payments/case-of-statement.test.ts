import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../domain/calendar.ts';
import {
  usualAuditTarget,
  usualRootCauses,
  type CaseFinding,
} from '../../../domain/direct-payments/audit-case-acts.ts';
import { caseAfter } from '../../../domain/direct-payments/audit-case.ts';
import { auditPeriodOf, caseIdOf } from '../../../domain/direct-payments/audit-period.ts';
import {
  weighCase,
  withStatement,
  type ArrivedStatement,
  type CaseSurroundings,
} from '../../../domain/direct-payments/case-of-statement.ts';
import { usualRiskTerms } from '../../../domain/direct-payments/risk-score-terms.ts';
import { pence } from '../../../domain/money.ts';

const day = calendarDate;
const about: CaseSurroundings = {
  agreement: { weeklyBudgetPence: pence(250_00), frequency: 'four-weekly', accountType: 'dedicated' },
  papersLateDays: 0,
  ...{ earlier: ['satisfactory'], isWithoutAuthority: false, target: usualAuditTarget },
  ...{ riskTerms: { ...usualRiskTerms, samplePercent: 0 }, rootCauses: usualRootCauses },
  diedOn: null,
};
const finding = (findingId: string, more: Partial<CaseFinding> = {}): CaseFinding => ({
  ...{ findingId, rule: 'cash-withdrawal', severity: 'error', amountPence: pence(50_00), isSensitive: false },
  ...{ sentence: 'Cash was taken out.', statement: { uploadId: 'U1', account: 1 } },
  ...more,
});
const arrived = (uploadId: string, findings: CaseFinding[] = []): ArrivedStatement => ({
  ...{ caseId: 'AC-DP1-2026-04-06', agreementId: 'DP1', personId: 'P1', uploadId, findings },
  ...{ period: { from: day('2026-04-06'), to: day('2026-07-05') }, today: day('2026-07-20') },
});
const hint = (id: string) => finding(id, { severity: 'information', amountPence: null });

describe('a statement that comes for a period without a case', () => {
  it('opens one that waits for a person where something is to be looked at', () => {
    const kept = withStatement(null, arrived('U1', [finding('F1')]), about);
    expect(kept).toMatchObject({
      auditCase: { state: 'open', openedOn: '2026-07-20', dueOn: '2026-08-17' },
      ...{ uploadIds: ['U1'], risk: { band: 'medium' }, lastAct: 'Opened by a statement' },
    });
  });

  it('opens one that closes at once where the risk is low and nothing is to be looked at', () => {
    const kept = withStatement(null, arrived('U1', [hint('F1')]), about);
    expect(kept?.auditCase).toMatchObject({
      state: 'concluded',
      conclusion: { by: 'careledger', outcome: 'satisfactory', rootCause: 'nothing-wrong' },
    });
    expect(kept?.lastAct).toBe('Opened by a statement, and concluded');
  });

  it('leaves it to a person where it is one of the sample, or the council has no such root cause', () => {
    const sampled = { ...about, riskTerms: { ...usualRiskTerms, samplePercent: 100 } };
    const why = 'Nothing was found, and this return is one of the 100% that are looked at nevertheless.';
    expect(withStatement(null, arrived('U1'), sampled)).toMatchObject({
      ...{ auditCase: { state: 'open' }, sampleWhy: why, lastAct: `Opened by a statement. ${why}` },
    });
    const rootCauses = [{ name: 'misuse', title: 'Misuse' }];
    expect(withStatement(null, arrived('U1'), { ...about, rootCauses })?.auditCase.state).toBe('open');
  });
});

describe('a statement that comes for a period with a case', () => {
  const open = withStatement(null, arrived('U1', [finding('F1')]), about)!;
  const clean = withStatement(null, arrived('U1'), about)!;

  it('adds what is new in it, and nothing the second time', () => {
    const next = withStatement(open, arrived('U2', [finding('F1'), finding('F2')]), about)!;
    expect(next.auditCase.findings.map(({ findingId }) => findingId)).toEqual(['F1', 'F2']);
    expect(next.uploadIds).toEqual(['U1', 'U2']);
    expect(next.risk.score).toBeGreaterThan(open.risk.score);
    expect(withStatement(next, arrived('U2', [finding('F3')]), about)).toBeNull();
  });

  it('closes no case that somebody opened by hand', () => {
    const byHand = { ...open, auditCase: { ...open.auditCase, findings: [] }, uploadIds: [] };
    expect(withStatement(byHand, arrived('U1'), about)?.auditCase.state).toBe('open');
  });

  it('is looked at with it where it adds nothing', () => {
    const next = withStatement(open, arrived('U2', [finding('F1')]), about);
    expect(next).toMatchObject({ uploadIds: ['U1', 'U2'], lastAct: 'Another statement came' });
    expect(next?.auditCase.findings).toHaveLength(1);
  });

  it('is the sample check no more once something is to be looked at', () => {
    const sampled = withStatement(null, arrived('U1'), {
      ...{ ...about, riskTerms: { ...usualRiskTerms, samplePercent: 100 } },
    })!;
    expect(withStatement(sampled, arrived('U2', [hint('F1')]), about)?.sampleWhy).toBe(sampled.sampleWhy);
    expect(withStatement(sampled, arrived('U2', [finding('F2')]), about)?.sampleWhy).toBeNull();
  });

  it('opens a concluded case again only for what is to be looked at', () => {
    expect(withStatement(clean, arrived('U2'), about)?.auditCase.state).toBe('concluded');
    expect(withStatement(clean, arrived('U2', [hint('F1')]), about)?.auditCase.state).toBe('concluded');
    const again = withStatement(clean, arrived('U2', [finding('F2')]), about)!;
    expect(again.auditCase).toMatchObject({ state: 'reopened', conclusion: null });
    expect(again.auditCase.earlierConclusions).toHaveLength(1);
    const hidden = hint('F3');
    const sensitive = withStatement(clean, arrived('U2', [{ ...hidden, isSensitive: true }]), about);
    expect(sensitive?.auditCase).toMatchObject({ state: 'reopened', isRestricted: true });
  });
});

describe('the risk of a case', () => {
  it('weighs what was explained no more', () => {
    const { auditCase } = withStatement(null, arrived('U1', [finding('F1')]), about)!;
    const explained = caseAfter(
      auditCase,
      {
        ...{ act: 'decide-findings', findingIds: ['F1'], decision: 'explained' },
        ...{ by: 'audrey', on: day('2026-07-21'), reason: 'A receipt' },
      },
      about,
    );
    expect(weighCase(auditCase, about).score).toBeGreaterThan(0);
    expect(explained.ok && weighCase(explained.value, about).score).toBe(0);
    expect(weighCase(auditCase, { ...about, earlier: [] }).parts.map(({ name }) => name)).toContain(
      'first-review',
    );
  });

  it('sets what is in question beside the weeks of the period, and beside the whole of a single sum', () => {
    const { auditCase } = withStatement(null, arrived('U1', [finding('F1')]), about)!;
    const worthOf = (frequency: CaseSurroundings['agreement']['frequency'], to: string) =>
      weighCase(
        { ...auditCase, period: { ...auditCase.period, to: day(to) } },
        { ...about, agreement: { ...about.agreement, frequency } },
      ).parts.find(({ name }) => name === 'amount-in-question')?.why;
    expect(worthOf('four-weekly', '2026-04-12')).toContain('of £250.00 for the period');
    expect(worthOf('four-weekly', '2026-04-19')).toContain('of £500.00 for the period');
    expect(worthOf('once', '2026-04-19')).toContain('of £250.00 for the period');
  });
});

describe('the period an audit is about', () => {
  const agreement = { startDate: day('2026-01-15'), returnFrequency: 'quarterly' as const };
  const of = (from: string, to: string, on: Parameters<typeof auditPeriodOf>[0] = agreement) =>
    auditPeriodOf(on, { from: day(from), to: day(to) });

  it('is that of the returns in which the statement ends, from its first day where that is earlier', () => {
    expect(of('2026-05-01', '2026-05-31')).toEqual({
      period: { from: '2026-04-15', to: '2026-07-14' },
      from: '2026-04-15',
    });
    expect(of('2026-04-01', '2026-04-30').period).toEqual({ from: '2026-04-01', to: '2026-07-14' });
  });

  it('is the days of the statement where no returns are agreed, or it ends before the agreement begins', () => {
    const days = { from: '2026-05-01', to: '2026-05-31' };
    expect(of('2026-05-01', '2026-05-31', { ...agreement, returnFrequency: null })).toEqual({
      period: days,
      from: '2026-05-01',
    });
    expect(of('2025-12-01', '2025-12-31').period).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('names its case, with the agreement', () => {
    expect(caseIdOf('DP1', day('2026-04-15'))).toBe('AC-DP1-2026-04-15');
  });
});
