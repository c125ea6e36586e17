import type { CalendarDate } from '../calendar.ts';
import { pence, type Pence } from '../money.ts';
import type { StatementTransaction } from '../statements/statement.ts';
import type { AuditCase } from './audit-case-state.ts';
import { sumSpent } from './in-question.ts';
import type { QuestionedPayment } from './letter-texts.ts';

/** A finding of a case with the transactions it is about, as far as its statement still shows them. */
export type TracedFinding = {
  finding: AuditCase['findings'][number];
  transactions: readonly StatementTransaction[];
  evidence: readonly string[];
  /** The last day of its statement. */
  on: CalendarDate;
};

/** What the council itself may have got wrong. */
const OF_COUNCIL = 'council-payment-';

/**
 * What a letter says of the findings that were upheld: each payment with its evidence, and by itself what the council got wrong
 * (practice.md 5, fairness). What may show abuse is never told to a payee.
 */
export function toldInLetter(traced: readonly TracedFinding[]): {
  payments: QuestionedPayment[];
  councilErrors: string[];
  /** What was spent, or not paid in, against the plan. */
  upheldPence: Pence;
} {
  const upheld = traced.filter(
    ({ finding: { decided, isSensitive, severity } }) =>
      !isSensitive && severity !== 'information' && decided?.decision === 'upheld',
  );
  const isOfCouncil = ({ finding }: TracedFinding): boolean => finding.rule.startsWith(OF_COUNCIL);
  const ofPayee = upheld.filter((each) => !isOfCouncil(each));
  return {
    payments: ofPayee.flatMap(paymentsOf),
    upheldPence: sumSpent(ofPayee.map(({ finding }) => finding)),
    councilErrors: upheld.filter(isOfCouncil).map(({ finding }) => finding.sentence),
  };
}

function paymentsOf({ finding, transactions, evidence, on }: TracedFinding): QuestionedPayment[] {
  const why = finding.sentence;
  if (transactions.length === 0) {
    const amountPence = finding.amountPence ?? pence(0);
    return [{ date: on, paidTo: 'The account as a whole', amountPence, why, evidence }];
  }
  return transactions.map(({ date, text, amountPence }) => ({
    ...{ date, paidTo: text, amountPence: pence(Math.abs(amountPence)), why, evidence },
  }));
}
