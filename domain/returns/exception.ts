import * as z from 'zod';
import { penceSchema } from '../money.ts';
import { findingSchema } from '../records/finding.ts';

const claimSchema = z.object({
  measure: z.enum(['minutes', 'units']),
  claimed: z.int(),
  delivered: z.int(),
  commissioned: z.int(),
  rate: z.string().nullable(),
  amountPence: penceSchema.nullable(),
  agreedRate: z.string().nullable(),
  isPaid: z.boolean(),
});

/** A line of a return that is not simply accepted, with everything that a decision about it needs. */
export const exceptionSchema = z.object({
  line: z.int(),
  lineRef: z.string(),
  personId: z.string(),
  packageId: z.string().nullable(),
  /** The days it tells of; null where they cannot be read, or are of no package of the provider’s. */
  days: z.object({ first: z.int(), last: z.int() }).nullable(),
  claim: claimSchema.nullable(),
  state: z.enum(['accepted', 'questioned', 'refused', 'unchanged']),
  /** The line whose finding asks about it, where that is another: a week is asked about as one. */
  askedAt: z.int().nullable(),
  findings: z.array(
    findingSchema.extend({
      effect: z.enum(['refuse', 'question', 'tell', 'weigh', 'skip']),
      subject: z.string().nullable(),
    }),
  ),
});
export type ExceptionLine = z.infer<typeof exceptionSchema>;
