import type { CalendarDate } from '../calendar.ts';
import type { Pence } from '../money.ts';

/** What the ledger books a line to. */
export type Coding = {
  costCentre: string | null;
  costElement: string | null;
  subjectiveCode: string | null;
  taxCode: string | null;
  purchaseOrder: string | null;
  purchaseOrderLine: string | null;
};

/** An account at a bank or building society, as it is on record with us. */
export type BankAccount = {
  sortCode: string;
  accountNumber: string;
  accountName: string;
  rollNumber: string | null;
};

/** Who pays a payee: the ledger (SAP, Oracle, Unit4), or we by Bacs. One route for each payee. */
type SettlementRoute = 'ledger' | 'bacs';

/** Whom money goes to: a provider or carer, or the person or third party of a direct payment agreement. */
export type Payee = {
  /** `provider:P001`, `agreement:DP00001`, `icb:QU9`. */
  payeeId: string;
  name: string;
  route: SettlementRoute;
  method: 'bacs' | 'faster-payment' | 'chaps' | 'cheque' | 'card';
  bank: BankAccount | null;
  supplierNumber: string | null;
  supplierSite: string | null;
  companyCode: string | null;
  paymentTerms: string | null;
  payGroup: string | null;
  vatNumber: string | null;
  vatStatus: string | null;
  address: string | null;
  remittanceEmail: string | null;
};

/** One line of what a payment is for, as the payee and the ledger see it. */
export type PaymentLine = {
  lineId: string;
  packageId: string;
  /** What a reader is told the line is: `Residential care, PK000123`. Never a person’s name. */
  description: string;
  from: CalendarDate;
  to: CalendarDate;
  amountPence: Pence;
  coding: Coding;
  /** How the amount was reached, in one sentence. */
  explanation: string;
};

/** What one payee gets from one run: above nothing, and exactly the sum of its lines. */
export type Payment = {
  /** Unique for ever and at most 16 characters, as SAP takes for an invoice number: `R000123-00004`. */
  paymentId: string;
  /** The run it leaves with: one that came back leaves again with a later run, under its first id. */
  payRunId: string;
  payee: Payee;
  amountPence: Pence;
  /** The day the money is to be in the payee’s account. */
  payOn: CalendarDate;
  lines: readonly PaymentLine[];
};
