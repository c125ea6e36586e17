import type { Recording } from '../../domain/facts/fact.ts';
import { sumPence, type Pence } from '../../domain/money.ts';
import type { BilledInvoice } from '../../domain/pay/run/billed-invoice.ts';
import type { ManualInvoice } from '../../domain/pay/run/manual-invoice.ts';
import { payeesOf } from '../../domain/records/ledger-payment.ts';
import { billedOnce, putBilled, type BilledItem } from './billed-items.ts';
import { changeMark } from './change-marks.ts';
import { nextVersion, versionActions } from './versions.ts';
import { billedAmountPk, billedPk, billedPrefix, keyedInvoiceKey } from './keys.ts';
import { batchGet, inTurns, queryAll, queryPage, transact, type Table } from './table.ts';

/** The most invoices of one payee over one amount that are compared, newest first. */
const MOST_OVER_AMOUNT = 500;

/** Paper invoices, and what was billed before: a number is keyed once for a provider and its supplier, for ever. */
export function invoiceStore(table: Table) {
  return {
    /** W23: keeps a paper invoice, unless its number was keyed before for its provider or the supplier that is. */
    async keep(
      body: ManualInvoice,
      recording: Recording,
      supplierNumber: string | null,
    ): Promise<'kept' | 'number-used-before'> {
      const subject = { kind: 'manual-invoice' as const, id: body.invoiceId };
      const fact = nextVersion<'manual-invoice'>({ subject, body, handFields: [], recording, seen: null });
      const item = billedItem(body);
      const payees = payeesOf({ providerId: body.providerId, supplierNumber });
      const numbers = payees.map((payee) => {
        const key = keyedInvoiceKey(payee, body.invoiceNumber);
        const { Put } = putBilled(table, { key, payee, item });
        return { Put: { ...Put, ConditionExpression: 'attribute_not_exists(PK)' } };
      });
      const { failed } = await transact(table, [
        ...versionActions(table.name, null, fact),
        ...numbers,
        ...changeMark(table, [subject]),
      ]);
      return failed.length === 0 ? 'kept' : 'number-used-before';
    },

    /** AP33: what some payees billed under a number, however it is written. */
    async billedUnder(payees: readonly string[], invoiceNumber: string): Promise<BilledInvoice[]> {
      const found = await inTurns(payees, (payee) =>
        queryAll(table, {
          KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
          ExpressionAttributeValues: { ':pk': billedPk(payee), ':prefix': billedPrefix(invoiceNumber) },
          ConsistentRead: true,
        }),
      );
      return billedOnce(found.flat());
    },

    /** AP34: what some payees billed over an amount, the newest of each. */
    async billedOver(payees: readonly string[], amountPence: Pence): Promise<BilledInvoice[]> {
      const pages = await inTurns(payees, (payee) =>
        queryPage(table, {
          IndexName: 'GSI1',
          KeyConditionExpression: 'GSI1PK = :pk',
          ExpressionAttributeValues: { ':pk': billedAmountPk(payee, amountPence) },
          ScanIndexForward: false,
          Limit: MOST_OVER_AMOUNT,
        }),
      );
      const keys = pages
        .flatMap(({ items }) => items)
        .map((key) => ({ PK: String(key['PK']), SK: String(key['SK']) }));
      return billedOnce(await batchGet(table, keys));
    },
  };
}
export type InvoiceStore = ReturnType<typeof invoiceStore>;

function billedItem({ invoiceId, invoiceNumber, invoiceDate, personId, lines }: ManualInvoice): BilledItem {
  return {
    entity: 'billed-invoice',
    v: 1,
    invoiceNumber,
    invoiceDate,
    amountPence: sumPence(lines.map(({ amountPence }) => amountPence)),
    personId,
    found: { kind: 'keyed', invoiceId },
    receivedAt: null,
  };
}
