import type { AuditCheck, AuditFacts, AuditFinding } from './audited.ts';
import { abovePlannedRate } from './checks/above-planned-rate.ts';
import { accountNameDiffers } from './checks/account-name-differs.ts';
import { accountNotTheAgreements } from './checks/account-not-the-agreements.ts';
import { alcoholOrTobacco } from './checks/alcohol-or-tobacco.ts';
import { balanceBeyondContingency } from './checks/balance-beyond-contingency.ts';
import { bankChargeOrOverdraft } from './checks/bank-charge-or-overdraft.ts';
import { cashWithdrawal } from './checks/cash-withdrawal.ts';
import { contributionNotPaidIn } from './checks/contribution-not-paid-in.ts';
import { councilPaymentLate } from './checks/council-payment-late.ts';
import { councilPaymentMissing } from './checks/council-payment-missing.ts';
import { councilPaymentWrongAmount } from './checks/council-payment-wrong-amount.ts';
import { documentAltered } from './checks/document-altered.ts';
import { documentNotWhole } from './checks/document-not-whole.ts';
import { gambling } from './checks/gambling.ts';
import { householdBill } from './checks/household-bill.ts';
import { moneyNotInPounds } from './checks/money-not-in-pounds.ts';
import { openingDiffersFromLastClosing } from './checks/opening-differs-from-last-closing.ts';
import { otherIncomeMixedIn } from './checks/other-income-mixed-in.ts';
import { payeeNotInPlan } from './checks/payee-not-in-plan.ts';
import { payeeSharedAcrossAgreements } from './checks/payee-shared-across-agreements.ts';
import { readingInDoubt } from './checks/reading-in-doubt.ts';
import { relativeInHouseholdPaid } from './checks/relative-in-household-paid.ts';
import { runningBalanceBroken } from './checks/running-balance-broken.ts';
import { spendingAbroad } from './checks/spending-abroad.ts';
import { spendingAfterDeath } from './checks/spending-after-death.ts';
import { spendingAfterEnd } from './checks/spending-after-end.ts';
import { statementPeriodGap } from './checks/statement-period-gap.ts';
import { statementPeriodOverlap } from './checks/statement-period-overlap.ts';
import { statementRepeated } from './checks/statement-repeated.ts';
import { suddenChangeFromOwnPattern } from './checks/sudden-change-from-own-pattern.ts';
import { transactionAfterReceipt } from './checks/transaction-after-receipt.ts';
import { transactionRepeated } from './checks/transaction-repeated.ts';
import { transferToOwnAccount } from './checks/transfer-to-own-account.ts';
import { underspend } from './checks/underspend.ts';
import { wagesWithoutInsurance } from './checks/wages-without-insurance.ts';
import { wagesWithoutPension } from './checks/wages-without-pension.ts';
import { wagesWithoutPayroll } from './checks/wages-without-payroll.ts';
import type { Classified } from './classified.ts';
import { classifier } from './classify.ts';
import { givenBack } from './given-back.ts';
import { historyOf } from './history.ts';

/** Whether the statement is what it seems: what is found here comes before what was spent. */
const documentChecks: readonly AuditCheck[] = [
  ...[statementRepeated, accountNotTheAgreements, accountNameDiffers, runningBalanceBroken],
  ...[moneyNotInPounds, documentNotWhole, documentAltered, readingInDoubt, transactionAfterReceipt],
  ...[statementPeriodGap, statementPeriodOverlap, openingDiffersFromLastClosing, transactionRepeated],
];

const spendingChecks: readonly AuditCheck[] = [
  ...[councilPaymentMissing, councilPaymentLate, councilPaymentWrongAmount, contributionNotPaidIn],
  ...[spendingAfterDeath, spendingAfterEnd, gambling, alcoholOrTobacco, householdBill, transferToOwnAccount],
  ...[relativeInHouseholdPaid, cashWithdrawal, spendingAbroad, payeeSharedAcrossAgreements, payeeNotInPlan],
  ...[
    abovePlannedRate,
    wagesWithoutPayroll,
    wagesWithoutPension,
    wagesWithoutInsurance,
    bankChargeOrOverdraft,
    otherIncomeMixedIn,
  ],
  ...[underspend, balanceBeyondContingency, suddenChangeFromOwnPattern],
];

export type StatementAudit = { classified: readonly Classified[]; findings: readonly AuditFinding[] };

/** Looks through a statement of a direct payment: what each transaction was, and what is to be asked about it. */
export function auditStatement(facts: AuditFacts): StatementAudit {
  const { statement } = facts.sent;
  const all = [...facts.earlier, facts.sent].map((each) => each.statement.transactions);
  const classify = classifier(facts, all);
  const movements = classify(statement.transactions);
  const before = facts.earlier.map((each) => ({
    statement: each.statement,
    movements: classify(each.statement.transactions),
  }));
  const history = historyOf(statement, movements, before);
  const known = { ...facts, movements, before, history, givenBack: givenBack(movements) };
  const document = documentChecks.flatMap((check) => check(known));
  // What was sent before was looked at then, and money of another country is no spending in pounds.
  const isSetAside = document.some(({ rule }) => setAside.includes(rule));
  const spending = isSetAside ? [] : spendingChecks.flatMap((check) => check(known));
  const classified = movements.map(({ told }) => told);
  return { classified, findings: weighed(withoutLesser([...document, ...spending])) };
}

/** Another statement is asked for instead of these. */
const setAside = ['statement-repeated', 'money-not-in-pounds'];

/** Of a repeated statement it goes without saying that its days and movements were sent before. */
const saidByRepeated = [
  'statement-period-overlap',
  'opening-differs-from-last-closing',
  'transaction-repeated',
];
/** Spending that is asked about for more than that no plan item names it. */
const lesser = 'payee-not-in-plan';
/** An overdraft or a rate above the plan says nothing of who was paid. */
const saysWho = [
  ...['spending-after-death', 'spending-after-end', 'relative-in-household-paid', 'spending-abroad'],
  ...['payee-shared-across-agreements'],
];

function withoutLesser(findings: readonly AuditFinding[]): AuditFinding[] {
  const isRepeated = findings.some(({ rule }) => rule === 'statement-repeated');
  const asked = new Set(
    findings.filter(({ rule }) => saysWho.includes(rule)).flatMap(({ transactions }) => transactions),
  );
  return findings.filter(({ rule, transactions }) => {
    if (rule === lesser) return transactions.some((place) => !asked.has(place));
    return !isRepeated || !saidByRepeated.includes(rule);
  });
}

/** What only adds weight, and to which findings. */
const weighsWith: ReadonlyMap<string, readonly string[]> = new Map([
  ['account-name-differs', ['account-not-the-agreements']],
  ['document-altered', ['running-balance-broken', 'opening-differs-from-last-closing']],
  [
    'sudden-change-from-own-pattern',
    [
      ...['underspend', 'balance-beyond-contingency', 'payee-not-in-plan', 'above-planned-rate', 'gambling'],
      ...['cash-withdrawal', 'transfer-to-own-account', 'relative-in-household-paid', 'spending-abroad'],
      ...['payee-shared-across-agreements', 'household-bill', 'alcohol-or-tobacco'],
    ],
  ],
]);

/** Information stands only beside a finding about the same thing (practice.md 4). */
function weighed(findings: readonly AuditFinding[]): AuditFinding[] {
  const rules = new Set(findings.map(({ rule }) => rule));
  return findings.filter(
    ({ rule, severity }) =>
      severity !== 'information' || weighsWith.get(rule)?.some((each) => rules.has(each)) === true,
  );
}
