import * as z from 'zod';
import { instantSchema } from '../../domain/calendar.ts';
import { billedInvoiceSchema, type BilledInvoice } from '../../domain/pay/run/billed-invoice.ts';
import { plainNumber } from '../../domain/records/invoice-number.ts';
import { billedAmountPk, type TableKey } from './keys.ts';
import type { Item, Table } from './table.ts';

/** An invoice that was billed, as it lies under its payee. */
const billedItemSchema = billedInvoiceSchema.extend({
  entity: z.literal('billed-invoice'),
  v: z.literal(1),
  /** When the file came that says so, of what the ledger paid; a file that came before does not overwrite it. */
  receivedAt: instantSchema.nullable(),
});
export type BilledItem = z.infer<typeof billedItemSchema>;

/** Puts what a payee billed where it is found by number, and by amount through the index. */
export function putBilled(
  table: Table,
  { key, payee, item }: { key: TableKey; payee: string; item: BilledItem },
) {
  return {
    Put: {
      TableName: table.name,
      Item: {
        ...key,
        GSI1PK: billedAmountPk(payee, item.amountPence),
        GSI1SK: `${item.invoiceDate}#${plainNumber(item.invoiceNumber)}`,
        ...item,
      },
    },
  };
}

export function parseBilled(item: Item): BilledItem {
  return billedItemSchema.parse(item);
}

/** What items say, each invoice once: one may lie under its provider and under the supplier that provider is. */
export function billedOnce(items: readonly Item[]): BilledInvoice[] {
  const found = items
    .map(parseBilled)
    .map(({ entity: _entity, v: _v, receivedAt: _at, ...billed }) => billed);
  return [...new Map(found.map((each) => [nameOf(each), each])).values()];
}

function nameOf({ found, invoiceNumber }: BilledInvoice): string {
  return found.kind === 'keyed' ? found.invoiceId : `${plainNumber(invoiceNumber)}|${found.reference}`;
}
