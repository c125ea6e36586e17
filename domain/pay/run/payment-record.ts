import * as z from 'zod';
import { calendarDateSchema } from '../../calendar.ts';
import { paymentStateSchema } from '../response.ts';
import { payRunKindSchema } from './pay-run.ts';
import { takenByRunSchema } from './recovery.ts';

/** What became of a payment, from the run that made it to the payee’s account. Its lines lie in the evidence of the run. */
export const paymentRecordSchema = paymentStateSchema.extend({
  /** Null for a payment made outside: keyed, not sent. */
  payRunId: z.string().nullable(),
  /** The kind of run that sends it again if it comes back; of one made outside, the kind that takes it off. */
  runKind: payRunKindSchema,
  payeeId: z.string(),
  payeeName: z.string(),
  route: z.enum(['ledger', 'bacs', 'outside']),
  method: z.enum(['bacs', 'faster-payment', 'chaps', 'cheque', 'card']),
  payOn: calendarDateSchema,
  lineCount: z.int(),
  reference: z.string().nullable(),
  /** Of a payment made outside: what runs have taken off for it. */
  takenOff: z.array(takenByRunSchema),
});
export type PaymentRecord = z.infer<typeof paymentRecordSchema>;
