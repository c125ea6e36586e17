import * as z from 'zod';
import type { RateText } from '../money.ts';

/** Why a rate stays as it is, though a rule is for it. */
export const exclusionSchema = z.enum([
  'provider',
  'contract',
  'anniversary-contract',
  'direct-payment',
  'over-weekly-value',
  'negotiated-lately',
  'at-new-rate',
  'rounds-away',
  'later-rate',
  'priced-by-card',
  'bought-once',
  'without-rate',
]);
export type Exclusion = z.infer<typeof exclusionSchema>;

/** Something that changes rates: a rule of the uplift, counted from 1, or a line of its file of rates. */
export const changerSchema = z.object({ kind: z.enum(['rule', 'line']), number: z.int().min(1) });
export type Changer = z.infer<typeof changerSchema>;

/** How a changer is named in a sentence. */
export function changerName({ kind, number }: Changer): string {
  return kind === 'rule' ? `Rule ${number}` : `Line ${number} of the file`;
}

/** What a rule or a line of the file decides about one rate. */
export type Decided =
  | { outcome: 'excluded'; by: Changer; exclusion: Exclusion; why: string }
  | { outcome: 'changed'; by: Changer; rate: RateText; why: string }
  /** Two would change it, or the new rate is none: nothing is done until somebody mends the rules. */
  | { outcome: 'refused'; by: readonly Changer[]; rule: string; why: string };

/** Something that is for a rate that another changes, and leaves it, with its reason. */
export const leftSchema = z.object({ by: changerSchema, why: z.string() });
export type Left = z.infer<typeof leftSchema>;
