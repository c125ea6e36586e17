import * as z from 'zod';
import { calendarDateSchema } from '../../calendar.ts';

export const holdCategorySchema = z.enum([
  'bank-details-changed',
  'provider-on-hold',
  'disputed',
  'awaiting-approval',
  'ledger-rejection',
  'deceased',
  'under-investigation',
  'safeguarding',
  'manual',
]);
export type HoldCategory = z.infer<typeof holdCategorySchema>;

/** A reason not to pay yet: on a provider, a person, a package (or agreement), or one line. */
export const holdSchema = z.object({
  holdId: z.string(),
  category: holdCategorySchema,
  on: z.union([
    z.strictObject({ providerId: z.string() }),
    z.strictObject({ personId: z.string() }),
    z.strictObject({ packageId: z.string() }),
    z.strictObject({ lineId: z.string() }),
  ]),
  state: z.enum(['active', 'released']),
  placedBy: z.string(),
  placedOn: calendarDateSchema,
  releasedOn: calendarDateSchema.nullable(),
});
export type Hold = z.infer<typeof holdSchema>;

/** What a hold may be about, of a line. */
export type Holdable = { lineId: string; packageId: string; personId: string | null; payeeId: string };

/** The first active hold that keeps a line from being paid. */
export function holdOn(line: Holdable, holds: readonly Hold[]): Hold | undefined {
  return holds.find(({ state, on }) => state === 'active' && concerns(on, line));
}

function concerns(on: Hold['on'], line: Holdable): boolean {
  if ('providerId' in on) return line.payeeId === `provider:${on.providerId}`;
  if ('personId' in on) return line.personId === on.personId;
  if ('packageId' in on) return line.packageId === on.packageId;
  return line.lineId === on.lineId;
}
