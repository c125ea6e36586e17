import { addDays, calendarDate, daysBetween } from '../../domain/calendar.ts';
import type { AuditFacts, AuditFinding, SentStatement } from '../../domain/direct-payments/audited.ts';
import { usualAuditTerms, type AuditTerms } from '../../domain/direct-payments/audit-terms.ts';
import { auditStatement } from '../../domain/direct-payments/check-statement.ts';
import { paymentsForStatement } from '../../domain/direct-payments/expected-payments.ts';
import { readSpendingPlan } from '../../domain/direct-payments/read-spending-plan.ts';
import { pence } from '../../domain/money.ts';
import type { DirectPaymentAgreement } from '../../domain/records/direct-payment-agreement.ts';
import type { Finding } from '../../domain/records/finding.ts';
import { checkStatements } from '../../domain/statements/check-balance.ts';
import { completeStatement } from '../../domain/statements/complete-statement.ts';
import type { BankStatement, StatementAccount } from '../../domain/statements/statement.ts';
import { aDirectPayment } from './sample-facts.ts';

/** A day, what the bank wrote, and pounds paid in; a kind and the account at the other side where the bank gives one. */
export type Move = [on: string, text: string, pounds: number, kind?: string | null, otherAccount?: string];

export const thePlan =
  'item:personal assistant wages|Jo Fenby|220.00|weekly; item:payroll service|Larkpay Bureau|18.00|monthly; item:employer tax|HMRC|18.00|monthly; item:employers’ liability insurance|Fennoway Mutual|96.00|annually';

export const ourAccount: StatementAccount = {
  ...{ sortCode: '009224', accountNumber: '12000006', iban: null, name: 'Ada Ashdown' },
};

/** £250 a week by four weeks from Monday 6 April 2026, for Ada Ashdown and her assistant. */
export const ourAgreement = (more: Partial<DirectPaymentAgreement> = {}): DirectPaymentAgreement =>
  aDirectPayment({
    ...{ agreementId: 'DP00001', payeeName: 'Ada Ashdown', sortCode: '00-92-24', accountNumber: '12000006' },
    ...{ frequency: 'four-weekly', startDate: calendarDate('2026-04-06'), endDate: null },
    ...{ weeklyBudgetPence: pence(250_00), weeklyContributionPence: null, contingencyWeeks: null },
    ...{ accountType: 'dedicated', planItems: thePlan },
    ...more,
  });

export type AuditCase = {
  moves: readonly Move[];
  /** The first and last day, where the bank states them. */
  days?: [from: string, to: string] | null;
  /** What was in the account before, in pounds; null where the bank shows no balances. */
  opening?: number | null;
  agreement?: Partial<DirectPaymentAgreement>;
  account?: Partial<StatementAccount>;
  currency?: string;
  /** What the reading noted beside what follows from the figures. */
  notes?: readonly Finding[];
  receivedOn?: string;
  diedOn?: string;
  household?: readonly string[];
  confirmed?: AuditFacts['confirmed'];
  sharedPayees?: AuditFacts['sharedPayees'];
  terms?: Partial<AuditTerms>;
  changes?: Partial<AuditFacts['changes']>;
  paid?: Partial<AuditFacts['paid']>;
  earlier?: readonly AuditCase[];
};

export function auditFacts(given: AuditCase): AuditFacts {
  const agreement = ourAgreement(given.agreement);
  const sent = sentOf(given);
  const changes = { suspensions: [], oneOffs: [], lastNumber: 0, ...given.changes };
  const paid = { payments: [], lines: [], askedBack: [], ...given.paid };
  return {
    ...{ agreement, changes, paid, sent, plan: readSpendingPlan(agreement.planItems).plan },
    person: { name: 'Ada Ashdown', diedOn: given.diedOn === undefined ? null : calendarDate(given.diedOn) },
    household: given.household ?? [],
    receivedOn: calendarDate(given.receivedOn ?? '2026-12-31'),
    earlier: (given.earlier ?? []).map(sentOf),
    councilPayments: paymentsForStatement({ agreement, changes, paid }, sent.statement),
    confirmed: given.confirmed ?? new Map(),
    sharedPayees: given.sharedPayees ?? new Map(),
    terms: { ...usualAuditTerms, ...given.terms },
  };
}

/** Movements with running balances as a bank writes them, put into their order and checked as a reader does. */
function sentOf({ moves, days, opening, account, currency = 'GBP', notes = [] }: AuditCase): SentStatement {
  let balance = Math.round((opening ?? 0) * 100);
  const before = pence(balance);
  const sorted = moves.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const transactions = sorted.map(([on, text, pounds, kind, otherAccount], index) => {
    const amountPence = pence(Math.round(pounds * 100));
    balance += amountPence;
    return {
      ...{ date: calendarDate(on), text, amountPence, kind: kind ?? null, reference: null },
      ...{ balancePence: opening === null ? null : pence(balance), place: { line: index + 2 } },
      ...(otherAccount === undefined ? {} : { otherAccount }),
    };
  });
  const [from, to] = (days ?? []).map(calendarDate);
  const statement: BankStatement = completeStatement({
    ...{ account: { ...ourAccount, ...account }, currency, transactions },
    period: from === undefined || to === undefined ? null : { from, to, isStated: true },
    opening:
      from === undefined || opening === null ? null : { date: from, amountPence: before, isStated: true },
    closing:
      to === undefined || opening === null ? null : { date: to, amountPence: pence(balance), isStated: true },
  });
  return { uploadId: 'U', statement, notes: [...notes, ...checkStatements([statement])] };
}

export function findingsOf(given: AuditCase): readonly AuditFinding[] {
  return auditStatement(auditFacts(given)).findings;
}

export function rulesOf(given: AuditCase): string[] {
  return findingsOf(given).map(({ rule }) => rule);
}

/** What an audit says of one rule. */
export function ofRule(rule: string, given: AuditCase): AuditFinding[] {
  return findingsOf(given).filter((each) => each.rule === rule);
}

/** Something that comes again every so many days. */
export function every(days: number, [on, text, pounds, kind]: Move, until: string): Move[] {
  const count = Math.floor(daysBetween(calendarDate(on), calendarDate(until)) / days) + 1;
  return Array.from(
    { length: Math.max(0, count) },
    (_, turn): Move =>
      [
        ...([addDays(calendarDate(on), turn * days), text, pounds] as const),
        ...(kind === undefined ? [] : ([kind] as const)),
      ] as Move,
  );
}

/** August to October 2026 as agreed: paid in by four weeks, spent on what the plan names. */
export const aQuarter: AuditCase = {
  days: ['2026-08-01', '2026-10-31'],
  opening: 1200,
  moves: [
    ...every(28, ['2026-08-24', 'LARKSHIRE COUNCIL DP DP00001', 1000], '2026-10-31'),
    ...every(7, ['2026-08-07', 'JO FENBY WAGES', -220], '2026-10-31'),
    ...['08', '09', '10'].flatMap((month): Move[] => [
      [`2026-${month}-16`, 'LARKPAY BUREAU', -18],
      [`2026-${month}-17`, 'HMRC', -18],
    ]),
    ['2026-09-10', 'FENNOWAY MUTUAL', -96],
  ],
};

export function aQuarterWith(...moves: readonly Move[]): AuditCase {
  return { ...aQuarter, moves: [...aQuarter.moves, ...moves] };
}
