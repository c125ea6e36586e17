import type { CalendarDate } from '../calendar.ts';
import type { ClosedRange } from '../date-range.ts';
import type { Pence } from '../money.ts';
import type { CaseFinding, CaseOutcome, FindingDecision, ReferredTo } from './audit-case-acts.ts';

/** Who did something, when and why. */
export type Said = { by: string; on: CalendarDate; reason: string };

type Conclusion = Said & { outcome: CaseOutcome; rootCause: string; recoveryPence: Pence | null };

/** One review of an agreement for a period, as what was done about it left it. */
export type AuditCase = {
  caseId: string;
  agreementId: string;
  period: ClosedRange;
  openedOn: CalendarDate;
  /** The last day on which its conclusion is in time. */
  dueOn: CalendarDate;
  concludeWithinDays: number;
  state: 'open' | 'awaiting-information' | 'in-review' | 'concluded' | 'reopened';
  assignee: string | null;
  findings: readonly (CaseFinding & { decided: (Said & { decision: FindingDecision }) | null })[];
  asked: readonly AskedItem[];
  socialWorker:
    (Said & { needsCheckedOn: CalendarDate | null; areNeedsMet: boolean; agreesToRecovery: boolean }) | null;
  referrals: readonly (Said & { to: ReferredTo; answeredOn: CalendarDate | null })[];
  conclusion: Conclusion | null;
  /** What it was concluded with before it was opened again, the oldest first. */
  earlierConclusions: readonly Conclusion[];
  /** Whether only named people may see it: something in it may show abuse (practice.md 5). */
  isRestricted: boolean;
};

/** Something the payee was asked for. It is settled once it came or nobody wants it any more. */
export type AskedItem = {
  what: string;
  askedOn: CalendarDate;
  dueOn: CalendarDate;
  settled: { how: 'received' | 'dropped'; on: CalendarDate } | null;
};
