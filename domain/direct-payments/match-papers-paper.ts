import type * as z from 'zod';
import type { CalendarDate } from '../calendar.ts';
import type { Pence } from '../money.ts';
import type { NamedBy } from './match-papers-payee.ts';
import type { paperSchema } from './financial-return-record.ts';

/** Something somebody sent to show what was paid. */
export type Paper = z.infer<typeof paperSchema>;

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
