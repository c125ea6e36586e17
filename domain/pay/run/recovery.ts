import * as z from 'zod';
import { calendarDateSchema } from '../../calendar.ts';
import { penceSchema } from '../../money.ts';
import { factRefSchema } from '../component.ts';

/** Money a payee was overpaid, with its cause: proposed by a run, never taken before somebody approved and told the payee. */
export const recoverySchema = z.object({
  recoveryId: z.string(),
  payRunId: z.string(),
  payeeId: z.string(),
  packageId: z.string(),
  personId: z.string().nullable(),
  key: z.string(),
  lineId: z.string(),
  from: calendarDateSchema,
  to: calendarDateSchema,
  amountPence: penceSchema,
  /** What later payments of the same strand of care have cancelled. */
  cancelledPence: penceSchema,
  cause: z.array(factRefSchema),
  state: z.enum(['proposed', 'approved', 'notified', 'recovering', 'recovered', 'disputed', 'written-off']),
});
export type Recovery = z.infer<typeof recoverySchema>;
