import type { CalendarDate } from '../calendar.ts';
import type { Pence } from '../money.ts';
import type { NamedBy } from './match-papers-payee.ts';
import type { PaperKind } from './match-papers-terms.ts';

/** Something somebody sent to show what was paid. */
export type Paper = {
  paperId: string;
  uploadId: string;
  kind: PaperKind;
  date: CalendarDate;
  /** What was to be paid: the net pay of a payslip, the total of an invoice; null where a timesheet says hours only. */
  amountPence: Pence | null;
  /** Who was paid, as the paper says. */
  payee: string;
};

/** A payment out of the account. */
export type PaidOut = {
  /** Its place among the transactions of the statement, from 0. */
  transaction: number;
  date: CalendarDate;
  text: string;
  /** Below zero, as in the statement. */
  amountPence: Pence;
  /** What it was spent on: a category of spending. */
  category: string;
};

/** A paper and a payment as they are compared, by days as numbers and sums above zero. */
export type OpenPaper = Paper & { day: number; named: NamedBy };
export type OpenPayment = { transaction: number; place: number; day: number; paid: number };

/** A paper that says a sum. */
export type SummedPaper = OpenPaper & { amountPence: Pence };

export function hasSum(paper: OpenPaper): paper is SummedPaper {
  return paper.amountPence !== null;
}

export type PaperPair<P extends OpenPaper = OpenPaper> = readonly [P, OpenPayment];
