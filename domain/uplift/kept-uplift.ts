import * as z from 'zod';
import { calendarDateSchema } from '../calendar.ts';
import { upliftSchema } from './uplift-state.ts';

export const upliftPhaseSchema = z.enum(['preview', 'apply', 'verify', 'undo']);
export type UpliftPhase = z.infer<typeof upliftPhaseSchema>;

const attempt = z.int().min(1).describe('Which piece of work it was: its lines lie under this number.');
const shards = z.int().min(0).describe('Parts that it was cut into.');

/** Work on an uplift that is going on: parts of it are done by whoever claims them. */
const upliftWorkSchema = z.object({
  phase: upliftPhaseSchema,
  attempt,
  by: z.string().describe('Who began it.'),
  asOf: calendarDateSchema.describe('The day up to which arrears are counted.'),
  shards: shards.nullable().describe('Null until it is cut into parts.'),
  failures: z.int().min(0).optional().describe('Tries in a row to begin or to conclude it that failed.'),
  isRetried: z
    .boolean()
    .optional()
    .describe('Whether somebody had it tried again since it stood still, not waiting for the night.'),
  isBeforeApply: z
    .boolean()
    .describe(
      'Whether a preview looks whether all is as approved, and what is the same is applied after it.',
    ),
});
export type UpliftWork = z.infer<typeof upliftWorkSchema>;

/** An uplift as it is kept: what people decided, and how far the work on it is. */
export const keptUpliftSchema = z.object({
  uplift: upliftSchema,
  attempts: z.int().min(0).describe('Pieces of work that were begun so far.'),
  work: upliftWorkSchema.nullable().describe('What is being worked on; null while nothing is.'),
  previewed: z.object({ attempt, shards }).nullable().describe('Where the lines lie that are shown.'),
  applied: z
    .object({
      attempt,
      left: z.int().min(0).describe('Packages and cards that were changed meanwhile, and were left alone.'),
    })
    .nullable()
    .describe('Where it says which versions were made.'),
  undone: z
    .object({ attempt, left: z.int().min(0).describe('Those that were not given their rates back.') })
    .nullable()
    .optional()
    .describe('Where it says what undoing left alone.'),
  verified: z.object({ attempt }).nullable().describe('Where it says what is other than was approved.'),
  problem: z.string().nullable().describe('Why the last piece of work could not be done.'),
});
export type KeptUplift = z.infer<typeof keptUpliftSchema>;
