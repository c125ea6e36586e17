import { londonDate, yearMonthDay, type CalendarDate } from '../../../../domain/calendar.ts';
import { pence, poundsText, type Pence } from '../../../../domain/money.ts';
import { financialYearOf } from '../../../../domain/periods.ts';
import type { Coding, Payment } from '../../../../domain/pay/payment.ts';
import type { Finding } from '../../../../domain/records/finding.ts';
import type { DateForm, LedgerColumn, LedgerValues } from '../../../../domain/settings/ledger-layouts.ts';
import { paymentRefusal, type PaymentFileInput } from '../payment-file.ts';

/** What is said of one row to the ledger, beside what is true of its payment. */
export type LedgerRow = {
  rowNumber: number;
  rowType: 'GL' | 'AP';
  amountPence: Pence;
  description: string;
  account: string | null;
  coding: Coding | null;
};

/** The row of a whole payment: its header, or what is owed to its payee. */
export function payeeRow(
  payment: Payment,
  row: Omit<LedgerRow, 'rowType' | 'coding' | 'description'>,
): LedgerRow {
  return { ...row, rowType: 'AP', coding: null, description: `Care, pay run ${payment.payRunId}` };
}

/** The row of a line, numbered from 1 within its payment. */
export function lineRow(line: Payment['lines'][number], index: number): LedgerRow {
  const { amountPence, description, coding } = line;
  return {
    rowNumber: index + 1,
    rowType: 'GL',
    amountPence,
    description,
    account: coding.subjectiveCode,
    coding,
  };
}

/** The values of a row, in the form that the layout says. */
export function ledgerValues(
  { outputs, madeAt }: PaymentFileInput,
  payment: Payment,
  row: LedgerRow,
  dates: DateForm,
): LedgerValues {
  const { payee } = payment;
  const madeOn = londonDate(madeAt);
  const isDebit = row.amountPence >= 0;
  return {
    paymentId: payment.paymentId,
    // Oracle joins invoices and lines by a number.
    paymentNumber: payment.paymentId.replace(/\D/g, '').replace(/^0+(?=\d)/, ''),
    payRunId: payment.payRunId,
    rowNumber: String(row.rowNumber),
    rowType: row.rowType,
    description: row.description,
    payeeName: payee.name,
    amount: poundsText(row.amountPence),
    absoluteAmount: poundsText(pence(Math.abs(row.amountPence))),
    debitOrCredit: isDebit ? 'D' : 'C',
    sollOrHaben: isDebit ? 'S' : 'H',
    plusOrMinusOne: isDebit ? '1' : '-1',
    madeOn: dateText(madeOn, dates),
    payOn: dateText(payment.payOn, dates),
    period: dateText(madeOn, 'YYYYMMDD').slice(0, 6),
    financialPeriod: financialPeriodOf(madeOn),
    businessUnit: outputs.businessUnit,
    source: outputs.source,
    supplierNumber: payee.supplierNumber,
    supplierSite: payee.supplierSite,
    companyCode: payee.companyCode,
    paymentTerms: payee.paymentTerms,
    payGroup: payee.payGroup,
    creditorNumber: row.rowType === 'AP' ? payee.supplierNumber : null,
    account: row.account,
    costCentre: row.coding?.costCentre ?? null,
    costElement: row.coding?.costElement ?? null,
    subjectiveCode: row.coding?.subjectiveCode ?? null,
    taxCode: row.coding?.taxCode ?? null,
    purchaseOrder: row.coding?.purchaseOrder ?? null,
    purchaseOrderLine: row.coding?.purchaseOrderLine ?? null,
  };
}

/** The texts of a row’s columns; what the ledger could not take goes to the reasons. */
export function columnTexts(
  columns: readonly LedgerColumn[],
  values: LedgerValues,
  about: { payment: Payment; reasons: Finding[] },
): string[] {
  // A line end inside a cell is taken for the end of the row by most ledgers.
  const byName = new Map(
    Object.entries(values).map(([name, value]) => [name, (value ?? '').replace(/\s+/g, ' ').trim()]),
  );
  return columns.map((column) => columnText(column, byName, about));
}

function columnText(
  column: LedgerColumn,
  values: ReadonlyMap<string, string>,
  { payment, reasons }: { payment: Payment; reasons: Finding[] },
): string {
  const missing: string[] = [];
  const text = column.value.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const value = values.get(name) ?? '';
    if (value === '') missing.push(name);
    return value;
  });
  if (column.required && missing.length > 0) {
    const because = `has no ${missing.join(', ')}, which the ledger needs.`;
    reasons.push(paymentRefusal(payment, 'ledger-value-missing', because, missing.join(', ')));
  }
  if (column.width === null || text.length <= column.width) return text;
  if (column.cut) return text.slice(0, column.width).trimEnd();
  const because = `has a value of ${text.length} characters for ${column.value}; the ledger takes ${column.width}.`;
  reasons.push(paymentRefusal(payment, 'ledger-value-too-long', because, column.value));
  return text;
}

function dateText(date: CalendarDate, form: DateForm): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return form.replace('YYYY', year).replace('MM', month).replace('DD', day);
}

/** `202601` is April 2026: the year in which the financial year begins, and its months from April. */
function financialPeriodOf(date: CalendarDate): string {
  const firstYear = yearMonthDay(financialYearOf(date).from).year;
  const month = ((yearMonthDay(date).month + 8) % 12) + 1;
  return `${firstYear}${String(month).padStart(2, '0')}`;
}
