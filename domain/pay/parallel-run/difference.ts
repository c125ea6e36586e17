import * as z from 'zod';
import { calendarDateSchema } from '../../calendar.ts';
import { sumPence, type Pence } from '../../money.ts';
import type { OurPiece } from './our-line.ts';
import { nothingCauses } from './package-known.ts';
import type { TheirLine } from './their-line.ts';

/** Every cause a difference can have; what none of them explains to the penny is `unexplained`. */
export const differenceCauseSchema = z.enum([
  ...nothingCauses,
  'not-paid-by-them',
  'held-by-us',
  'payee-differs',
  'rate-differs',
  'days-differ',
  'component-only-ours',
  'component-only-theirs',
  'adjustment-by-us',
  'earlier-days-by-them',
  'nhs-share',
  'paid-twice-by-them',
  'rounding',
  'unexplained',
]);

/** A part of a difference: how many pence of theirs less ours it explains, and how. */
const explainedPartSchema = z.object({
  cause: differenceCauseSchema,
  pence: z.int(),
  sentence: z.string(),
});
export type ExplainedPart = z.infer<typeof explainedPartSchema>;

/** Lines of theirs and ours that belong together and do not agree. The parts sum to theirs less ours. */
export const differenceSchema = z.object({
  packageId: z.string(),
  personId: z.string().nullable(),
  component: z.string().nullable().describe('Where the file names components.'),
  from: calendarDateSchema,
  to: calendarDateSchema,
  ourPence: z.int().describe('What we pay; what is held is not paid.'),
  theirPence: z.int(),
  differencePence: z.int().describe('Theirs less ours.'),
  ourPayees: z.array(z.string()),
  theirProviderIds: z.array(z.string()),
  cause: differenceCauseSchema.describe('The first of the parts.'),
  sentence: z.string(),
  parts: z.array(explainedPartSchema).describe('They sum to the difference.'),
  ourLines: z.array(
    z.object({ lineId: z.string(), payRunId: z.string(), pence: z.int(), held: z.boolean() }),
  ),
  theirLines: z.array(z.int()).describe('Lines of the file.'),
});
export type Difference = z.infer<typeof differenceSchema>;

/** What both sides say of the same package, component and days. */
export type Group = {
  component: string | null;
  ours: readonly OurPiece[];
  theirs: readonly TheirLine[];
  /** What of ours the NHS bears, below nothing: we pay it and ask it of the board, they may only leave it out. */
  shares: readonly OurPiece[];
};

export function isHeld({ line }: OurPiece): boolean {
  return line.heldBy !== null;
}

export function paidByUs({ ours }: Group): Pence {
  return sumPence(ours.filter((piece) => !isHeld(piece)).map(({ pence }) => pence));
}

export function paidByThem({ theirs }: Group): Pence {
  return sumPence(theirs.map(({ amountPence }) => amountPence));
}
