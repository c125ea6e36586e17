import * as z from 'zod';
import { calendarDateSchema } from '../../calendar.ts';
import { penceSchema, rateTextSchema } from '../../money.ts';

/** Money spent or earned on a day for a package: mileage at its dated rate, a festival, a receipt. */
const expenseSchema = z.object({
  expenseId: z.string(),
  packageId: z.string(),
  kind: z.string(),
  date: calendarDateSchema,
  units: rateTextSchema.nullable(),
  rate: rateTextSchema.nullable(),
  amountPence: penceSchema,
  receiptUploadId: z.string().nullable(),
});
export type Expense = z.infer<typeof expenseSchema>;

/** All expenses of one package together, so that a run reads them at once. */
export const expenseSetSchema = z.object({ packageId: z.string(), items: z.array(expenseSchema) });
export type ExpenseSet = z.infer<typeof expenseSetSchema>;
