import * as z from 'zod';
import { date, identifier, oneOf, pounds, text } from '../records/field.ts';
import { layoutOf } from '../records/layout.ts';

/** A row by which the ledger says that it took a payment in, or why not. The layout is ours. */
export const acknowledgementSchema = z.strictObject({
  type: oneOf(['acknowledgement']),
  payment: identifier,
  status: oneOf(['accepted', 'rejected']),
  message: text.nullable(),
  date: date.nullable(),
});
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
export const acknowledgementLayout = layoutOf(acknowledgementSchema, ['message']);

/**
 * A row by which the ledger says that it paid, after the return file of DEFRA's payment hub (ffc-pay-responses): source,
 * invoice, customer, posted, value settled, date, reference, D (done) or E (error), message. Ours has headings.
 */
export const settlementSchema = z.strictObject({
  source: text.nullable(),
  invoice: identifier,
  customer: text.nullable(),
  postedDate: date,
  valueSettledPence: pounds.nullable(),
  date: date.nullable(),
  reference: text.nullable(),
  status: oneOf(['D', 'E']),
  message: text.nullable(),
});
export type Settlement = z.infer<typeof settlementSchema>;
export const settlementLayout = layoutOf(settlementSchema, ['valueSettled', 'valueSettledPence']);
