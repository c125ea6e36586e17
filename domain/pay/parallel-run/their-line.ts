import * as z from 'zod';
import { checkDatesInOrder } from '../../records/dates-in-order.ts';
import { date, identifier, oneOf, signedPounds, text } from '../../records/field.ts';
import { layoutOf } from '../../records/layout.ts';

/** A line of the payment file of the system that still pays. The layout is ours: the file is mapped to it once. */
const theirRowSchema = z.object({
  packageId: identifier,
  personId: identifier.nullable(),
  providerId: identifier.nullable(),
  component: oneOf(['cost', 'contribution', 'fnc', 'top-up', 'expense', 'one-off', 'invoice']).nullable(),
  from: date,
  to: date,
  amountPence: signedPounds,
  reference: text.nullable(),
});
type TheirRow = z.infer<typeof theirRowSchema>;

/** A row that was read, with the line of the file it stands on. */
export type TheirLine = TheirRow & { line: number };

/** How rows are read and checked. Whether we know what they name is a difference to explain, not a reason to refuse. */
export const theirRows = {
  noun: 'payment line',
  layout: layoutOf(theirRowSchema),
  check: (row: TheirRow) => checkDatesInOrder(row, 'to'),
  references: () => [],
};
