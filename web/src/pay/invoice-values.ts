import type { Body } from '../api/contract.ts';
import type { SetColumn, SetRow } from '../packages/set-editor-row.tsx';
import type { FieldError } from '../parts/error-summary.tsx';
import { dateProblem } from '../words/date-text.ts';
import { penceOfPounds } from '../words/format.ts';

export type KeyedLine = { key: number; values: SetRow };
export const emptyHead = { providerId: '', personId: '', invoiceNumber: '', invoiceDate: '', reason: '' };
export type Head = typeof emptyHead;

export const lineColumns: readonly SetColumn[] = [
  { field: 'description', label: 'What for', kind: 'text', mandatory: true },
  { field: 'amountPence', label: 'Amount in pounds', kind: 'text', mandatory: true },
  { field: 'from', label: 'From', kind: 'date', mandatory: true },
  { field: 'to', label: 'To', kind: 'date', mandatory: true },
  { field: 'costCentre', label: 'Cost centre', kind: 'text' },
];

/** What the lines come to; a line whose amount cannot be read counts nothing yet. */
export function totalOf(lines: readonly KeyedLine[]): number {
  return lines.reduce((sum, { values }) => sum + (penceOfPounds(values['amountPence'] ?? '') ?? 0), 0);
}

/** What is missing before an invoice can be recorded. */
export function gapsOf(head: Head, lines: readonly KeyedLine[]): FieldError[] {
  const found: FieldError[] = [];
  if (head.providerId.trim() === '') found.push({ id: 'providerId', message: 'Enter the provider id' });
  if (head.invoiceNumber.trim() === '')
    found.push({ id: 'invoiceNumber', message: 'Enter the invoice number' });
  const day =
    head.invoiceDate === '' ? 'Enter the date of the invoice' : dateProblem(head.invoiceDate, 'The date');
  if (day !== null) found.push({ id: 'invoiceDate', message: day });
  if (lines.length === 0) found.push({ id: null, message: 'Add at least one line' });
  found.push(...lines.flatMap(lineGaps));
  if (head.reason.trim().length < 3) found.push({ id: 'reason', message: 'Say why it is paid by hand' });
  return found;
}

function lineGaps({ key, values }: KeyedLine, index: number): FieldError[] {
  return lineColumns.flatMap(({ field, label, kind, mandatory }) => {
    const value = (values[field] ?? '').trim();
    const id = `${field}-${key}`;
    if (value === '') {
      const message = `Enter ${label.toLowerCase()} in line ${index + 1}`;
      return mandatory === true ? [{ id, message }] : [];
    }
    if (field === 'amountPence' && penceOfPounds(value) === null)
      return [{ id, message: `The amount in line ${index + 1} must be pounds and pence, such as 120.50` }];
    const problem = kind === 'date' ? dateProblem(value, `${label} in line ${index + 1}`) : null;
    return problem === null ? [] : [{ id, message: problem }];
  });
}

export function bodyOf(
  head: Head,
  lines: readonly KeyedLine[],
  imageUploadId: string | null,
): Body<'POST', '/v1/manual-invoices'> {
  const { providerId, personId, invoiceNumber, invoiceDate, reason } = head;
  return {
    providerId: providerId.trim(),
    ...(personId.trim() !== '' && { personId: personId.trim() }),
    invoiceNumber: invoiceNumber.trim(),
    invoiceDate,
    ...(imageUploadId !== null && { imageUploadId }),
    reason,
    lines: lines.map(({ values }) => ({
      description: (values['description'] ?? '').trim(),
      amountPence: penceOfPounds(values['amountPence'] ?? '') ?? 0,
      costCentre: (values['costCentre'] ?? '').trim() || null,
      from: values['from'] ?? '',
      to: values['to'] ?? '',
    })),
  };
}

/** A refusal names a field of the body, such as `lines.2.from` or `invoiceNumber`. */
export function idOfProblem(field: string, lines: readonly KeyedLine[]): string | null {
  if (field in emptyHead) return field;
  if (field === 'imageUploadId') return 'image';
  const parts = /^lines\.(\d+)\.(\w+)$/.exec(field);
  const line = lines[Number(parts?.[1] ?? -1)];
  return line === undefined ? null : `${parts?.[2] ?? ''}-${line.key}`;
}
