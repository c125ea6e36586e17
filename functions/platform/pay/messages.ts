import * as z from 'zod';

const at = { payRunId: z.string(), attempt: z.int() };

/** What is asked of the worker of runs; each may come twice, late or out of order. */
export const runMessageSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('plan'), ...at }),
  z.strictObject({ act: z.literal('shard'), ...at, shard: z.int() }),
  z.strictObject({ act: z.literal('conclude'), ...at }),
  z.strictObject({ act: z.literal('issue'), ...at }),
]);
export type RunMessage = z.infer<typeof runMessageSchema>;
