import * as z from 'zod';
import { calendarDateSchema } from '../../domain/calendar.ts';
import { differenceCauseSchema, differenceSchema } from '../../domain/pay/parallel-run/difference.ts';
import { payRunKindSchema, payRunStateSchema, payScopeSchema } from '../../domain/pay/run/pay-run.ts';
import { staff } from './roles.ts';
import { get } from './route.ts';

const parallelRunSchema = z.object({
  uploadId: z.string(),
  fileName: z.string(),
  period: z
    .object({ from: calendarDateSchema, to: calendarDateSchema })
    .describe('The days most lines of the file are about, or those that were asked for.'),
  payRuns: z
    .array(
      z.object({
        payRunId: z.string(),
        kind: payRunKindSchema,
        state: payRunStateSchema,
        throughDate: calendarDateSchema,
        scope: payScopeSchema.nullable(),
      }),
    )
    .describe('The runs of ours whose lines stand beside the file.'),
  matched: z.int().describe('Lines of the file that agree with ours to the penny.'),
  matchedPence: z.int(),
  ourPence: z.int().describe('What our lines pay of the period, with corrections of earlier days.'),
  theirPence: z.int(),
  differencePence: z.int().describe('Theirs less ours.'),
  leftOutPence: z.int().describe('What our runs pay of other days than the period, beside corrections.'),
  refusedLines: z.int().describe('Lines of the file that could not be read, and are compared with nothing.'),
  differenceCount: z.int(),
  causes: z
    .array(z.object({ cause: differenceCauseSchema, differences: z.int(), differencePence: z.int() }))
    .describe('Differences by their first cause, the most frequent first.'),
  differences: z.array(differenceSchema),
  nextCursor: z.string().nullable(),
});
export type ParallelRun = z.infer<typeof parallelRunSchema>;

export const parallelRunRoutes = {
  readParallelRun: get({
    path: '/v1/parallel-runs/{id}',
    roles: staff,
    summary: 'The payment file of the old system beside our lines, each difference with its cause',
    query: z.object({
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(2000)
        .default(1000)
        .describe('At most this many differences.'),
      cursor: z
        .string()
        .regex(/^\d{1,7}$/)
        .optional(),
      cause: differenceCauseSchema.optional(),
      from: calendarDateSchema.optional().describe('With `to`: another period than the file’s own.'),
      to: calendarDateSchema.optional(),
    }),
    answer: parallelRunSchema,
  }),
};
