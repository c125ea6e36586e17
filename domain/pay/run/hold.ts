import * as z from 'zod';
import { calendarDateSchema, daysBetween, type CalendarDate } from '../../calendar.ts';
import { inOrderOf } from '../../in-order-of.ts';

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

/** How long a payment that came back is remembered: three four-weekly runs and a little more. */
const CAME_BACK_DAYS = 90;

/** The mark that a payment which came back, or could not be sent, leaves on its payee. */
function isRefusal({ category }: Pick<Hold, 'category'>): boolean {
  return category === 'ledger-rejection';
}

/** Whether a run has to know of a hold: it keeps money back, or says that a payment came back not long ago. */
export function mattersOn(hold: Hold, today: CalendarDate): boolean {
  if (hold.state === 'active') return true;
  return isRefusal(hold) && daysBetween(hold.placedOn, today) <= CAME_BACK_DAYS;
}

/** The last refusal of a payment that concerns a line, whether or not it still keeps the money back. */
export function refusalOn(line: Holdable, holds: readonly Hold[]): Hold | undefined {
  const refusals = holds.filter((hold) => isRefusal(hold) && concerns(hold.on, line));
  return inOrderOf(refusals, ({ placedOn }) => placedOn).at(-1);
}

/** What a line that waited for the end of a hold is called on the payment that it then leaves with. */
export function releasedLineId(lineId: string): string {
  return `${lineId}-released`;
}

function waitedAs(lineId: string): string {
  return lineId.replace(/-released$/, '');
}

type OfPayment = { payeeId: string; lines: readonly Pick<Holdable, 'lineId' | 'packageId'>[] };

/** The first active hold that keeps a payment from leaving: on its payee, or on anything that it pays. */
export function holdOnPayment(
  { payeeId, lines }: OfPayment,
  { holds, personOf }: { holds: readonly Hold[]; personOf: (packageId: string) => string | null },
): Hold | undefined {
  if (holds.length === 0) return undefined;
  const ofPayee = { lineId: '', packageId: payeeId.replace(/^agreement:/, '') };
  for (const { lineId, packageId } of [ofPayee, ...lines]) {
    const line = { lineId: waitedAs(lineId), packageId, personId: personOf(packageId), payeeId };
    const hold = holdOn(line, holds);
    if (hold !== undefined) return hold;
  }
  return undefined;
}

function concerns(on: Hold['on'], line: Holdable): boolean {
  if ('providerId' in on) return line.payeeId === `provider:${on.providerId}`;
  if ('personId' in on) return line.personId === on.personId;
  if ('packageId' in on) return line.packageId === on.packageId;
  return line.lineId === on.lineId;
}
