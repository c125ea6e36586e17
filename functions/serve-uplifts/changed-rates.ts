import type { RateText } from '../../domain/money.ts';
import type { KeptUplift } from '../../domain/uplift/kept-uplift.ts';
import type { UpliftLine } from '../../domain/uplift/uplift-line.ts';
import type { PartIndex } from '../platform/uplifts/evidence.ts';
import { isWrittenBy } from '../platform/uplifts/written-lines.ts';
import { inTurns } from '../store/table.ts';
import type { UpliftsDeps } from './deps.ts';

/** A rate that an uplift has changed: of a package, or of a rate card. */
export type ChangedRate = UpliftLine & { newRate: RateText };

/** Lines of rate cards lie in a part of their own, before all packages. */
const CARDS = 0;

/** Whether providers may be told of an uplift: its rates are in, and were not taken back. */
export function isInForce({ uplift: { state }, applied }: KeptUplift): boolean {
  return applied !== null && (state === 'applied' || state === 'verified');
}

/**
 * The rates of one provider that an uplift has changed: of its packages, of its lines of cards, and of lines for any
 * provider on a card that prices care of its own. What was left alone as the rates were written is not among them.
 */
export async function changedRates(
  kept: KeptUplift,
  providerId: string,
  { evidence }: Pick<UpliftsDeps, 'evidence'>,
): Promise<ChangedRate[]> {
  const { uplift, previewed, applied } = kept;
  if (previewed === null || applied === null || !isInForce(kept)) return [];
  const { upliftId } = uplift;
  const { parts } = await evidence.readSummary({ upliftId, attempt: previewed.attempt });
  const found = await inTurns(
    parts.filter((part) => mayHold(part, providerId)),
    async ({ part }) => {
      const lines = await evidence.readLines({ upliftId, attempt: previewed.attempt }, part);
      const rows = await evidence.readApplied({ upliftId, attempt: applied.attempt }, part);
      const isWritten = isWrittenBy(rows);
      return lines.filter(
        (line) => mayConcern(line, providerId) && (line.newRate === null || isWritten(line)),
      );
    },
  );
  const lines = found.flat();
  const pricing = new Set(lines.filter(({ of }) => of === 'priced-by-card').map(cardRateOf));
  return lines.flatMap((line) => {
    const { newRate } = line;
    const isOwn = line.providerId === providerId || pricing.has(cardRateOf(line));
    return newRate !== null && isOwn ? [{ ...line, newRate }] : [];
  });
}

function mayHold({ part, providerIds }: PartIndex, providerId: string): boolean {
  return part === CARDS || providerIds.includes(providerId);
}

/** Whether it changes something for the provider, or for any. */
function mayConcern(line: UpliftLine, providerId: string): boolean {
  if (line.outcome !== 'changed') return false;
  return line.providerId === providerId || (line.of === 'rate-card' && line.providerId === null);
}

function cardRateOf({ rateCardId, serviceType }: UpliftLine): string {
  return JSON.stringify([rateCardId, serviceType]);
}
