import { calendarDate, instant } from '../../../../domain/calendar.ts';
import { pence, sumPence } from '../../../../domain/money.ts';
import type { Coding, Payee, Payment, PaymentLine } from '../../../../domain/pay/payment.ts';
import { outputsSchema, type OutputSettings } from '../../../../domain/settings/output-settings.ts';
import { settings } from '../../../../domain/settings/settings.ts';
import type { PaymentFile, PaymentFileResult } from '../../../../functions/files/payments/payment-file.ts';

/** A Friday; Bacs has a file of this day in the bank on Tuesday 24 November at the earliest. */
export const madeAt = instant('2026-11-20T10:15:00Z');
const firstPayDay = calendarDate('2026-11-24');
export const nextPayDay = calendarDate('2026-11-25');

export const outputs: OutputSettings = settings.outputs.initial;
export const outputsWith = (changes: Partial<Record<keyof OutputSettings, unknown>>): OutputSettings =>
  outputsSchema.parse({ ...outputs, ...changes });

const coding: Coding = {
  costCentre: 'CC100',
  costElement: null,
  subjectiveCode: '43210',
  taxCode: 'EXEMPT',
  purchaseOrder: 'PO77',
  purchaseOrderLine: '3',
};

export const aLine = (amountPence: number, more: Partial<PaymentLine> = {}): PaymentLine => ({
  lineId: `L${amountPence}`,
  packageId: 'PK000123',
  description: 'Residential care, PK000123',
  from: calendarDate('2026-10-26'),
  to: calendarDate('2026-11-22'),
  amountPence: pence(amountPence),
  coding,
  explanation: '28 days at £853.17 a week are £3,412.68.',
  ...more,
});

const payee: Payee = {
  payeeId: 'provider:P001',
  name: 'Beechwood House Ltd',
  route: 'bacs',
  method: 'bacs',
  bank: {
    sortCode: '08-99-99',
    accountNumber: '66374958',
    accountName: 'Beechwood House Ltd',
    rollNumber: null,
  },
  supplierNumber: '500123',
  supplierSite: 'MAIN',
  companyCode: '01',
  paymentTerms: 'IMMEDIATE',
  payGroup: 'CARE',
  vatNumber: null,
  vatStatus: 'exempt',
  address: '1 Beech Lane, Larkford',
  remittanceEmail: 'accounts@beechwood.example',
};

type PaymentChanges = Partial<Omit<Payment, 'payee' | 'lines' | 'amountPence'>> & {
  payee?: Partial<Payee>;
  lines?: readonly PaymentLine[];
};

export const aPayment = (
  number: number,
  { payee: payeeChanges, lines = [aLine(85_317)], ...changes }: PaymentChanges = {},
): Payment => ({
  paymentId: `R000123-${String(number).padStart(5, '0')}`,
  payRunId: 'R000123',
  payOn: firstPayDay,
  ...changes,
  payee: { ...payee, ...payeeChanges },
  lines,
  amountPence: sumPence(lines.map((line) => line.amountPence)),
});

export const bankOf = (bank: Partial<NonNullable<Payee['bank']>>): Partial<Payee> => ({
  bank: {
    sortCode: '08-99-99',
    accountNumber: '66374958',
    accountName: 'Beechwood House Ltd',
    rollNumber: null,
    ...bank,
  },
});

export const inputOf = (payments: readonly Payment[], chosen: OutputSettings = outputs) => ({
  payments,
  outputs: chosen,
  madeAt,
  fileNumber: 1,
});

export const fileOf = (result: PaymentFileResult): PaymentFile => {
  if (result.outcome === 'refused') throw new Error(result.reasons.map(({ message }) => message).join(' '));
  return result.file;
};

export const textOf = (result: PaymentFileResult): string =>
  Buffer.from(fileOf(result).bytes).toString('utf8');

export const reasonsOf = (result: PaymentFileResult): [rule: string, message: string][] =>
  result.outcome === 'refused' ? result.reasons.map(({ rule, message }) => [rule, message]) : [];
