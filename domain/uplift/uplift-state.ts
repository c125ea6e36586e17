import * as z from 'zod';
import type { CalendarDate } from '../calendar.ts';
import { calendarDateSchema } from '../calendar.ts';
import { upliftPreviewSchema } from './preview.ts';
import { upliftAskedSchema } from './uplift-rules.ts';

const words = (most: number) => z.string().trim().min(1).max(most);
const done = {
  by: words(60).describe('Who did it.'),
  on: calendarDateSchema.describe('The day it was done.'),
  reason: words(2000).describe('Why.'),
};
const previewHash = z.string().describe('The hash of the preview that was seen.');

export const upliftStateSchema = z.enum([
  'draft',
  'previewed',
  'submitted',
  'sampled',
  'approved',
  'applying',
  'applied',
  'verified',
  'returned',
  'undoing',
  'undone',
]);
export type UpliftState = z.infer<typeof upliftStateSchema>;

const shownSchema = upliftPreviewSchema.omit({ outliers: true }).extend({
  asOf: calendarDateSchema.describe('The day up to which arrears are counted.'),
  sample: z.array(z.string()).min(0).describe('The lines a second person opens.'),
});

/** What is done about an uplift. Acts are appended and never changed; the uplift is what they come to. */
export const upliftActSchema = z.discriminatedUnion('act', [
  z.strictObject({ ...{ act: z.literal('edit'), ...done }, asked: upliftAskedSchema }),
  z.strictObject({ ...{ act: z.literal('preview'), ...done }, preview: shownSchema }),
  z.strictObject({
    ...{ act: z.literal('submit'), ...done, previewHash },
    confirmed: z.array(words(100)).max(100).describe('The warnings that are meant to be so, by their rule.'),
  }),
  z.strictObject({
    ...{ act: z.literal('sample'), ...done },
    lineIds: z.array(words(4000)).min(1).max(500),
    isRight: z.boolean().describe('Whether the new rates of these lines are what was agreed.'),
  }),
  z.strictObject({ ...{ act: z.literal('approve'), ...done, previewHash } }),
  z.strictObject({ ...{ act: z.literal('return'), ...done } }),
  z.strictObject({ ...{ act: z.literal('apply'), ...done, previewHash } }),
  z.strictObject({ ...{ act: z.literal('applied'), ...done } }),
  z.strictObject({
    ...{ act: z.literal('verify'), ...done },
    differences: z.int().min(0).describe('How much is other than was approved.'),
  }),
  z.strictObject({ ...{ act: z.literal('undo'), ...done } }),
  z.strictObject({ ...{ act: z.literal('undone'), ...done } }),
]);
export type UpliftAct = z.infer<typeof upliftActSchema>;
export type ActOf<A extends UpliftAct['act']> = Extract<UpliftAct, { act: A }>;

const saidSchema = z.object({ by: z.string(), on: calendarDateSchema, reason: z.string() });

/** A dated change of many rates, as what was done about it left it. */
export const upliftSchema = z.object({
  upliftId: z.string(),
  asked: upliftAskedSchema,
  state: upliftStateSchema,
  madeBy: z.array(z.string()).describe('Who asked for it, changed or submitted it: none of them checks it.'),
  preview: shownSchema.nullable(),
  opened: z
    .array(saidSchema.extend({ lineIds: z.array(z.string()), isRight: z.boolean() }))
    .describe('What was said of lines of the sample, of each line what was said last.'),
  approved: saidSchema.extend({ previewHash: z.string() }).nullable(),
  differences: z.int().nullable().describe('What the verification found; none before it.'),
  note: z.string().nullable().describe('Why it is where it is.'),
});
export type Uplift = z.infer<typeof upliftSchema>;

/** States in which no other uplift may be on its way to the same rates. */
export function isOnItsWay({ state }: Pick<Uplift, 'state'>): boolean {
  return ['submitted', 'sampled', 'approved', 'applying', 'undoing'].includes(state);
}

/** Whether the schedule applies it: it is approved, and its first day has come. */
export function isDue({ state, asked }: Pick<Uplift, 'state' | 'asked'>, today: CalendarDate): boolean {
  return state === 'approved' && asked.effectiveDate <= today;
}
