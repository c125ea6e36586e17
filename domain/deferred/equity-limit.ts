import type { CalendarDate } from '../calendar.ts';
import { Decimal, exactPenceToPence, pence, type Pence } from '../money.ts';
import type { CouncilRow } from '../reference/reference-row.ts';
import { referencePenceOn, type ReferenceMissing } from '../reference/reference-value.ts';

/** A tenth of the value is left for what its sale costs and for what its price may fall. */
const SHARE_OF_VALUE = new Decimal('0.9');

export type EquityLimit = {
  outcome: 'found';
  /** The most of care costs that may be deferred against the property. */
  equityLimitPence: Pence;
  shareOfValuePence: Pence;
  lowerCapitalLimitPence: Pence;
};

/**
 * The most that may be deferred against a property: nine tenths of its value, less the lower capital limit of that day, less
 * what others are owed first. £165,000 gives £134,250 (golden case DPA-1). Where nothing is left it is nothing.
 */
export function equityLimit(
  {
    valuePence,
    encumbrancesPence,
    onDate,
  }: { valuePence: Pence; encumbrancesPence: Pence; onDate: CalendarDate },
  councilRows: readonly CouncilRow[],
): EquityLimit | ReferenceMissing {
  const lower = referencePenceOn({ kind: 'capital-limit', category: 'lower', date: onDate }, councilRows);
  if (lower.outcome === 'missing') return lower;
  // Never a part of a penny above nine tenths.
  const shareOfValuePence = exactPenceToPence(SHARE_OF_VALUE.times(valuePence), 'towards-zero');
  const left = shareOfValuePence - lower.valuePence - encumbrancesPence;
  return {
    outcome: 'found',
    equityLimitPence: pence(Math.max(0, left)),
    shareOfValuePence,
    lowerCapitalLimitPence: lower.valuePence,
  };
}
