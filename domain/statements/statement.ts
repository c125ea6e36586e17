import type { CalendarDate } from '../calendar.ts';
import type { Pence } from '../money.ts';
import type { Finding } from '../records/finding.ts';

/** The forms a bank statement comes in. */
export const statementFormats = ['csv', 'xlsx', 'text', 'ofx', 'qif', 'mt940', 'camt053', 'pdf'] as const;
export type StatementFormat = (typeof statementFormats)[number];

/** Where in its file something was read: the line or the row of the sheet, and the page of a PDF, each from 1. */
export type StatementPlace = { line: number; page?: number | undefined };

/** Whose money it is, as far as the file says; digits that the bank masks stay masked. */
export type StatementAccount = {
  sortCode: string | null;
  accountNumber: string | null;
  iban: string | null;
  name: string | null;
};

/** Money in the account; a balance that only follows from running balances is not stated. */
export type StatementBalance = { date: CalendarDate; amountPence: Pence; isStated: boolean };

/** One movement of money; what is paid in is positive. */
export type StatementTransaction = {
  date: CalendarDate;
  /** What the bank wrote of it, its parts joined by single spaces. */
  text: string;
  amountPence: Pence;
  /** What was in the account after it, where the bank says. */
  balancePence: Pence | null;
  /** The bank’s own code of the kind of movement, as written: `DD`, `TFR`. */
  kind: string | null;
  reference: string | null;
  /** The account at the other side where the bank names it: sort code and number in one, or an IBAN of another country. */
  otherAccount?: string | undefined;
  place: StatementPlace;
};

/** One account over one period, the same whatever form it was sent in. Its transactions run from the oldest to the newest. */
export type BankStatement = {
  account: StatementAccount;
  currency: string;
  /** The period the bank states, else the days of its first and last transaction; null where there are none. */
  period: { from: CalendarDate; to: CalendarDate; isStated: boolean } | null;
  opening: StatementBalance | null;
  closing: StatementBalance | null;
  transactions: readonly StatementTransaction[];
};

/** What was read of a file, and what has to be said of the reading. */
export type StatementFile = {
  format: StatementFormat;
  /** Whose layout it is: `lloyds`, `nationwide-midata`; null where the format is the same for every bank. */
  layout: string | null;
  statements: readonly BankStatement[];
  notes: readonly Finding[];
};

/** A file that was read whole, or why it was not, with the place where the reading ended. */
export type StatementReading =
  | { ok: true; value: StatementFile }
  | { ok: false; rule: string; message: string; place: StatementPlace | null };
