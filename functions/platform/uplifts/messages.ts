import * as z from 'zod';

const at = { upliftId: z.string(), attempt: z.int() };

/** What is asked of the worker of uplifts; each may come twice, late or out of order. */
export const upliftMessageSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('plan'), ...at }),
  z.strictObject({ act: z.literal('shard'), ...at, shard: z.int() }),
  z.strictObject({ act: z.literal('conclude'), ...at }),
]);
export type UpliftMessage = z.infer<typeof upliftMessageSchema>;
