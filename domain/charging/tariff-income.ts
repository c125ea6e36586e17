import type { CalendarDate } from '../calendar.ts';
import { pence, type Pence } from '../money.ts';
import { referencePenceOn, type ReferenceMissing } from '../reference/reference-value.ts';
import type { CouncilRow } from '../reference/reference-row.ts';

/** A pound a week for each 250 pounds or part of it (SI 2014/2672 regulation 25). */
const TARIFF_STEP_PENCE = 25_000;
const TARIFF_PER_STEP_PENCE = 100;

export type TariffIncome = { outcome: 'found'; tariffPence: Pence; fullCost: boolean };

/**
 * The weekly income a person's capital is taken to yield: 14,250.01 gives £1, 23,250.00 gives £36. Only capital that
 * *exceeds* the upper limit means full cost; councils' pages differ on exactly 23,250, and this reading favours the
 * person. The tariff is given then too, though nobody at full cost is charged by it.
 */
export function tariffIncome(
  { capitalPence, onDate }: { capitalPence: Pence; onDate: CalendarDate },
  councilRows: readonly CouncilRow[],
): TariffIncome | ReferenceMissing {
  const lower = referencePenceOn({ kind: 'capital-limit', category: 'lower', date: onDate }, councilRows);
  const upper = referencePenceOn({ kind: 'capital-limit', category: 'upper', date: onDate }, councilRows);
  if (lower.outcome === 'missing') return lower;
  if (upper.outcome === 'missing') return upper;
  const steps = Math.ceil(Math.max(0, capitalPence - lower.valuePence) / TARIFF_STEP_PENCE);
  return {
    outcome: 'found',
    tariffPence: pence(steps * TARIFF_PER_STEP_PENCE),
    fullCost: capitalPence > upper.valuePence,
  };
}
