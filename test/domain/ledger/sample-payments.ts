import { calendarDate } from '../../../domain/calendar.ts';
import { pence, sumPence } from '../../../domain/money.ts';
import type { Coding, Payee, Payment, PaymentLine } from '../../../domain/pay/payment.ts';

export const aCoding = (more: Partial<Coding> = {}): Coding => ({
  costCentre: 'CC100',
  costElement: null,
  subjectiveCode: '4500',
  taxCode: 'E',
  purchaseOrder: null,
  purchaseOrderLine: null,
  ...more,
});

export const aLine = (lineId: string, amountPence: number, coding: Partial<Coding> = {}): PaymentLine => ({
  lineId,
  packageId: 'PK000001',
  description: 'Residential care, PK000001',
  from: calendarDate('2026-04-01'),
  to: calendarDate('2026-04-28'),
  amountPence: pence(amountPence),
  coding: aCoding(coding),
  explanation: '4 weeks at £700.00',
});

const somePayee: Payee = {
  payeeId: 'provider:P001',
  name: 'Rose Court',
  route: 'bacs',
  method: 'bacs',
  bank: null,
  supplierNumber: null,
  supplierSite: null,
  companyCode: null,
  paymentTerms: null,
  payGroup: null,
  vatNumber: null,
  vatStatus: null,
  address: null,
  remittanceEmail: null,
};

export const aPayment = (lines: readonly PaymentLine[], more: Partial<Payment> = {}): Payment => ({
  paymentId: 'R000001-00001',
  payRunId: 'R000001',
  payee: somePayee,
  amountPence: sumPence(lines.map(({ amountPence }) => amountPence)),
  payOn: calendarDate('2026-05-05'),
  lines,
  ...more,
});
