import { type Package } from '../model.ts';
import { costOfTenThousandths } from '../pounds.ts';
import { type TruthEntry } from '../sample-file.ts';

/** A stay or a week of sessions; units in ten-thousandths, as weeks of a month do not come out even. */
export type StayLine = {
  pack: Package;
  from: number;
  to: number;
  unitTenThousandths: number;
  ratePence: number;
  amountOffPence: number;
  personSays?: string;
};
export type StayMark = Omit<TruthEntry, 'file' | 'line' | 'lineRef'> & { on: StayLine };

export function amountOf({ unitTenThousandths, ratePence, amountOffPence }: StayLine): number {
  return costOfTenThousandths(unitTenThousandths, ratePence) + amountOffPence;
}
