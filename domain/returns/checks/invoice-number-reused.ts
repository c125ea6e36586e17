import { fault, type LineRule } from '../return-rule.ts';

/** An invoice number that an earlier file used: numbers are unique for ever (practice.md 3). */
export const invoiceNumberReused: LineRule = {
  rule: 'invoice-number-reused',
  effect: 'question',
  find({ invoiceNumber }, { earlier }) {
    if (invoiceNumber === null) return null;
    const reference = earlier.invoices.get(invoiceNumber);
    if (reference === undefined) return null;
    const message = `Invoice number ${invoiceNumber} was used in an earlier file, ${reference}.`;
    return fault('invoiceNumber', message, invoiceNumber);
  },
};
