import { nextVersion, versionActions } from './fact-store.ts';
import type { Recording } from '../../domain/facts/fact.ts';
import type { ManualInvoice } from '../../domain/pay/run/manual-invoice.ts';
import { changeMark } from './change-marks.ts';
import { invoiceNumberKey } from './keys.ts';
import { transact, type Table } from './table.ts';

/** Paper invoices: a number is taken once for a supplier, for ever. */
export function invoiceStore(table: Table) {
  return {
    /** W23: keeps a paper invoice, unless the supplier’s number was used before. */
    async keep(body: ManualInvoice, recording: Recording): Promise<'kept' | 'number-used-before'> {
      const subject = { kind: 'manual-invoice' as const, id: body.invoiceId };
      const fact = nextVersion<'manual-invoice'>({ subject, body, handFields: [], recording, seen: null });
      const { failed } = await transact(table, [
        ...versionActions(table.name, null, fact),
        {
          Put: {
            TableName: table.name,
            Item: {
              ...invoiceNumberKey(body.providerId, body.invoiceNumber),
              entity: 'invoice-number',
              v: 1,
              invoiceId: body.invoiceId,
            },
            ConditionExpression: 'attribute_not_exists(PK)',
          },
        },
        ...changeMark(table, [subject]),
      ]);
      return failed.length === 0 ? 'kept' : 'number-used-before';
    },
  };
}
export type InvoiceStore = ReturnType<typeof invoiceStore>;
