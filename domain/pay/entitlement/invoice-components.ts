import { Decimal } from '../../money.ts';
import type { Component } from '../component.ts';
import type { ManualInvoice } from '../run/manual-invoice.ts';
import { spanOf } from '../span.ts';
import type { Known } from './package-facts.ts';

/** A paper invoice is owed as it stands, line by line, each once and dated over the days it names. */
export function invoiceComponents({ ref, body }: Known<ManualInvoice>): Component[] {
  return body.lines.map(({ amountPence, costCentre, from, to }, place) => ({
    key: {
      packageId: body.invoiceId,
      kind: 'invoice',
      sourceId: `${body.invoiceId}/${place + 1}`,
      payeeId: `provider:${body.providerId}`,
      coding: {
        costCentre,
        costElement: null,
        subjectiveCode: null,
        taxCode: null,
        purchaseOrder: null,
        purchaseOrderLine: null,
      },
    },
    sign: 1,
    segments: [
      {
        ...spanOf({ from, to }),
        price: {
          basis: 'once',
          unitsPerWeek: '1',
          percent: '100',
          rate: new Decimal(amountPence).dividedBy(100).toFixed(),
          pence: amountPence,
        },
      },
    ],
    unknown: [],
    facts: [ref],
  }));
}
